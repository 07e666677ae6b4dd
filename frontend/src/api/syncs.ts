import { api, segment } from './client'
import type { SyncInstance } from './types'

/** Names one sync of one connection. */
export type SyncRef = Pick<SyncInstance, 'integration' | 'connection' | 'name' | 'variant'>

export const listSyncs = async () => (await api.get<{ data: SyncInstance[] }>('/patchbay/syncs')).data

const command = (sync: SyncRef) => ({
  syncs: [{ name: sync.name, variant: sync.variant }],
  provider_config_key: sync.integration,
  connection_id: sync.connection,
})

/** How a run begins: `reset` forgets the checkpoint, `emptyCache` deletes the records first. */
export interface TriggerOptions {
  reset?: boolean
  emptyCache?: boolean
}

export const triggerSync = (sync: SyncRef, opts: TriggerOptions = {}) =>
  api.post<unknown>('/sync/trigger', { ...command(sync), opts })

export const startSync = (sync: SyncRef) => api.post<unknown>('/sync/start', command(sync))

export const pauseSync = (sync: SyncRef) => api.post<unknown>('/sync/pause', command(sync))

/** Gives the sync its own frequency on this connection; null goes back to the function's. */
export const setSyncFrequency = async (sync: SyncRef, frequency: string | null) =>
  (
    await api.put<{ frequency: string }>('/sync/update-connection-frequency', {
      sync_name: sync.name,
      sync_variant: sync.variant,
      provider_config_key: sync.integration,
      connection_id: sync.connection,
      frequency,
    })
  ).frequency

const variantPath = (sync: SyncRef) => `/sync/${segment(sync.name)}/variant/${segment(sync.variant)}`
const owner = (sync: SyncRef) => ({ provider_config_key: sync.integration, connection_id: sync.connection })

export const createVariant = (sync: SyncRef) => api.post<unknown>(variantPath(sync), owner(sync))

export const deleteVariant = (sync: SyncRef) => api.delete<unknown>(variantPath(sync), undefined, owner(sync))
