import { api, segment } from './client'
import type { Operation, OperationDetail, OperationFilter } from './types'

export const listOperations = (filter: OperationFilter) =>
  api.get<{ data: Operation[]; next_cursor: string | null }>('/patchbay/operations', { ...filter })

export const getOperation = async (id: string) =>
  (await api.get<{ data: OperationDetail }>(`/patchbay/operations/${segment(id)}`)).data

export const clearOperations = () => api.delete('/patchbay/operations')
