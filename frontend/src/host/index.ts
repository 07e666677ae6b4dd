import { browserHost } from './browser'
import type { Host } from './host'
import { runsInWindow, wailsHost } from './wails'

async function choose(): Promise<Host> {
  // Only `npm run dev:fake` sets this; the fake and its data are left out of the product.
  if (import.meta.env.VITE_HOST === 'fake') {
    const { fakeHost } = await import('./fake')
    return fakeHost()
  }
  return runsInWindow() ? wailsHost() : browserHost()
}

let current: Host | undefined

/** Picks the host for this page. Called once, before the first render. */
export async function startHost(): Promise<Host> {
  current ??= await choose()
  return current
}

/** Puts a host in place by hand: tests. */
export function replaceHost(replacement: Host): void {
  current = replacement
}

function started(): Host {
  if (!current) throw new Error('startHost() has not run')
  return current
}

/** The place the page runs in. */
export const host: Host = {
  get kind() {
    return started().kind
  },
  signIn: () => started().signIn(),
  fetch: (path, init) => started().fetch(path, init),
  subscribe: (onHint, onConnected) => started().subscribe(onHint, onConnected),
  openBrowser: (url) => started().openBrowser(url),
  copy: (text) => started().copy(text),
  clearCopied: (text) => started().clearCopied(text),
  onSignedIn: (listener) => started().onSignedIn(listener),
  onSignedOut: (listener) => started().onSignedOut(listener),
  onCommand: (listener) => started().onCommand(listener),
}
