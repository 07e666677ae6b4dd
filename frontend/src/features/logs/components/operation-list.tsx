import { useVirtualizer } from '@tanstack/react-virtual'
import {
  Activity,
  Ban,
  BellRing,
  Cable,
  CircleCheck,
  CircleX,
  KeyRound,
  LoaderCircle,
  PencilLine,
  RefreshCw,
  Webhook,
  Zap,
  type LucideIcon,
} from 'lucide-react'
import { memo, useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import type { Operation } from '@/api/types'
import { Method, StatusBadge } from '@/components/http-badges'
import { ProviderIcon } from '@/components/provider-icon'
import { cn } from '@/lib/cn'
import { formatClock, formatDate } from '@/lib/dates'
import { callPath, formatDuration } from '@/lib/format'
import { kinds, sources, states } from '../words'

export const rowHeight = 38

interface OperationListProps {
  rows: Operation[]
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  /** Near the last row: time to read on. */
  onEnd: () => void
  /** Whether somebody reads further down than the newest rows. */
  onReading: (reading: boolean) => void
  /** Only time, title and status: the detail is open beside. */
  compact: boolean
}

/**
 * The operations, newest first. Only what is in view is drawn. Rows that arrive on top do not move what is
 * being read. One stop for Tab; the arrow keys move, and the row they reach opens beside the list.
 */
export function OperationList(props: OperationListProps) {
  const { rows, selected, onSelect, onEnd, onReading, compact } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1)
      if (last && last.index >= rows.length - 25) onEnd()
      onReading((instance.scrollOffset ?? 0) > rowHeight)
    },
  })
  useSteadyScroll(scroller, rows)
  const current = selected === undefined ? -1 : rows.findIndex((row) => row.id === selected)

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current < 0 ? 0 : current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    }
    const wanted = moves[event.key]
    if (event.key === 'Escape' && selected) onSelect(undefined)
    else if (wanted !== undefined) {
      const index = Math.max(0, Math.min(rows.length - 1, wanted))
      onSelect(rows[index]?.id)
      virtual.scrollToIndex(index)
    } else return
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Operations"
      tabIndex={0}
      aria-activedescendant={current >= 0 ? `${id}-${rows[current]?.id ?? ''}` : undefined}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <OperationRow
                key={row.id}
                id={`${id}-${row.id}`}
                row={row}
                index={item.index}
                offset={item.start}
                chosen={row.id === selected}
                compact={compact}
                onSelect={onSelect}
              />
            )
          )
        })}
      </div>
    </div>
  )
}

/** Keeps what is in view where it is when rows are added above it. */
function useSteadyScroll(scroller: React.RefObject<HTMLDivElement | null>, rows: Operation[]) {
  const first = useRef(rows[0]?.id)
  useLayoutEffect(() => {
    const before = first.current
    first.current = rows[0]?.id
    const element = scroller.current
    if (!element || element.scrollTop <= rowHeight || before === undefined) return
    const added = rows.findIndex((row) => row.id === before)
    if (added > 0) element.scrollBy({ top: added * rowHeight })
  }, [rows, scroller])
}

interface OperationRowProps {
  id: string
  row: Operation
  index: number
  offset: number
  chosen: boolean
  compact: boolean
  onSelect: (id: string) => void
}

/** Drawn again only when something of it changed: while scrolling, only rows that come into view are. */
const OperationRow = memo(function OperationRow(props: OperationRowProps) {
  const { id, row, index, offset, chosen, compact, onSelect } = props
  const error =
    compact || (row.state !== 'failed' && row.state !== 'timeout') ? undefined : row.error?.message
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-posinset={index + 1}
      aria-setsize={-1}
      onClick={() => onSelect(row.id)}
      style={{ transform: `translateY(${offset}px)`, height: rowHeight }}
      className={cn(
        'absolute inset-x-0 flex items-center gap-3 border-b px-3 hover:bg-muted',
        chosen && 'bg-primary-soft hover:bg-primary-soft',
      )}
    >
      <StateSign state={row.state} />
      <time
        dateTime={row.started_at}
        title={formatDate(row.started_at)}
        className={cn(
          'shrink-0 font-mono text-xs text-muted-foreground tabular-nums',
          compact ? 'w-14' : 'w-21',
        )}
      >
        {compact ? formatClock(row.started_at).slice(0, 8) : formatClock(row.started_at)}
      </time>
      <span className="flex min-w-0 flex-1 items-center gap-2.5">
        <RowTitle row={row} limited={error !== undefined} />
        {error && <span className="min-w-0 flex-1 truncate text-xs text-destructive">{error}</span>}
      </span>
      {!compact && <RowOrigin row={row} />}
      <span className="w-6 shrink-0 text-right text-xs text-warning tabular-nums">
        {row.attempts > 1 && <span title={`${row.attempts} attempts`}>×{row.attempts}</span>}
      </span>
      <span className="w-10 shrink-0 text-right">
        {row.status ? <StatusBadge status={row.status} className="px-1.5" /> : null}
      </span>
      {!compact && (
        <span className="w-16 shrink-0 text-right text-xs text-muted-foreground tabular-nums">
          {row.duration_ms == null ? '' : formatDuration(row.duration_ms)}
        </span>
      )}
    </div>
  )
})

const kindIcons: Record<string, LucideIcon> = {
  auth: KeyRound,
  connection: Cable,
  admin: PencilLine,
  sync: RefreshCw,
  action: Zap,
  'on-event': BellRing,
  webhook: Webhook,
}

/** `limited` leaves room for an error beside it. */
function RowTitle({ row, limited }: { row: Operation; limited: boolean }) {
  const width = limited ? 'max-w-3/5 shrink-0' : 'min-w-0'
  if (row.kind === 'proxy' && row.method) {
    return (
      <>
        <Method method={row.method} className="w-11 shrink-0" />
        <span className={cn('truncate font-mono text-xs', width)}>{callPath(row)}</span>
      </>
    )
  }
  const Icon = kindIcons[row.kind] ?? Activity
  return (
    <>
      <span className="w-11 shrink-0">
        <Icon className="size-3.5 text-muted-foreground" aria-hidden />
        <span className="sr-only">{kinds[row.kind] ?? row.kind}</span>
      </span>
      <span className={cn('truncate', width)}>{row.title}</span>
    </>
  )
}

function RowOrigin({ row }: { row: Operation }) {
  return (
    <>
      <span className="hidden w-48 shrink-0 items-center gap-2 md:flex">
        {row.provider && <ProviderIcon name={row.provider} label={row.provider} size="sm" />}
        <span className="min-w-0 truncate">{row.connection || row.integration}</span>
      </span>
      <span className="hidden w-28 shrink-0 truncate text-xs text-muted-foreground xl:block">
        {sources[row.source] ?? row.source}
      </span>
    </>
  )
}

function StateSign({ state }: { state: Operation['state'] }) {
  const name = <span className="sr-only">{states[state]}</span>
  if (state === 'running') {
    return (
      <>
        <LoaderCircle className="size-4 shrink-0 animate-spin text-primary" aria-hidden />
        {name}
      </>
    )
  }
  const Icon = state === 'success' ? CircleCheck : state === 'cancelled' ? Ban : CircleX
  return (
    <>
      <Icon
        className={cn(
          'size-4 shrink-0',
          state === 'success'
            ? 'text-success'
            : state === 'cancelled'
              ? 'text-muted-foreground'
              : 'text-destructive',
        )}
        aria-hidden
      />
      {name}
    </>
  )
}
