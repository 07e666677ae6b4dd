import { api, segment } from './client'
import type { Attempt, Connection, ConnectionDetail, ConnectInput, ConnectResult } from './types'

/** Names one connection: its id is unique only within its integration. */
export interface ConnectionRef {
  integration: string
  id: string
}

const path = (ref: ConnectionRef) => `/patchbay/connections/${segment(ref.id)}`
const key = (ref: ConnectionRef) => ({ provider_config_key: ref.integration })

export const listConnections = async () =>
  (await api.get<{ data: Connection[] }>('/patchbay/connections')).data

export const getConnection = async (ref: ConnectionRef) =>
  (await api.get<{ data: ConnectionDetail }>(path(ref), key(ref))).data

export const refreshConnection = async (ref: ConnectionRef) =>
  (await api.post<{ data: ConnectionDetail }>(`${path(ref)}/refresh`, undefined, key(ref))).data

export const revealCredentials = async (ref: ConnectionRef) =>
  (await api.post<{ credentials: Record<string, unknown> }>(`${path(ref)}/reveal`, undefined, key(ref)))
    .credentials

export const setMetadata = (ref: ConnectionRef, metadata: Record<string, unknown>) =>
  api.post<unknown>('/connections/metadata', { connection_id: ref.id, ...key(ref), metadata })

export const setTags = (ref: ConnectionRef, tags: Record<string, string>) =>
  api.patch<unknown>(`/connections/${segment(ref.id)}`, { tags }, key(ref))

export const deleteConnection = (ref: ConnectionRef) =>
  api.delete<unknown>(`/connections/${segment(ref.id)}`, key(ref))

export const connect = (input: ConnectInput) => api.post<ConnectResult>('/patchbay/connect', input)

export const getAttempt = async (id: string) =>
  (await api.get<{ data: Attempt }>(`/patchbay/attempts/${segment(id)}`)).data

export const cancelAttempt = (id: string) => api.delete(`/patchbay/attempts/${segment(id)}`)
