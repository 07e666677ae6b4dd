import type { Hint, Host, SignIn } from './host'
import { readEvents } from './events'

const tokenKey = 'patchbay.session'
const reconnectAfterMs = 2000

/** A browser tab on `patchbay serve`. The session lives in this tab only (sessionStorage, no cookie). */
export function browserHost(): Host {
  const signedOut = new Set<() => void>()

  async function authorized(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    const token = sessionStorage.getItem(tokenKey)
    if (token) headers.set('Authorization', `Bearer ${token}`)
    const response = await window.fetch(path, {
      ...init,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      // A deletion may be carried out while the tab is closing.
      keepalive: init.method === 'DELETE',
    })
    if (response.status === 401 && token) {
      sessionStorage.removeItem(tokenKey)
      signedOut.forEach((tell) => tell())
    }
    return response
  }

  return {
    kind: 'browser',
    signIn: () => signIn(),
    fetch: authorized,
    subscribe: (onHint, onConnected) => follow(authorized, onHint, onConnected),
    openBrowser: (url) => {
      window.open(url, '_blank', 'noopener,noreferrer')
    },
    copy: (text) => navigator.clipboard.writeText(text),
    clearCopied,
    onSignedOut: (listener) => {
      signedOut.add(listener)
      return () => signedOut.delete(listener)
    },
    onCommand: () => () => undefined,
  }
}

/** Takes the one-time link out of the address bar, so that it is neither kept in history nor copied along. */
function takeLink(): string | undefined {
  const match = /^#link=([^&]+)/.exec(window.location.hash)
  if (!match?.[1]) return undefined
  window.history.replaceState(null, '', window.location.pathname)
  return decodeURIComponent(match[1])
}

async function signIn(): Promise<SignIn> {
  const link = takeLink()
  if (!link) return sessionStorage.getItem(tokenKey) ? 'ready' : 'no-link'
  try {
    const response = await window.fetch('/patchbay/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ link }),
    })
    if (!response.ok) return sessionStorage.getItem(tokenKey) ? 'ready' : 'link-refused'
    const { token } = (await response.json()) as { token: string }
    sessionStorage.setItem(tokenKey, token)
    return 'ready'
  } catch {
    return 'unreachable'
  }
}

function follow(
  authorized: Host['fetch'],
  onHint: (hint: Hint) => void,
  onConnected?: (connected: boolean) => void,
): () => void {
  const stop = new AbortController()
  const stopped = () => stop.signal.aborted
  void (async () => {
    while (!stopped()) {
      try {
        const response = await authorized('/patchbay/events', { signal: stop.signal })
        if (response.ok && response.body) {
          onConnected?.(true)
          for await (const hint of readEvents(response.body)) onHint(hint)
        }
      } catch {
        // The program stopped or the machine slept: wait and listen again.
      }
      if (!stopped()) onConnected?.(false)
      await new Promise((resolve) => setTimeout(resolve, reconnectAfterMs))
    }
  })()
  return () => stop.abort()
}

async function clearCopied(text: string): Promise<void> {
  if (!document.hasFocus()) {
    await new Promise((resolve) => window.addEventListener('focus', resolve, { once: true }))
  }
  // Reading may be refused; then the clipboard is emptied unseen, which is the safer of two mistakes.
  const held = await navigator.clipboard.readText().catch(() => text)
  if (held === text) await navigator.clipboard.writeText('')
}
