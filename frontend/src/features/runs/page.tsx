import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { CirclePlay, FilterX, X } from 'lucide-react'
import { queries } from '@/api/queries'
import type { FunctionType, RunState } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { FilterSelect } from '@/components/filter-select'
import { Page, PageHeader } from '@/components/page'
import { useRunList } from '@/components/run/queries'
import { RunTable } from '@/components/run/run-table'
import { runStateNames, typeNames } from '@/components/run/words'
import { Button } from '@/components/ui/button'
import { runStates, type RunsSearch } from './search'

const route = getRouteApi('/runs')
const pick = (values: string[]) => values.map((value) => ({ value, label: value }))

/** Every run of every function, newest first. */
export function RunsPage() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/runs' })
  const filter = JSON.parse(JSON.stringify(search)) as RunsSearch
  const runs = useRunList(filter)
  const rows = runs.data?.pages.flatMap((page) => page.data) ?? []
  const filtered = Object.keys(filter).length > 0
  const clear = () => void navigate({ search: {}, replace: true })
  return (
    <Page fill wide className="pb-5">
      <PageHeader title="Runs" description="What functions did, and when. Open one to see every call." />
      <Filters
        search={search}
        onChange={(change) => void navigate({ search: (was) => ({ ...was, ...change }), replace: true })}
        onClear={filtered ? clear : undefined}
      />
      {runs.error && rows.length === 0 ? (
        <ErrorState error={runs.error} title="The runs could not be read" retry={() => void runs.refetch()} />
      ) : runs.isPending ? (
        <TableSkeleton rows={10} />
      ) : rows.length === 0 ? (
        <NoRuns filtered={filtered} onClear={clear} />
      ) : (
        <RunTable
          runs={rows}
          onOpen={(run) => void navigate({ to: '/runs/$id', params: { id: run.id } })}
          onEnd={() => runs.hasNextPage && !runs.isFetchingNextPage && void runs.fetchNextPage()}
        />
      )}
    </Page>
  )
}

function NoRuns({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <EmptyState
      icon={FilterX}
      title="No run matches"
      action={
        <Button variant="outline" onClick={onClear}>
          Clear filters
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={CirclePlay}
      title="Nothing has run yet"
      action={
        <Button asChild>
          <Link to="/functions">Go to the functions</Link>
        </Button>
      }
    >
      A run is one execution of a function: started by you, by a schedule, by a webhook or by a script.
    </EmptyState>
  )
}

interface FiltersProps {
  search: RunsSearch
  onChange: (change: RunsSearch) => void
  onClear: (() => void) | undefined
}

/** The options, with the one from the address even when nothing has it any more. */
const withChosen = (values: string[], chosen: string | undefined) =>
  pick([...new Set(chosen ? [...values, chosen] : values)].sort())

function Filters({ search, onChange, onClear }: FiltersProps) {
  const { data: functions } = useQuery(queries.functions())
  const { data: connections } = useQuery(queries.connections())
  const { data: integrations } = useQuery(queries.integrations())
  const names = (functions ?? [])
    .filter((one) => !search.integration || one.integration === search.integration)
    .map((one) => one.name)
  const accounts = (connections ?? [])
    .filter((one) => !search.integration || one.provider_config_key === search.integration)
    .map((one) => one.connection_id)
  const keys = [
    ...(integrations ?? []).map((one) => one.unique_key),
    ...(functions ?? []).map((one) => one.integration),
  ]
  return (
    <div role="search" aria-label="Filter the runs" className="flex flex-wrap items-center gap-2 pb-3">
      <FilterSelect
        label="State"
        all="Any state"
        options={runStates.map((value) => ({ value, label: runStateNames[value] }))}
        value={search.state}
        onChange={(state) => onChange({ state: state as RunState | undefined })}
        className="w-36"
      />
      <FilterSelect
        label="Type"
        all="Any type"
        options={Object.entries(typeNames).map(([value, label]) => ({ value, label }))}
        value={search.type}
        onChange={(type) => onChange({ type: type as FunctionType | undefined })}
        className="w-32"
      />
      <FilterSelect
        label="Integration"
        all="All integrations"
        options={withChosen(keys, search.integration)}
        value={search.integration}
        onChange={(integration) => onChange({ integration, function: undefined, connection: undefined })}
      />
      <FilterSelect
        label="Function"
        all="All functions"
        options={withChosen(names, search.function)}
        value={search.function}
        onChange={(name) => onChange({ function: name })}
      />
      <FilterSelect
        label="Connection"
        all="All connections"
        options={withChosen(accounts, search.connection)}
        value={search.connection}
        onChange={(connection) => onChange({ connection })}
      />
      <FilterSelect
        label="Dry runs"
        all="Runs and dry runs"
        options={[
          { value: 'false', label: 'No dry runs' },
          { value: 'true', label: 'Only dry runs' },
        ]}
        value={search.dry?.toString()}
        onChange={(dry) => onChange({ dry: dry === undefined ? undefined : dry === 'true' })}
      />
      {onClear && (
        <Button variant="ghost" size="sm" onClick={onClear}>
          <X aria-hidden /> Clear filters
        </Button>
      )}
    </div>
  )
}
