/** Something of this topic changed on the Go side: read it again. The id names one thing, or is absent. */
export interface Hint {
  topic:
    | 'catalog'
    | 'integrations'
    | 'connections'
    | 'attempts'
    | 'operations'
    | 'settings'
    | 'functions'
    | 'runs'
    | 'records'
    | 'syncs'
    | 'project'
    | 'mcp'
    | 'webhooks'
    | 'notifications'
  id?: string
}

/** How far the page got with proving who it is. In the window there is nothing to prove. */
export type SignIn = 'ready' | 'no-link' | 'link-refused' | 'unreachable'

/**
 * All that the page may ask of the place it runs in. Wails (the desktop window), a browser on
 * `patchbay serve`, and a fake for tests implement it; nothing else knows which one it is.
 */
export interface Host {
  readonly kind: 'window' | 'browser' | 'fake'
  /** Trades a one-time link for a session, finds the session of this tab, or gets it from another tab. */
  signIn(): Promise<SignIn>
  /** Calls the local API. Paths start with `/`; bodies are text or bytes, never a Blob. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Listens for hints until the returned function is called. `connected` tells when the line drops. */
  subscribe(onHint: (hint: Hint) => void, onConnected?: (connected: boolean) => void): () => void
  /** Opens an http(s) address in the user's own browser. */
  openBrowser(url: string): void
  copy(text: string): Promise<void>
  /** Empties the clipboard if it still holds the text; what the user copied since stays. */
  clearCopied(text: string): Promise<void>
  /** Told when a tab without a session got one after all, because another tab was let in. */
  onSignedIn(listener: () => void): () => void
  /** Told when the session is no longer valid. */
  onSignedOut(listener: () => void): () => void
  /** Told the id of a command that was chosen outside the page: in the window's own menu. */
  onCommand(listener: (id: string) => void): () => void
}
