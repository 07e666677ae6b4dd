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
import { memo } from 'react'
import type { Operation } from '@/api/types'
import { Method, StatusBadge } from '@/components/http-badges'
import { ProviderIcon } from '@/components/provider-icon'
import { RowList } from '@/components/row-list'
import { simulated, SimulatedBadge } from '@/components/simulated-badge'
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

/** The operations, newest first. */
export function OperationList({ compact, ...list }: OperationListProps) {
  return (
    <RowList {...list} label="Operations" rowHeight={rowHeight}>
      {(row) => <OperationRow row={row} compact={compact} />}
    </RowList>
  )
}

interface OperationRowProps {
  row: Operation
  compact: boolean
}

/** Drawn again only when something of it changed: while scrolling, only rows that come into view are. */
const OperationRow = memo(function OperationRow({ row, compact }: OperationRowProps) {
  const error =
    compact || (row.state !== 'failed' && row.state !== 'timeout') ? undefined : row.error?.message
  return (
    <>
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
    </>
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
      {row.source === simulated && <SimulatedBadge />}
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
        {sources[row.source]}
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
