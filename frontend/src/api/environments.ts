import { api, segment } from './client'
import type { ApiKey, ApiKeyWithSecret, EnvironmentItem } from './types'

interface List<T> {
  data: T[]
}
interface Entry<T> {
  data: T
}

export const listEnvironments = async () => (await api.get<List<EnvironmentItem>>('/environments')).data

export const createEnvironment = async (name: string) =>
  (await api.post<Entry<{ uuid: string; name: string }>>('/environments', { name })).data

export const deleteEnvironment = (uuid: string) => api.delete(`/environments/${segment(uuid)}`)

const keysOf = (environment: string) => `/environments/${segment(environment)}/api-keys`

export const listKeys = async (environment: string) => (await api.get<List<ApiKey>>(keysOf(environment))).data

export const createKey = async (environment: string, name: string, scopes: string[]) =>
  (await api.post<Entry<ApiKeyWithSecret>>(keysOf(environment), { display_name: name, scopes })).data

export const revokeKey = (environment: string, key: string) =>
  api.delete<{ success: boolean }>(`${keysOf(environment)}/${segment(key)}`)

export const replaceKey = async (environment: string, key: string) =>
  (await api.post<Entry<ApiKeyWithSecret>>(`/patchbay${keysOf(environment)}/${segment(key)}/rotate`)).data

/** Every scope that a key can have, in the order to show them. */
export const listScopes = async () => (await api.get<List<string>>('/patchbay/scopes')).data
