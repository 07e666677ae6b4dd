import { api } from './client'
import type { ApiRequest, ApiResponse, HistoryItem } from './types'

export const sendRequest = (request: ApiRequest, signal?: AbortSignal) =>
  api.post<ApiResponse>('/patchbay/request', request, undefined, signal)

export const listHistory = async (limit = 100) =>
  (await api.get<{ data: HistoryItem[] }>('/patchbay/history', { limit })).data

export const clearHistory = () => api.delete('/patchbay/history')
