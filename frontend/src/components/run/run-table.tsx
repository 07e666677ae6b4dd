import type { Run } from '@/api/types'
import { columnsFor, DataTable } from '@/components/data-table'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { formatDate, formatRelative } from '@/lib/dates'
import { formatDuration } from '@/lib/format'
import { RunStateBadge } from './run-state'
import { resultText, triggerName, typeNames } from './words'

const columns = columnsFor<Run>((column) => [
  column.accessor('function', {
    header: 'Function',
    enableSorting: false,
    cell: ({ row: { original: run } }) => (
      <span className="flex items-center gap-2.5">
        <ProviderIcon name={run.provider} label={run.integration} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{run.function}</span>
          <span className="block truncate text-xs text-muted-foreground">
            {typeNames[run.type]} of {run.integration}
          </span>
        </span>
      </span>
    ),
  }),
  column.accessor('state', {
    header: 'State',
    enableSorting: false,
    cell: ({ row: { original: run } }) => (
      <span className="flex items-center gap-1.5">
        <RunStateBadge state={run.state} />
        {run.dry && <Badge variant="outline">Dry</Badge>}
      </span>
    ),
  }),
  column.accessor('connection', { header: 'Connection', enableSorting: false }),
  column.display({
    id: 'result',
    header: 'Result',
    cell: ({ row: { original: run } }) =>
      run.error ? (
        <span className="text-xs text-destructive" title={run.error.message}>
          {run.error.message}
        </span>
      ) : (
        <span className="text-xs text-muted-foreground">{resultText(run.results) ?? ''}</span>
      ),
  }),
  column.accessor('queued_at', {
    header: 'When',
    enableSorting: false,
    cell: ({ row: { original: run } }) => (
      <span>
        <time dateTime={run.queued_at} title={formatDate(run.queued_at)} className="block">
          {formatRelative(run.queued_at)}
        </time>
        <span className="block truncate text-xs text-muted-foreground">{triggerName(run.trigger)}</span>
      </span>
    ),
  }),
  column.accessor('duration_ms', {
    header: 'Took',
    enableSorting: false,
    cell: ({ getValue }) => {
      const took = getValue()
      return <span className="tabular-nums">{took === null ? '' : formatDuration(took)}</span>
    },
  }),
])

interface RunTableProps {
  runs: Run[]
  onOpen: (run: Run) => void
  onEnd: () => void
}

/** Runs, newest first. */
export function RunTable({ runs, onOpen, onEnd }: RunTableProps) {
  return (
    <DataTable
      label="Runs"
      columns={columns}
      data={runs}
      rowKey={(run) => run.id}
      rowHeight={52}
      template="minmax(11rem,1.6fr) 8.5rem minmax(5.5rem,1fr) minmax(6rem,1.6fr) 9rem 5rem"
      onOpen={onOpen}
      onEndReached={onEnd}
      className="max-h-fit"
    />
  )
}
