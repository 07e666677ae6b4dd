import { api, segment } from './client'
import type { HTTPSState, Redirect, RedirectKind, RelayReport } from './types'

const path = (key: string) => `/patchbay/integrations/${segment(key)}/redirect`

export const getRedirect = async (key: string) => (await api.get<{ data: Redirect }>(path(key))).data

export const setRedirect = async (key: string, choice: { kind: RedirectKind; url?: string }) =>
  (await api.put<{ data: Redirect }>(path(key), choice)).data

export const clearRedirect = (key: string) => api.delete(path(key))

export const checkRelay = (url: string) => api.post<RelayReport>('/patchbay/relay/check', { url })

export const getHTTPS = async () => (await api.get<{ data: HTTPSState }>('/patchbay/https')).data

export const enableHTTPS = async () => (await api.post<{ data: HTTPSState }>('/patchbay/https', {})).data

export const disableHTTPS = () => api.delete('/patchbay/https')
