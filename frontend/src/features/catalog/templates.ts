import { queryOptions } from '@tanstack/react-query'
import { getTemplate, listTemplates, type TemplateRef } from '@/api/templates'
import type { Template } from '@/api/types'
import { indexFor, search } from '@/lib/search'

export const templatesQuery = () => queryOptions({ queryKey: ['templates'], queryFn: listTemplates })

export const templateQuery = (ref: TemplateRef) =>
  queryOptions({
    queryKey: ['templates', ref.provider, ref.type, ref.name],
    queryFn: () => getTemplate(ref),
  })

/** The ready-made functions that hold all words, by name, API, group, model and description. */
export function findTemplates(templates: Template[], words: string): Template[] {
  const index = indexFor(
    templates,
    (one) => one.name,
    (one) => [one.provider, one.provider_name, one.group, one.type, one.description, ...one.models].join(' '),
  )
  return search(index, words)
}
