import { api, segment } from './client'
import type { Attempt, ConnectChoices, ConnectInput, ConnectResult } from './types'

/** What a Connect session offers. Needs the session's token, as all of these. */
export const listChoices = () => api.get<ConnectChoices>('/patchbay/connect-session/choices')

export const startAttempt = (input: ConnectInput) =>
  api.post<ConnectResult>('/patchbay/connect-session/attempts', input)

export const getSessionAttempt = async (id: string) =>
  (await api.get<{ data: Attempt }>(`/patchbay/connect-session/attempts/${segment(id)}`)).data
