import { api, segment } from './client'
import type { ProviderDetail, ProviderSummary } from './types'

export const listProviders = async () =>
  (await api.get<{ data: ProviderSummary[] }>('/patchbay/providers')).data

export const getProvider = async (name: string) =>
  (await api.get<{ data: ProviderDetail }>(`/patchbay/providers/${segment(name)}`)).data
