import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Message, Run } from '@/api/types'
import { ErrorState } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { formatCount } from '@/lib/format'
import { timelineQuery } from './queries'
import { filterMessages, type TimelineFilter } from './timeline'
import { TimelineRow } from './timeline-row'
import { isLive } from './words'

const filters: { value: TimelineFilter; title: string }[] = [
  { value: 'all', title: 'All' },
  { value: 'calls', title: 'Calls' },
  { value: 'logs', title: 'Log lines' },
  { value: 'records', title: 'Records' },
]

/** Everything a run did, in order, as it happens. */
export function TimelineView({ run }: { run: Run }) {
  const client = useQueryClient()
  const timeline = useQuery(timelineQuery(client, run.id))
  const [filter, setFilter] = useState<TimelineFilter>('all')
  const all = timeline.data?.messages
  const messages = useMemo(() => filterMessages(all ?? [], filter), [all, filter])
  if (timeline.error && !all) {
    return (
      <ErrorState
        error={timeline.error}
        title="The timeline could not be read"
        retry={() => void timeline.refetch()}
      />
    )
  }
  if (!all) {
    return (
      <div role="status" className="flex appear-late flex-col gap-2 p-4">
        <span className="sr-only">Reading the timeline…</span>
        <Skeleton className="h-8" />
        <Skeleton className="h-8" />
      </div>
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-3 border-b px-3 py-2">
        <Segmented label="Show" value={filter} onChange={setFilter} options={filters} />
        <span className="text-xs text-muted-foreground">
          {formatCount(messages.length, 'entry', 'entries')}
        </span>
      </div>
      {messages.length === 0 ? (
        <p className="px-4 py-6 text-muted-foreground">{emptyText(run, filter)}</p>
      ) : (
        <Entries key={filter} run={run} messages={messages} />
      )}
    </div>
  )
}

function emptyText(run: Run, filter: TimelineFilter): string {
  if (isLive(run.state)) return run.state === 'queued' ? 'The run waits for its turn.' : 'The run has begun.'
  return filter === 'all'
    ? 'Nothing was noted on the way, or the log of this run has been cleared.'
    : 'There is nothing of this kind in the run.'
}

/** How near to the end counts as reading along. */
const nearEnd = 60

function Entries({ run, messages }: { run: Run; messages: Message[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [following, setFollowing] = useState(true)
  const virtual = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 33,
    getItemKey: (index) => messages[index]?.id ?? index,
    overscan: 10,
  })
  const live = isLive(run.state)
  useEffect(() => {
    if (live && following && messages.length > 0) virtual.scrollToIndex(messages.length - 1, { align: 'end' })
  }, [live, following, messages.length, virtual])
  const toggle = (id: number) =>
    setOpen((was) => {
      const next = new Set(was)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const longest = Math.max(1, ...messages.map(({ exchange }) => exchange?.timing.total ?? 0))
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="region"
        aria-label="Timeline"
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollowing(scrollHeight - scrollTop - clientHeight < nearEnd)
        }
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <ol className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const message = messages[item.index]
            return (
              message && (
                <li
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-posinset={item.index + 1}
                  aria-setsize={messages.length}
                  className="absolute inset-x-0 border-b"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <TimelineRow
                    run={run}
                    message={message}
                    longest={longest}
                    open={open.has(message.id)}
                    onToggle={() => toggle(message.id)}
                  />
                </li>
              )
            )
          })}
        </ol>
      </div>
      {live && !following && (
        <Button
          size="sm"
          className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-md"
          onClick={() => setFollowing(true)}
        >
          <ArrowDown aria-hidden /> Follow the run
        </Button>
      )}
    </div>
  )
}
