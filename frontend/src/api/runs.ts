import { api, segment } from './client'
import type { Run, RunChanges, RunDetail, RunFilter, RunTimeline } from './types'

const path = (id: string) => `/patchbay/runs/${segment(id)}`

export const listRuns = (filter: RunFilter) =>
  api.get<{ data: Run[]; next_cursor: string | null }>('/patchbay/runs', { ...filter })

export const getRun = async (id: string) => (await api.get<{ data: RunDetail }>(path(id))).data

export const cancelRun = (id: string) => api.delete(path(id))

/** What a run did after the message with this id; 0 for all of it. */
export const getTimeline = (id: string, after: number) =>
  api.get<RunTimeline>(`${path(id)}/timeline`, after > 0 ? { after } : undefined)

export interface ChangesFilter {
  model?: string
  action?: string
  against?: string
  cursor?: string
  limit?: number
}

export const getChanges = (id: string, filter: ChangesFilter) =>
  api.get<RunChanges>(`${path(id)}/changes`, { ...filter })
