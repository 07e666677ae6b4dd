import { api, segment } from './client'
import type {
  FileProblem,
  ImportPlan,
  Overlay,
  OverlayFile,
  ProviderDetail,
  ProviderOrigin,
  ProviderSummary,
} from './types'

export const listProviders = async () =>
  (await api.get<{ data: ProviderSummary[] }>('/patchbay/providers')).data

const path = (name: string) => `/patchbay/providers/${segment(name)}`

export const getProvider = async (name: string) => (await api.get<{ data: ProviderDetail }>(path(name))).data

/** The folder of the user's own provider files. */
export const getOverlay = async () => (await api.get<{ data: Overlay }>('/patchbay/overlay')).data

/** The user's own file of a provider, or the text that one would start with. */
export const getOverlayFile = async (name: string) =>
  (await api.get<{ data: OverlayFile }>(`${path(name)}/overlay`)).data

export const checkOverlayFile = async (name: string, text: string, signal?: AbortSignal) =>
  (await api.post<{ problems: FileProblem[] }>(`${path(name)}/overlay/check`, { text }, undefined, signal))
    .problems

/** `version` is that of the text the edit began from; the program refuses to overwrite another one. */
export const saveOverlayFile = async (name: string, text: string, version: string) =>
  (await api.put<{ data: OverlayFile }>(`${path(name)}/overlay`, { text, version })).data

export const deleteOverlayFile = async (name: string) =>
  (await api.delete<{ data: OverlayFile }>(`${path(name)}/overlay`)).data

export const confirmDestinations = (name: string, destinations: string[]) =>
  api.post<ProviderOrigin>(`${path(name)}/confirm`, { destinations })

interface ImportInput {
  text?: string
  address?: string
  texts?: boolean
}

/** What taking over a providers.yaml would do. */
export const planImport = async (input: ImportInput) =>
  (await api.post<{ data: ImportPlan }>('/patchbay/overlay/import', input)).data

/** Does what the plan says; the program refuses when that is another plan by now. */
export const applyImport = async (input: ImportInput, digest: string) =>
  (await api.post<{ data: ImportPlan }>('/patchbay/overlay/import', { ...input, apply: true, digest })).data
