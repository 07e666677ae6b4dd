/** Whether another page embeds this one, as openConnectUI of @nangohq/frontend does (http-api.md §4.4). */
export const framed = window.parent !== window

interface Connected {
  providerConfigKey: string
  connectionId: string
  isPending?: boolean
}

function tell(message: { type: string; payload?: unknown }): void {
  // The embedding page's origin is not known; nothing secret is told.
  if (framed) window.parent.postMessage(message, '*')
}

export const tellReady = () => tell({ type: 'ready' })
export const tellClose = () => tell({ type: 'close' })
export const tellConnected = (payload: Connected) => tell({ type: 'connect', payload })
export const tellFault = (errorType: string, errorMessage: string) =>
  tell({ type: 'error', payload: { errorType, errorMessage } })

/** Hears the session token from the embedding page, and from nobody else. */
export function onToken(take: (token: string) => void): () => void {
  const hear = (event: MessageEvent<{ type?: unknown; sessionToken?: unknown } | null>) => {
    if (event.source !== window.parent || event.data?.type !== 'session_token') return
    if (typeof event.data.sessionToken === 'string' && event.data.sessionToken) take(event.data.sessionToken)
  }
  addEventListener('message', hear)
  return () => removeEventListener('message', hear)
}

/** Lets the page at the end of a login close itself, as it asks for. */
export function acknowledgeCallbacks(): void {
  addEventListener('message', (event: MessageEvent<{ type?: unknown } | null>) => {
    const kind = event.origin === location.origin ? event.data?.type : undefined
    if (typeof kind === 'string' && kind.startsWith('nango_oauth_callback_'))
      event.source?.postMessage({ type: 'nango_oauth_callback_ack' }, { targetOrigin: location.origin })
  })
}
