import { toast } from 'sonner'
import type { Hint, Host } from './host'

/** The part of the Wails runtime that this page uses; Wails puts it on `window` before our code runs. */
interface WailsRuntime {
  EventsOn(name: string, callback: (...data: unknown[]) => void): () => void
  EventsEmit(name: string, ...data: unknown[]): void
  ClipboardGetText(): Promise<string>
  ClipboardSetText(text: string): Promise<boolean>
}

declare global {
  interface Window {
    runtime?: WailsRuntime
    /** What the desktop package binds (app/desktop/bridge.go). */
    go?: { desktop: { Bridge: { OpenBrowser(url: string): Promise<void> } } }
  }
}

export function runsInWindow(): boolean {
  return window.runtime !== undefined
}

function runtime(): WailsRuntime {
  if (!window.runtime) throw new Error('not in the desktop window')
  return window.runtime
}

function isHint(data: unknown): data is Hint {
  return typeof data === 'object' && data !== null && 'topic' in data
}

/** The desktop window: the API is answered in process, so there is no key and no session. */
export function wailsHost(): Host {
  return {
    kind: 'window',
    signIn: () => {
      // The first painted frame, for whoever waits until the window can be used.
      requestAnimationFrame(() => requestAnimationFrame(() => runtime().EventsEmit('painted')))
      return Promise.resolve('ready')
    },
    fetch: (path, init) => window.fetch(path, init),
    subscribe: (onHint, onConnected) => {
      onConnected?.(true)
      return runtime().EventsOn('hint', (data) => {
        if (isHint(data)) onHint(data)
      })
    },
    // Not Wails' own opener: it knows no allow list and drops addresses with signs that logins may hold.
    openBrowser: (url) => {
      window.go?.desktop.Bridge.OpenBrowser(url).catch((cause: unknown) =>
        toast.error(cause instanceof Error ? cause.message : String(cause)),
      )
    },
    copy: async (text) => {
      if (!(await runtime().ClipboardSetText(text))) throw new Error('The clipboard did not take the text.')
    },
    clearCopied: async (text) => {
      if ((await runtime().ClipboardGetText()) === text) await runtime().ClipboardSetText('')
    },
    onSignedIn: () => () => undefined,
    onSignedOut: () => () => undefined,
    onCommand: (listener) =>
      runtime().EventsOn('command', (id) => {
        if (typeof id === 'string') listener(id)
      }),
  }
}
