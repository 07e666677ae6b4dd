import { queryOptions, useQueries, useQuery, type QueryClient } from '@tanstack/react-query'
import { browseRecords, sameSet, type RecordFilter, type RecordSet } from '@/api/records'
import type { RecordRow, RecordRows } from '@/api/types'

/** How many rows one request brings. */
const windowSize = 100
/** A window that nobody looks at any more is forgotten: memory does not grow with what was scrolled past. */
const windowLifeMs = 20_000
/** A search over many records is carried on by asking again. */
const searchGoesOnMs = 150
/** Browsers draw no element taller than some 16 million pixels. */
export const mostRows = 400_000

const windowQuery = (filter: RecordFilter, window: number) =>
  queryOptions({
    queryKey: ['records', 'window', filter, window],
    // Aborted when the rows are scrolled out of view before they arrive.
    queryFn: ({ signal }) => browseRecords(filter, window * windowSize, windowSize, signal),
    gcTime: windowLifeMs,
    refetchInterval: (query) => (query.state.data?.complete === false ? searchGoesOnMs : false),
  })

/** The numbers of the windows that hold the rows from `first` to `last`. */
export function windowsOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / windowSize)
  const to = Math.floor(Math.max(0, last) / windowSize)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** The beginning of a set: how many rows match, and the records that columns are made from. */
export function useRecordSet(filter: RecordFilter) {
  return useQuery(windowQuery(filter, 0))
}

/** Reads the rows in view, and tells each by its place in the list; undefined while it is on its way. */
export function useRows(filter: RecordFilter, first: number, last: number) {
  const windows = windowsOf(first, last)
  return useQueries({
    queries: windows.map((window) => windowQuery(filter, window)),
    combine: (results) => ({
      error: results.find((one) => one.error)?.error ?? null,
      rowAt: (index: number): RecordRow | undefined => {
        const at = windows.indexOf(Math.floor(index / windowSize))
        return results[at]?.data?.data[index % windowSize]
      },
      retry: () => results.forEach((one) => one.error && void one.refetch()),
    }),
  })
}

/** A record as the newest window in memory has it. Windows from before the last change are not asked. */
function knownRow(client: QueryClient, set: RecordSet, id: string): RecordRow | undefined {
  const windows = client
    .getQueryCache()
    .findAll({ queryKey: ['records', 'window'] })
    .filter(({ queryKey, state }) => !state.isInvalidated && sameSet(queryKey[2] as RecordFilter, set))
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  for (const { state } of windows) {
    const row = (state.data as RecordRows | undefined)?.data.find((one) => one.id === id)
    if (row) return row
  }
  return undefined
}

/** One record of a set: from the list where it was read already, else searched for by its id. */
export const recordQuery = (client: QueryClient, set: RecordSet, id: string) =>
  queryOptions({
    queryKey: ['records', 'one', set, id],
    queryFn: async ({ signal }) => {
      const page = await browseRecords({ ...set, search: id }, 0, windowSize, signal)
      return { row: page.data.find((one) => one.id === id), complete: page.complete }
    },
    initialData: () => {
      const row = knownRow(client, set, id)
      return row && { row, complete: true }
    },
    gcTime: windowLifeMs,
    refetchInterval: ({ state: { data } }) => (data && !data.complete && !data.row ? searchGoesOnMs : false),
  })
