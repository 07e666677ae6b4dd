import { queryOptions, useQuery } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { listOperations } from '@/api/operations'
import type { OperationFilter } from '@/api/types'
import { emptyWindow, joinNewest, joinOlder, wouldRestart, type LogWindow } from './window'

/** The newest page is read again with every hint, so it is smaller than those below it. */
const newestSize = 100
const olderSize = 200

const newestQuery = (filter: OperationFilter) =>
  queryOptions({
    queryKey: ['operations', 'newest', filter],
    queryFn: () => listOperations({ ...filter, limit: newestSize }),
  })

interface LiveOptions {
  paused: boolean
  /** Rows are being read further down: do not take them away. */
  reading: boolean
}

/**
 * The log, live: a hint reads the newest page again, scrolling reads on. With `paused` nothing moves;
 * while `reading`, a burst that would replace the list waits and is announced by `waiting`.
 */
export function useLiveLog(filter: OperationFilter, { paused, reading }: LiveOptions) {
  const key = JSON.stringify(filter)
  const newest = useQuery({ ...newestQuery(filter), enabled: !paused, refetchOnMount: 'always' })
  const [held, setHeld] = useState<{ key: string; window: LogWindow }>({ key, window: emptyWindow })
  const [failed, setFailed] = useState<{ key: string; error: unknown }>()
  const busy = useRef(false)

  const window = held.key === key ? held.window : emptyWindow
  const page = newest.data
  const waiting = page !== undefined && reading && wouldRestart(window, page)
  const [joined, setJoined] = useState<{ key: string; page: typeof page }>()
  if (page && !paused && !waiting && (joined?.page !== page || joined.key !== key)) {
    setJoined({ key, page })
    setHeld({ key, window: joinNewest(window, page) })
  }

  const { cursor } = window
  const readOlder = useCallback(() => {
    if (!cursor || busy.current) return
    busy.current = true
    listOperations({ ...(JSON.parse(key) as OperationFilter), cursor, limit: olderSize })
      .then((older) => {
        setFailed(undefined)
        setHeld((now) =>
          now.key === key && now.window.cursor === cursor
            ? { key, window: joinOlder(now.window, older) }
            : now,
        )
      })
      .catch((error: unknown) => setFailed({ key, error }))
      .finally(() => (busy.current = false))
  }, [cursor, key])

  return {
    rows: window.rows,
    atEnd: cursor === null,
    isPending: newest.isPending && window.rows.length === 0 && !paused,
    error: newest.error,
    retry: () => void newest.refetch(),
    readOlder,
    olderError: failed?.key === key ? failed.error : undefined,
    waiting,
  }
}
