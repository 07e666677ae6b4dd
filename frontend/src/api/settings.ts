import { api } from './client'
import type { Check, ConnectPageSettings, Settings, Status } from './types'

export const getStatus = () => api.get<Status>('/patchbay/status')
export const getSettings = () => api.get<Settings>('/patchbay/settings')
export const updateSettings = (change: Partial<Settings>) => api.patch<Settings>('/patchbay/settings', change)
export const getKey = async () => (await api.get<{ key: string }>('/patchbay/keys')).key
export const rotateKey = async () => (await api.post<{ key: string }>('/patchbay/keys/rotate')).key
export const runDoctor = async () => (await api.get<{ checks: Check[] }>('/patchbay/doctor')).checks

/** How the Connect page looks; each environment has its own. */
export const getConnectPageSettings = () => api.get<ConnectPageSettings>('/patchbay/connect-page-settings')
export const updateConnectPageSettings = (change: Partial<ConnectPageSettings>) =>
  api.patch<ConnectPageSettings>('/patchbay/connect-page-settings', change)
