import { api, segment } from './client'
import type { Integration, IntegrationInput, IntegrationUpdate } from './types'

export const listIntegrations = async () =>
  (await api.get<{ data: Integration[] }>('/patchbay/integrations')).data

export const getIntegration = async (key: string) =>
  (await api.get<{ data: Integration }>(`/patchbay/integrations/${segment(key)}`)).data

export const createIntegration = (input: IntegrationInput) =>
  api.post<{ data: { unique_key: string } }>('/integrations', input)

export const updateIntegration = (key: string, change: IntegrationUpdate) =>
  api.patch<{ data: Integration }>(`/patchbay/integrations/${segment(key)}`, change)

export const deleteIntegration = (key: string) =>
  api.delete<{ success: boolean }>(`/integrations/${segment(key)}`)
