import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { FilterX, RefreshCw } from 'lucide-react'
import { useCallback } from 'react'
import { queries } from '@/api/queries'
import type { SyncInstance } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { FilterSelect } from '@/components/filter-select'
import { Page, PageHeader } from '@/components/page'
import { SearchInput } from '@/components/search-input'
import { SyncList, syncStatuses } from '@/components/sync-controls'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { useUrlText } from '@/lib/use-url-text'
import type { SyncsSearch } from './search'

const none: SyncInstance[] = []

function filterSyncs(syncs: SyncInstance[], search: SyncsSearch): SyncInstance[] {
  const words = search.search?.toLowerCase() ?? ''
  return syncs.filter(
    (one) =>
      (search.integration ?? one.integration) === one.integration &&
      (search.connection ?? one.connection) === one.connection &&
      (search.status ?? one.status) === one.status &&
      `${one.name} ${one.variant} ${one.connection} ${one.integration}`.toLowerCase().includes(words),
  )
}

/** Every sync of every connection: when it runs, what it brought, and its controls. */
export function SyncsPage() {
  const search = useSearch({ from: '/syncs' })
  const navigate = useNavigate({ from: '/syncs' })
  const { data: syncs = none, error, isPending, refetch } = useQuery(queries.syncs())
  const update = useCallback(
    (change: SyncsSearch) =>
      void navigate({ search: (was) => ({ ...was, ...change }), replace: true, resetScroll: false }),
    [navigate],
  )
  const found = filterSyncs(syncs, search)
  return (
    <Page wide>
      <PageHeader
        title="Syncs"
        description={
          <span aria-live="polite">
            {syncs.length > 0 && found.length !== syncs.length
              ? `${formatCount(found.length, 'sync')} of ${syncs.length.toLocaleString('en')}`
              : 'Functions that keep a copy of an account’s data up to date, one line for each connection.'}
          </span>
        }
      />
      {isPending ? (
        <TableSkeleton rows={6} />
      ) : error && syncs.length === 0 ? (
        <ErrorState error={error} title="The syncs could not be read." retry={() => void refetch()} />
      ) : syncs.length === 0 ? (
        <NoSyncs />
      ) : (
        <>
          <Filters syncs={syncs} search={search} onChange={update} />
          {found.length === 0 ? (
            <EmptyState
              icon={FilterX}
              title="Nothing matches"
              action={
                <Button variant="outline" onClick={() => void navigate({ search: {}, replace: true })}>
                  Clear filters
                </Button>
              }
            >
              No sync fits these filters.
            </EmptyState>
          ) : (
            <SyncList syncs={found} />
          )}
        </>
      )}
    </Page>
  )
}

function NoSyncs() {
  return (
    <EmptyState
      icon={RefreshCw}
      title="No syncs yet"
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
      A sync is a function that keeps a copy of an account’s data up to date. It runs for each connection of
      its integration.
    </EmptyState>
  )
}

const optionsOf = (values: string[]) =>
  [...new Set(values)].sort().map((value) => ({ value, label: syncStatuses[value] ?? value }))

interface FiltersProps {
  syncs: SyncInstance[]
  search: SyncsSearch
  onChange: (change: SyncsSearch) => void
}

function Filters({ syncs, search, onChange }: FiltersProps) {
  const router = useRouter()
  const commit = useCallback(
    (text: string | undefined) => {
      if (router.latestLocation.pathname === '/syncs') onChange({ search: text })
    },
    [onChange, router],
  )
  const [text, setText] = useUrlText(search.search, commit)
  const ofIntegration = syncs.filter((one) => (search.integration ?? one.integration) === one.integration)
  return (
    <div role="search" aria-label="Filter the syncs" className="flex flex-wrap items-center gap-2 pb-3">
      <SearchInput
        label="Search syncs"
        placeholder="Name, variant, connection"
        value={text}
        onChange={setText}
        className="min-w-56 flex-1"
      />
      <FilterSelect
        label="Status"
        all="Any status"
        options={optionsOf(syncs.map((one) => one.status))}
        value={search.status}
        onChange={(status) => onChange({ status })}
        className="w-36"
      />
      <FilterSelect
        label="Integration"
        all="Any integration"
        options={optionsOf(syncs.map((one) => one.integration))}
        value={search.integration}
        onChange={(integration) => onChange({ integration, connection: undefined })}
        className="w-40"
      />
      <FilterSelect
        label="Connection"
        all="Any connection"
        options={optionsOf(ofIntegration.map((one) => one.connection))}
        value={search.connection}
        onChange={(connection) => onChange({ connection })}
        className="w-40"
      />
    </div>
  )
}
