import type { ProviderSummary } from '@/api/types'
import { authModeName, categoryName } from '@/lib/format'
import { indexFor, search, type Indexed } from '@/lib/search'

export interface CatalogFilter {
  q?: string | undefined
  category?: string | undefined
  auth?: string | undefined
  supported?: boolean | undefined
}

/** Prepares the catalog for searching by name, key, category and auth mode. */
export function indexProviders(providers: ProviderSummary[]): Indexed<ProviderSummary>[] {
  return indexFor(
    providers,
    (provider) => provider.display_name,
    (provider) =>
      [
        provider.name,
        ...provider.categories,
        ...provider.categories.map(categoryName),
        authModeName(provider.auth_mode),
      ].join(' '),
  )
}

export function filterProviders(index: Indexed<ProviderSummary>[], filter: CatalogFilter): ProviderSummary[] {
  const kept = index.filter(
    ({ item }) =>
      (!filter.category || item.categories.includes(filter.category)) &&
      (!filter.auth || item.auth_mode === filter.auth) &&
      (!filter.supported || item.supported),
  )
  return search(kept, filter.q ?? '')
}

/** The values a filter can have, most frequent first, with how many APIs each has. */
export function countBy(providers: ProviderSummary[], values: (provider: ProviderSummary) => string[]) {
  const counts = new Map<string, number>()
  for (const provider of providers)
    for (const value of values(provider)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}

/** What the gallery shows: everything found, or, before anything is asked for, the usual choices first. */
export function sectionsOf(found: ProviderSummary[], filter: CatalogFilter) {
  const all = { title: 'All APIs', providers: found }
  if (filter.q || filter.category || filter.auth) return [all]
  const popular = found.filter((provider) => provider.supported && provider.categories.includes('popular'))
  return popular.length > 0 ? [{ title: 'Popular', providers: popular }, all] : [all]
}
