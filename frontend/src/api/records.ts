import { api } from './client'
import type { RecordModel, RecordRows } from './types'

/** The records of one model that one connection has. */
export interface RecordSet {
  integration: string
  connection: string
  model: string
  /** Of the sync that wrote them; "base" unless somebody made another. */
  variant: string
}

/** Which records of a set to list, and in what order. */
export interface RecordFilter extends RecordSet {
  search?: string | undefined
  action?: string | undefined
  order?: string | undefined
}

export const sameSet = (a: RecordSet, b: RecordSet) =>
  a.integration === b.integration &&
  a.connection === b.connection &&
  a.model === b.model &&
  a.variant === b.variant

/** The name under which a record set is kept and asked for. */
export const storedModel = ({ model, variant }: Pick<RecordSet, 'model' | 'variant'>) =>
  variant === 'base' ? model : `${model}::${variant}`

export const listRecordModels = async () =>
  (await api.get<{ data: RecordModel[] }>('/patchbay/records/models')).data

/** One window of a set: `total` rows match, `data` are those from `offset` on. */
export const browseRecords = (filter: RecordFilter, offset: number, limit: number, signal?: AbortSignal) =>
  api.get<RecordRows>('/patchbay/records', { ...filter, offset, limit }, signal)

/** Empties a set for good. The next sync run writes it anew. */
export const clearRecords = (set: RecordSet) =>
  api.delete('/patchbay/records', {
    integration: set.integration,
    connection: set.connection,
    model: set.model,
    variant: set.variant,
    confirmed: true,
  })
