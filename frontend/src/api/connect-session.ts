import { api, segment } from './client'
import type { Attempt, ConnectChoices, ConnectInput, ConnectResult, ConnectUISettings } from './types'

/** What a Connect session offers. Needs the session's token, as all of these. */
export const listChoices = () => api.get<ConnectChoices>('/patchbay/connect-session/choices')

/** How the page looks in the session's environment. */
export const getLook = async () =>
  (await api.get<{ data: { connectUISettings: ConnectUISettings } }>('/connect/session')).data
    .connectUISettings

export const startAttempt = (input: ConnectInput, signal?: AbortSignal) =>
  api.post<ConnectResult>('/patchbay/connect-session/attempts', input, undefined, signal)

export const getSessionAttempt = async (id: string) =>
  (await api.get<{ data: Attempt }>(`/patchbay/connect-session/attempts/${segment(id)}`)).data
