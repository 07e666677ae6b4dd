import type { Connection } from '@/api/types'

/**
 * When a connection was used last; undefined before its first use. The API's field begins with the moment the
 * connection was made, which clients of the API know so and people would take for a use.
 */
export function lastUsed({
  created_at,
  last_fetched_at,
}: Pick<Connection, 'created_at' | 'last_fetched_at'>): string | undefined {
  if (!last_fetched_at || Date.parse(last_fetched_at) <= Date.parse(created_at)) return undefined
  return last_fetched_at
}
