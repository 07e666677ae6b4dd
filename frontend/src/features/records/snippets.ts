import { storedModel, type RecordSet } from '@/api/records'
import { shellQuote } from '@/lib/literals'
import { keyVariable } from '@/lib/snippets'

/** The public call that lists a set's records, for a terminal. The API key stays out of it. */
export function recordsCurl(apiUrl: string, set: RecordSet, id?: string): string {
  const query = new URLSearchParams({ model: storedModel(set), ...(id === undefined ? {} : { ids: id }) })
  return [
    `curl ${shellQuote(`${apiUrl.replace(/\/+$/, '')}/records?${query.toString()}`)}`,
    `  -H "Authorization: Bearer $${keyVariable}"`,
    `  -H ${shellQuote(`Provider-Config-Key: ${set.integration}`)}`,
    `  -H ${shellQuote(`Connection-Id: ${set.connection}`)}`,
  ].join(' \\\n')
}
