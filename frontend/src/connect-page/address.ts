import type { Appearance } from '@/lib/theme'

/** What the page's address asks for (http-api.md §4.4). */
export interface Wishes {
  token: string | undefined
  appearance: Appearance
  /** Whether a login window that is closed early ends the attempt. */
  watchesWindow: boolean
}

/** Reads the address. The token is taken out of it: it must not stay in the address bar or the history. */
export function takeWishes(): Wishes {
  const query = new URLSearchParams(location.search)
  const token = query.get('session_token') ?? undefined
  query.delete('session_token')
  const rest = query.toString()
  history.replaceState(null, '', location.pathname + (rest ? `?${rest}` : ''))
  const theme = query.get('theme')
  return {
    token: token === '' ? undefined : token,
    appearance: theme === 'light' || theme === 'dark' ? theme : 'system',
    watchesWindow: query.get('detectClosedAuthWindow') === 'true',
  }
}
