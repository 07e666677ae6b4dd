import { queryOptions, useInfiniteQuery, type QueryClient } from '@tanstack/react-query'
import { getChanges, getRun, getTimeline, listRuns, type ChangesFilter } from '@/api/runs'
import type { RunFilter } from '@/api/types'
import { isLive } from './words'
import { joinTimeline, lastId, type Timeline } from './timeline'

/** For the moment that a hint gets lost. */
const lostHintMs = 1500

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['runs', 'one', id],
    queryFn: () => getRun(id),
    refetchInterval: (query) => (query.state.data && isLive(query.state.data.state) ? lostHintMs : false),
  })

const timelineKey = (id: string) => ['runs', 'timeline', id]

/** A run's course. Each hint asks only for what came since. */
export const timelineQuery = (client: QueryClient, id: string) =>
  queryOptions({
    queryKey: timelineKey(id),
    queryFn: async (): Promise<Timeline> => {
      const known = client.getQueryData<Timeline>(timelineKey(id))
      return joinTimeline(known, await getTimeline(id, lastId(known)))
    },
    structuralSharing: false,
    refetchInterval: ({ state: { data } }) => {
      if (!data) return false
      // The last lines of a run may be written just after its state.
      return isLive(data.state) ? lostHintMs : data.complete ? false : lostHintMs / 3
    },
  })

const pageSize = 100

export const useChanges = (id: string, filter: Omit<ChangesFilter, 'cursor' | 'limit'>) =>
  useInfiniteQuery({
    queryKey: ['runs', 'changes', id, filter],
    queryFn: ({ pageParam }) =>
      getChanges(id, { ...filter, limit: pageSize, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })

/** Runs that fit a filter, newest first, page by page. */
export const useRunList = (filter: Omit<RunFilter, 'cursor' | 'limit'>) =>
  useInfiniteQuery({
    queryKey: ['runs', 'pages', filter],
    queryFn: ({ pageParam }) =>
      listRuns({ ...filter, limit: pageSize, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
