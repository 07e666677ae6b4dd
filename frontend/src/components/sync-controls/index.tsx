import { useQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import type { SyncInstance } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { ErrorState } from '@/components/error-state'
import { cn } from '@/lib/cn'
import { SyncRow } from './sync-row'

export { syncStatuses } from './sync-status'

/** A list of syncs with their controls. */
export function SyncList({ syncs, className }: { syncs: SyncInstance[]; className?: string }) {
  return (
    <ul aria-label="Syncs" className={cn('rounded-xl border bg-card', className)}>
      {syncs.map((sync) => (
        <SyncRow key={`${sync.id}-${sync.variant}`} sync={sync} />
      ))}
    </ul>
  )
}

interface SyncControlsProps {
  integration: string
  /** Only those of this connection. */
  connection?: string
  /** Only those of this function. */
  function?: string
}

/** The syncs of one connection or of one function, as part of its page. */
export function SyncControls({ integration, connection, function: name }: SyncControlsProps) {
  const { data, error, isPending, refetch } = useQuery(queries.syncs())
  if (isPending) return <TableSkeleton rows={2} />
  if (error && !data)
    return <ErrorState error={error} title="The syncs could not be read." retry={() => void refetch()} />
  const mine = data.filter(
    (one) =>
      one.integration === integration &&
      (connection ?? one.connection) === one.connection &&
      (name ?? one.name) === one.name,
  )
  if (mine.length === 0)
    return (
      <p className="text-muted-foreground">
        {connection ? 'No sync runs for this connection.' : 'No connection runs this sync yet.'}
      </p>
    )
  return <SyncList syncs={mine} />
}
