import { api, segment } from './client'
import type { FunctionDetail, FunctionPatch, FunctionType, FunctionView, Run, RunInput } from './types'

/** Names one function: its name is unique within its integration and type. */
export interface FunctionRef {
  integration: string
  type: FunctionType
  name: string
}

const path = ({ integration, type, name }: FunctionRef) =>
  `/patchbay/functions/${segment(integration)}/${segment(type)}/${segment(name)}`

export const listFunctions = async () => (await api.get<{ data: FunctionView[] }>('/patchbay/functions')).data

export const getFunction = async (ref: FunctionRef) =>
  (await api.get<{ data: FunctionDetail }>(path(ref))).data

export const patchFunction = async (ref: FunctionRef, patch: FunctionPatch) =>
  (await api.patch<{ data: FunctionDetail }>(path(ref), patch)).data

export const exampleInput = async (ref: FunctionRef) =>
  (await api.get<{ input: unknown }>(`${path(ref)}/example`)).input

export const startRun = async (ref: FunctionRef, input: RunInput) =>
  (await api.post<{ data: Run }>(`${path(ref)}/run`, input)).data
