import type { Hint, Host } from './host'
import { readEvents } from './events'
import { openTabSession } from './tab-session'

const reconnectAfterMs = 2000

/**
 * A browser tab on `patchbay serve`. The session lives in the tabs only (sessionStorage, no cookie): a new tab asks
 * the open ones for it.
 */
export function browserHost(): Host {
  const signedOut = new Set<() => void>()
  const session = openTabSession()

  async function authorized(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    const token = session.token()
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
      session.forget(token)
      signedOut.forEach((tell) => tell())
    }
    return response
  }

  return {
    kind: 'browser',
    signIn: session.signIn,
    fetch: authorized,
    subscribe: (onHint, onConnected) => follow(authorized, onHint, onConnected),
    openBrowser: (url) => {
      window.open(url, '_blank', 'noopener,noreferrer')
    },
    copy: (text) => navigator.clipboard.writeText(text),
    clearCopied,
    onSignedIn: session.onSignedIn,
    onSignedOut: (listener) => {
      signedOut.add(listener)
      return () => signedOut.delete(listener)
    },
    onCommand: () => () => undefined,
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
