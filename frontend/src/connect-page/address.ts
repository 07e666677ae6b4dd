import type { Appearance } from '@/lib/theme'
import { framed } from './embedding'
import { languageOf, type Language } from './words'

/** What the page's address asks for (http-api.md §4.4). */
export interface Wishes {
  token: string | undefined
  /** Undefined: as the session says. */
  appearance: Appearance | undefined
  language: Language
  /** Whether a login window that is closed early ends the attempt. */
  watchesWindow: boolean
}

const appearances: readonly (string | null)[] = ['system', 'light', 'dark'] satisfies Appearance[]

const kept = 'patchbay.connect-session'

/** The session of a link lives as long as its tab, so that the page can be loaded again. A frame gets it from outside. */
function keepToken(fresh: string | null): string | undefined {
  if (framed) return fresh ?? undefined
  if (fresh) sessionStorage.setItem(kept, fresh)
  return fresh ?? sessionStorage.getItem(kept) ?? undefined
}

/** Forgets a session that has ended. A frame has kept nothing, and the browser may keep its storage shut. */
export function dropToken(): void {
  if (!framed) sessionStorage.removeItem(kept)
}

/** Reads the address. The token is taken out of it: it must not stay in the address bar or the history. */
export function takeWishes(): Wishes {
  const query = new URLSearchParams(location.search)
  const token = query.get('session_token')
  query.delete('session_token')
  const rest = query.toString()
  // A new session begins at its start; a page that is loaded again stays where it was.
  const state: unknown = token ? null : history.state
  history.replaceState(state, '', location.pathname + (rest ? `?${rest}` : ''))
  const theme = query.get('theme')
  return {
    token: keepToken(token === '' ? null : token),
    appearance: appearances.includes(theme) ? (theme as Appearance) : undefined,
    language: languageOf(query.get('lang')),
    watchesWindow: query.get('detectClosedAuthWindow') === 'true',
  }
}
