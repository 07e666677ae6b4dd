import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CirclePlay, LibraryBig, Table2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ConnectionRef } from '@/api/connections'
import { queries } from '@/api/queries'
import type { RecordModel } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { ErrorState } from '@/components/error-state'
import { useRunList } from '@/components/run/queries'
import { RunTable } from '@/components/run/run-table'
import { SyncControls } from '@/components/sync-controls'
import { Button } from '@/components/ui/button'
import { formatRelative } from '@/lib/dates'
import { formatBytes, formatCount } from '@/lib/format'

/** More of them are on the page of all runs. */
const newestRuns = 8

/** What functions do with this connection: its syncs, the records they keep, the newest runs. */
export function Activity({ of, provider }: { of: ConnectionRef; provider: string }) {
  const place = { integration: of.integration, connection: of.id }
  return (
    <div className="flex flex-col gap-6">
      <Part
        title="Syncs"
        more={
          <Button asChild variant="ghost" size="sm">
            <Link to="/apis" search={{ show: 'functions', q: provider }}>
              <LibraryBig aria-hidden /> Ready-made functions
            </Link>
          </Button>
        }
      >
        <SyncControls {...place} />
      </Part>
      <Part
        title="Records"
        more={
          <Button asChild variant="ghost" size="sm">
            <Link to="/records" search={place}>
              <Table2 aria-hidden /> Browse records
            </Link>
          </Button>
        }
      >
        <Models of={of} />
      </Part>
      <Part
        title="Newest runs"
        more={
          <Button asChild variant="ghost" size="sm">
            <Link to="/runs" search={place}>
              <CirclePlay aria-hidden /> All runs
            </Link>
          </Button>
        }
      >
        <NewestRuns of={of} />
      </Part>
    </div>
  )
}

function Part({ title, more, children }: { title: string; more: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <div className="flex min-h-8 items-center justify-between gap-3 pb-2">
        <h2 className="font-semibold">{title}</h2>
        {more}
      </div>
      {children}
    </section>
  )
}

function Models({ of }: { of: ConnectionRef }) {
  const { data, error, isPending, refetch } = useQuery(queries.recordModels())
  if (isPending) return <TableSkeleton rows={1} />
  if (error && !data) {
    return <ErrorState error={error} title="The records could not be read" retry={() => void refetch()} />
  }
  const mine = data.filter((one) => one.integration === of.integration && one.connection === of.id)
  if (mine.length === 0) return <Nothing>No sync has saved a record yet.</Nothing>
  return (
    <ul aria-label="Models" className="rounded-xl border bg-card">
      {mine.map((one) => (
        <ModelLine key={`${one.model}::${one.variant}`} model={one} />
      ))}
    </ul>
  )
}

function ModelLine({ model: one }: { model: RecordModel }) {
  const { integration, connection, variant } = one
  return (
    <li className="flex flex-wrap items-center gap-x-4 border-b px-3 py-2.5 last:border-b-0">
      <Link
        to="/records"
        search={{ integration, connection, model: one.model, ...(variant !== 'base' && { variant }) }}
        className="min-w-40 flex-1 truncate rounded-sm font-medium hover:underline"
      >
        {one.model}
        {variant !== 'base' && <span className="text-muted-foreground"> · {variant}</span>}
      </Link>
      <span className="text-xs text-muted-foreground tabular-nums">
        {formatCount(one.records, 'record')}
        {one.deleted > 0 && `, ${one.deleted.toLocaleString('en')} deleted`} · {formatBytes(one.bytes)} ·
        changed {formatRelative(one.changed_at)}
      </span>
    </li>
  )
}

function NewestRuns({ of }: { of: ConnectionRef }) {
  const navigate = useNavigate()
  const runs = useRunList({ integration: of.integration, connection: of.id })
  const rows = runs.data?.pages[0]?.data.slice(0, newestRuns) ?? []
  if (runs.isPending) return <TableSkeleton rows={3} />
  if (runs.error && rows.length === 0) {
    return (
      <ErrorState error={runs.error} title="The runs could not be read" retry={() => void runs.refetch()} />
    )
  }
  if (rows.length === 0) return <Nothing>No function has run with this connection yet.</Nothing>
  return (
    <RunTable
      runs={rows}
      onOpen={(run) => void navigate({ to: '/runs/$id', params: { id: run.id } })}
      onEnd={() => undefined}
    />
  )
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-muted-foreground">{children}</p>
}
