import type { Host } from './host'

/** A page of a Connect session: it calls with the session's token and has no hints, window or menu. */
export function sessionHost(token: string): Host {
  return {
    kind: 'browser',
    signIn: () => Promise.resolve('ready'),
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('Authorization', `Bearer ${token}`)
      headers.delete('Patchbay-Environment') // the session has one of its own
      return window.fetch(path, { ...init, headers, credentials: 'omit', cache: 'no-store' })
    },
    subscribe: () => () => undefined,
    openBrowser: (url) => {
      window.open(url, '_blank', 'noopener,noreferrer')
    },
    copy: (text) => navigator.clipboard.writeText(text),
    clearCopied: () => Promise.resolve(),
    onSignedIn: () => () => undefined,
    onSignedOut: () => () => undefined,
    onCommand: () => () => undefined,
  }
}
