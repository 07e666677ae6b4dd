import { chooseEnvironment, chosenEnvironment } from '@/lib/environment'
import type { SignIn } from './host'
import { openSessionLine, type SessionLine, type TabSession } from './shared-session'

const tokenKey = 'patchbay.session'
const wantedKey = 'patchbay.wanted'

/** The session of this tab, where it comes from and who is told of it. */
export function openTabSession() {
  const signedIn = new Set<() => void>()
  // An open tab that has not noticed yet may still offer what was refused here.
  const refused = new Set<string>()
  const usedAt = lastUse()
  let line: SessionLine | undefined

  function mine(): TabSession | undefined {
    const token = sessionStorage.getItem(tokenKey)
    return token ? { token, environment: chosenEnvironment(), usedAt: usedAt() } : undefined
  }

  function adopt(given: TabSession): boolean {
    if (mine() || refused.has(given.token)) return false
    sessionStorage.setItem(tokenKey, given.token)
    if (chosenEnvironment() === undefined) chooseEnvironment(given.environment)
    return true
  }

  function told(given: TabSession) {
    if (adopt(given)) signedIn.forEach((tell) => tell())
  }

  async function signIn(): Promise<SignIn> {
    line ??= openSessionLine(mine, told)
    const link = takeLink()
    const outcome = link === undefined ? 'no-link' : await exchange(link)
    if (outcome === 'unreachable') return outcome
    const known = mine()
    if (known && outcome === 'ready') line.tell(known)
    if (known) return 'ready'
    const given = await line.ask()
    return mine() || (given && adopt(given)) ? 'ready' : outcome
  }

  openLinksHere()
  return {
    token: () => sessionStorage.getItem(tokenKey),
    signIn,
    forget: (token: string) => {
      refused.add(token)
      sessionStorage.removeItem(tokenKey)
    },
    onSignedIn: (listener: () => void) => {
      signedIn.add(listener)
      // It may have come between the answer of signIn and now.
      if (mine()) queueMicrotask(listener)
      return () => void signedIn.delete(listener)
    },
  }
}

/** When the user last had this tab in front. */
function lastUse(): () => number {
  let left = 0
  window.addEventListener('blur', () => (left = Date.now()))
  return () => (document.hasFocus() ? Date.now() : left)
}

const linkOf = (hash: string) => /^#link=([^&]+)/.exec(hash)?.[1]

/** A link that is opened in this very tab only changes what follows #: start again, and come back here after it. */
function openLinksHere() {
  window.addEventListener('hashchange', ({ oldURL }) => {
    if (linkOf(window.location.hash) === undefined) return
    sessionStorage.setItem(wantedKey, new URL(oldURL).hash)
    window.location.reload()
  })
}

/**
 * Takes the one-time link out of the address bar, so that it is neither kept in history nor copied along, and puts
 * back what was there before it.
 */
function takeLink(): string | undefined {
  const link = linkOf(window.location.hash)
  if (link === undefined) return undefined
  window.history.replaceState(null, '', window.location.pathname + (sessionStorage.getItem(wantedKey) ?? ''))
  sessionStorage.removeItem(wantedKey)
  return decodeURIComponent(link)
}

/** Trades a link for a session of this tab. */
async function exchange(link: string): Promise<SignIn> {
  try {
    const response = await window.fetch('/patchbay/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link }),
    })
    if (!response.ok) return 'link-refused'
    const { token } = (await response.json()) as { token: string }
    sessionStorage.setItem(tokenKey, token)
    return 'ready'
  } catch {
    return 'unreachable'
  }
}
