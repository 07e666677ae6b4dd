import { api, segment } from './client'
import type { BuilderInput, BuilderModel, BuilderModelInput, BuilderSample, BuilderSession } from './types'

interface Entry {
  data: BuilderSession
}

const session = (id: string) => `/patchbay/builder/sessions/${segment(id)}`

/** The model that drafts functions; null when none is set up. */
export const getModel = async () =>
  (await api.get<{ data: BuilderModel | null }>('/patchbay/builder/model')).data

/** Without a key the stored one stays, while the address does. */
export const saveModel = async (input: BuilderModelInput) =>
  (await api.put<{ data: BuilderModel | null }>('/patchbay/builder/model', input)).data

export const deleteModel = () => api.delete('/patchbay/builder/model')

/** Asks the stored model a short question; its first words. */
export const testModel = async () =>
  (await api.post<{ answer: string }>('/patchbay/builder/model/test', {})).answer

/** What the model could be shown of a connection, redacted as it would see it. */
export const listSamples = async (integration: string, connection: string) =>
  (await api.get<{ data: BuilderSample[] }>('/patchbay/builder/samples', { integration, connection })).data

export const startBuilding = async (input: BuilderInput) =>
  (await api.post<Entry>('/patchbay/builder/sessions', input)).data

export const getSession = async (id: string) => (await api.get<Entry>(session(id))).data

export const stopBuilding = async (id: string) => (await api.post<Entry>(`${session(id)}/stop`, {})).data

/** Writes the draft into the folder. One with problems is written only when the user insists. */
export const acceptDraft = async (id: string, insist: boolean) =>
  (await api.post<Entry>(`${session(id)}/accept`, { insist })).data
