import { api, segment } from './client'
import type { Template, TemplateDetail } from './types'

/** Names one ready-made function. */
export type TemplateRef = Pick<Template, 'provider' | 'type' | 'name'>

const path = (ref: TemplateRef) =>
  `/patchbay/templates/${segment(ref.provider)}/${segment(ref.type)}/${segment(ref.name)}`

export const listTemplates = async () => (await api.get<{ data: Template[] }>('/patchbay/templates')).data

export const getTemplate = async (ref: TemplateRef) =>
  (await api.get<{ data: TemplateDetail }>(path(ref))).data

/** Copies the function into the open folder, under an integration; the files that were written. */
export const applyTemplate = async (ref: TemplateRef, integration: string) =>
  (await api.post<{ files: string[] }>(`${path(ref)}/use`, { integration })).files
