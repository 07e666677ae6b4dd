import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { History, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { queries } from '@/api/queries'
import type { RecordSet } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { ErrorState } from '@/components/error-state'
import { JsonView } from '@/components/json-view'
import { runQuery } from '@/components/run/queries'
import { simulated, SimulatedBadge } from '@/components/simulated-badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tooltip } from '@/components/ui/tooltip'
import { formatDate } from '@/lib/dates'
import { recordQuery } from '../queries'
import { recordsCurl } from '../snippets'
import { ActionBadge } from './action-badge'

/** One record beside the list: all of it, when it changed, and the way to the runs that wrote it. */
export function RecordPanel({ set, id, onClose }: { set: RecordSet; id: string; onClose: () => void }) {
  const record = useQuery(recordQuery(useQueryClient(), set, id))
  return (
    <aside
      aria-label="Record"
      className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-xl border bg-card"
    >
      <div className="flex items-center gap-2 border-b px-3 py-2">
        <h2 className="min-w-0 flex-1 truncate font-mono text-sm font-medium" title={id}>
          {id}
        </h2>
        {record.data?.row && <ActionBadge action={record.data.row.action} />}
        <CopyButton value={id} label="Copy the record’s ID" />
        <Tooltip label="Close">
          <Button variant="ghost" size="icon-sm" aria-label="Close the record" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </Tooltip>
      </div>
      {record.data?.row ? (
        <Detail set={set} row={record.data.row} />
      ) : record.error ? (
        <ErrorState
          error={record.error}
          title="The record could not be read."
          retry={() => void record.refetch()}
        />
      ) : record.data?.complete ? (
        <p className="p-6 text-center text-muted-foreground">
          There is no record with this ID in {set.model} any more.
        </p>
      ) : (
        <div role="status" className="appear-late flex flex-col gap-2 p-4">
          <span className="sr-only">Reading the record…</span>
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-3/4" />
        </div>
      )}
    </aside>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="w-22 shrink-0 text-muted-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

/** The run that changed the record last, by its function and number. */
function WrittenBy({ run: id }: { run: string | null }) {
  const { data: run } = useQuery({ ...runQuery(id ?? ''), enabled: id !== null })
  if (id === null) {
    return <span className="text-muted-foreground">No run, or one whose history is gone</span>
  }
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Link
        to="/runs/$id"
        params={{ id }}
        search={{ tab: 'changes' }}
        className="rounded-sm text-primary hover:underline"
      >
        {run ? `${run.function}, run ${run.job}` : 'The run'}
      </Link>
      {run?.trigger === simulated && <SimulatedBadge />}
    </span>
  )
}

function Detail({ set, row }: { set: RecordSet; row: RecordRow }) {
  const { data: status } = useQuery(queries.status())
  return (
    <>
      <dl className="flex flex-col gap-0.5 border-b px-3 py-2 text-xs">
        <Fact name="First seen">{formatDate(row.first_seen)}</Fact>
        <Fact name="Last change">{formatDate(row.modified)}</Fact>
        <Fact name="By">
          <WrittenBy run={row.run} />
        </Fact>
        {row.deleted && <Fact name="Deleted">{formatDate(row.deleted)}</Fact>}
      </dl>
      <div className="flex flex-wrap items-center gap-1 border-b px-2 py-1.5">
        <Button asChild variant="ghost" size="sm">
          <Link
            to="/runs"
            search={{ integration: set.integration, connection: set.connection, type: 'sync' }}
          >
            <History aria-hidden /> Runs that wrote here
          </Link>
        </Button>
        {status && (
          <CopyButton
            value={recordsCurl(status.api_url, set, row.id)}
            label="Copy as cURL (without secret)"
            showLabel
          />
        )}
      </div>
      {row.pruned ? (
        <p className="p-6 text-center text-muted-foreground">
          The payload of this record was pruned. Its ID and its history are still known.
        </p>
      ) : (
        <JsonView
          key={row.id}
          value={row.payload}
          label="the record as JSON"
          tools
          className="min-h-0 flex-1 p-3"
        />
      )}
    </>
  )
}
