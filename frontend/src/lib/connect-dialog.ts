import { createContext, useContext } from 'react'

export interface ConnectTarget {
  /** An integration that exists, … */
  integration?: string
  /** … or an API that needs no app of one's own: its integration is made on the way. */
  provider?: string
  /** Reconnect this connection instead of making a new one. */
  connectionId?: string
  /** Called with the new connection; without it the connection's page opens. */
  onConnected?: (connection: { integration: string; id: string }) => void
}

export const ConnectDialogContext = createContext<(target: ConnectTarget) => void>(() => undefined)

/** Opens the connect dialog from anywhere. Without integration and provider it asks which. */
export function useConnectDialog(): (target: ConnectTarget) => void {
  return useContext(ConnectDialogContext)
}
