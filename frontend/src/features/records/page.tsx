import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { FilterX, Table2 } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { queries } from '@/api/queries'
import type { RecordFilter, RecordSet } from '@/api/records'
import type { RecordModel } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format'
import { columnsOf } from './columns'
import { ClearDialog } from './components/clear-dialog'
import { ModelList } from './components/model-list'
import { RecordGrid } from './components/record-grid'
import { RecordPanel } from './components/record-panel'
import { Toolbar } from './components/toolbar'
import { useRecordSet } from './queries'
import type { RecordsSearch } from './search'

/** The set that the address names, or the first there is. */
function setOf(search: RecordsSearch, models: RecordModel[]): RecordSet | undefined {
  const fits = (one: RecordModel) =>
    (search.integration ?? one.integration) === one.integration &&
    (search.connection ?? one.connection) === one.connection &&
    (search.model ?? one.model) === one.model &&
    (search.variant ?? (search.model ? 'base' : one.variant)) === one.variant
  const found = models.find(fits)
  return (
    found && {
      integration: found.integration,
      connection: found.connection,
      model: found.model,
      variant: found.variant,
    }
  )
}

/** What syncs have brought: models at the left, the records of one of them, and one record in full. */
export function RecordsPage() {
  const search = useSearch({ from: '/records' })
  const models = useQuery(queries.recordModels())
  const set = setOf(search, models.data ?? [])
  const total = models.data?.reduce((sum, one) => sum + one.records, 0)
  return (
    <Page fill wide className="pb-5">
      <PageHeader
        title="Records"
        description={
          total
            ? `${formatCount(total, 'record')} that syncs have brought, on this machine.`
            : 'What syncs bring is kept on this machine.'
        }
      />
      {models.isPending ? (
        <TableSkeleton rows={12} />
      ) : models.error && !models.data ? (
        <ErrorState
          error={models.error}
          title="The records could not be read."
          retry={() => void models.refetch()}
        />
      ) : models.data.length === 0 ? (
        <NoModels />
      ) : (
        <div className="flex min-h-80 flex-1 flex-col gap-4 md:flex-row">
          <div className="flex max-h-36 shrink-0 flex-col overflow-hidden rounded-xl border bg-card md:max-h-none md:w-60">
            <ModelList models={models.data} current={set} />
          </div>
          {set ? <RecordsOf key={JSON.stringify(set)} set={set} search={search} /> : <NoSuchModel />}
        </div>
      )}
    </Page>
  )
}

function NoModels() {
  return (
    <EmptyState
      icon={Table2}
      title="No records yet"
      action={
        <>
          <Button asChild>
            <Link to="/functions">Write a sync</Link>
          </Button>
          <Button asChild variant="outline">
            <Link to="/apis" search={{ show: 'functions' }}>
              Take a ready-made one
            </Link>
          </Button>
        </>
      }
    >
      A sync is a function that keeps a copy of an account’s data up to date. What it saves appears here.
    </EmptyState>
  )
}

function NoSuchModel() {
  return (
    <div className="grid flex-1 place-items-center rounded-xl border bg-card">
      <EmptyState
        icon={Table2}
        title="Nothing is kept under that name"
        action={
          <Button asChild variant="outline">
            <Link to="/records" search={{}}>
              Show the first model
            </Link>
          </Button>
        }
      >
        The records may have been deleted, or the sync has not run yet.
      </EmptyState>
    </div>
  )
}

function RecordsOf({ set, search }: { set: RecordSet; search: RecordsSearch }) {
  const navigate = useNavigate({ from: '/records' })
  const [asking, setAsking] = useState(false)
  const { record } = search
  const update = useCallback(
    (change: RecordsSearch) =>
      void navigate({ search: (was) => ({ ...was, ...change }), replace: true, resetScroll: false }),
    [navigate],
  )
  const select = useCallback((id: string | undefined) => update({ record: id }), [update])
  const key = JSON.stringify({ ...set, search: search.search, action: search.action, order: search.order })
  // The same filter is the same object, whatever else changes in the address.
  const filter = useMemo(() => JSON.parse(key) as RecordFilter, [key])
  const first = useRecordSet(filter)
  const columns = useStableColumns(first.data?.data)
  return (
    <>
      <div
        className={cn(
          'flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-xl border bg-card',
          record && 'hidden lg:flex',
        )}
      >
        <Toolbar
          set={set}
          search={search}
          page={first.data}
          onChange={update}
          onClear={() => setAsking(true)}
        />
        {first.isPending ? (
          <TableSkeleton rows={12} className="rounded-none border-0" />
        ) : first.error && !first.data ? (
          <ErrorState
            error={first.error}
            title="The records could not be read."
            retry={() => void first.refetch()}
          />
        ) : first.data.total === 0 && first.data.complete ? (
          <NothingFits onClear={() => update({ search: undefined, action: undefined })} />
        ) : (
          <RecordGrid
            key={key}
            label={`Records of ${set.model}`}
            filter={filter}
            total={first.data.total}
            columns={columns}
            selected={record}
            onSelect={select}
          />
        )}
      </div>
      {record !== undefined && (
        <div className="flex min-h-0 min-w-0 flex-1 lg:max-w-[38%]">
          <RecordPanel key={record} set={set} id={record} onClose={() => select(undefined)} />
        </div>
      )}
      {asking && <ClearDialog set={set} onClose={() => setAsking(false)} />}
    </>
  )
}

/** Columns that stay the same object while their names do, so that rows are not drawn again. */
function useStableColumns(rows: Parameters<typeof columnsOf>[0] | undefined): string[] {
  const key = JSON.stringify(rows ? columnsOf(rows) : [])
  return useMemo(() => JSON.parse(key) as string[], [key])
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={FilterX}
      title="Nothing matches"
      action={
        <Button variant="outline" onClick={onClear}>
          Show all records
        </Button>
      }
    >
      No record of this model fits the search and the filter.
    </EmptyState>
  )
}
