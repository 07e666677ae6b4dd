import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Cable, Plus, SearchX } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { queries } from '@/api/queries'
import type { Connection, ConnectionState } from '@/api/types'
import { ConnectionStateBadge } from '@/components/connection-state'
import { columnsFor, DataTable, TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { FilterSelect } from '@/components/filter-select'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { SearchInput } from '@/components/search-input'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useConnectDialog } from '@/lib/connect-dialog'
import { formatDate, formatRelative } from '@/lib/dates'
import { formatCount } from '@/lib/format'
import { lastUsed } from '@/lib/last-used'
import { indexFor, search } from '@/lib/search'
import { usePendingDeletions } from '@/lib/undo'
import { useUrlText } from '@/lib/use-url-text'
import { deletionKey } from './delete'

const route = getRouteApi('/connections')
const nothing: Connection[] = []

const states: { value: ConnectionState; label: string }[] = [
  { value: 'ok', label: 'Connected' },
  { value: 'expired', label: 'Expired' },
  { value: 'error', label: 'Needs attention' },
]

function When({ date, none }: { date: string | null | undefined; none: string }) {
  if (!date) return <span className="text-muted-foreground">{none}</span>
  return <time title={formatDate(date)}>{formatRelative(date)}</time>
}

const columns = columnsFor<Connection>((column) => [
  column.accessor('connection_id', {
    header: 'Connection',
    cell: ({ row: { original: one } }) => (
      <span className="flex items-center gap-2.5">
        <ProviderIcon name={one.provider} label={one.provider_name} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{one.connection_id}</span>
          <span className="block truncate text-xs text-muted-foreground">
            {one.error ? <span className="text-destructive">{one.error.message}</span> : one.provider_name}
          </span>
        </span>
      </span>
    ),
  }),
  column.accessor('provider_config_key', {
    header: 'Integration',
    cell: ({ getValue }) => <code className="font-mono text-xs">{getValue()}</code>,
  }),
  column.accessor('state', {
    header: 'State',
    cell: ({ row }) => <ConnectionStateBadge connection={row.original} />,
  }),
  column.accessor((one) => one.expires_at ?? '', {
    id: 'expires',
    header: 'Token expires',
    cell: ({ row }) => <When date={row.original.expires_at} none="Never" />,
  }),
  column.accessor((one) => lastUsed(one) ?? '', {
    id: 'used',
    header: 'Last used',
    cell: ({ row }) => <When date={lastUsed(row.original)} none="Not yet" />,
  }),
  column.accessor((one) => Object.keys(one.tags).length, {
    id: 'tags',
    header: 'Tags',
    cell: ({ row }) => {
      const tags = Object.entries(row.original.tags)
      return (
        <span className="flex gap-1 overflow-hidden">
          {tags.slice(0, 2).map(([name, value]) => (
            <Badge key={name} title={`${name}: ${value}`}>
              {value}
            </Badge>
          ))}
          {tags.length > 2 && <Badge variant="outline">+{tags.length - 2}</Badge>}
        </span>
      )
    },
  }),
])

function useFound(text: string) {
  const { integration, state } = route.useSearch()
  const query = useQuery(queries.connections())
  const deleting = usePendingDeletions()
  const data = query.data ?? nothing
  const kept = useMemo(
    () =>
      data.filter(
        (one) => !deleting.has(deletionKey({ integration: one.provider_config_key, id: one.connection_id })),
      ),
    [data, deleting],
  )
  const index = useMemo(
    () =>
      indexFor(
        kept,
        (one) => one.connection_id,
        (one) =>
          [
            one.provider_name,
            one.provider_config_key,
            one.error?.message,
            ...Object.entries(one.tags).flat(),
          ].join(' '),
      ),
    [kept],
  )
  const found = useMemo(
    () =>
      search(
        index.filter(
          ({ item }) =>
            (!integration || item.provider_config_key === integration) && (!state || item.state === state),
        ),
        text,
      ),
    [index, integration, state, text],
  )
  return { query, kept, found }
}

/** Every connected account. */
export function ConnectionsPage() {
  const filter = route.useSearch()
  const navigate = useNavigate({ from: '/connections' })
  const connect = useConnectDialog()
  const commit = useCallback(
    (q: string | undefined) => void navigate({ search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  const [text, setText] = useUrlText(filter.q, commit)
  const { query, kept, found } = useFound(text)
  const troubled = kept.filter((one) => one.state === 'error').length
  const integrations = [...new Set(kept.map((one) => one.provider_config_key))]
  const set = (change: Partial<typeof filter>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })

  return (
    <Page fill className="pb-6">
      <PageHeader
        title="Connections"
        description={
          query.data
            ? formatCount(kept.length, 'account') +
              (troubled > 0 ? `, ${troubled} ${troubled === 1 ? 'needs' : 'need'} attention` : ' connected')
            : 'Accounts that are connected'
        }
        actions={
          <Button onClick={() => connect({})}>
            <Plus aria-hidden /> Connect an account
          </Button>
        }
      />
      {query.error ? (
        <ErrorState
          error={query.error}
          title="The connections could not be read"
          retry={() => void query.refetch()}
        />
      ) : query.isPending ? (
        <TableSkeleton />
      ) : kept.length === 0 ? (
        <EmptyState
          icon={Cable}
          title="No connections yet"
          action={<Button onClick={() => connect({})}>Connect an account</Button>}
        >
          A connection is one account at one API. Its secret is sealed on this machine; scripts call the API
          through Patchbay and never see it.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-2 pb-3">
            <SearchInput
              label="Search connections"
              placeholder="ID, API, tag or error"
              value={text}
              onChange={setText}
              className="min-w-56 flex-1"
            />
            <FilterSelect
              label="Integration"
              all="All integrations"
              options={integrations.map((key) => ({ value: key, label: key }))}
              value={filter.integration}
              onChange={(integration) => set({ integration })}
            />
            <FilterSelect
              label="State"
              all="Any state"
              options={states}
              value={filter.state}
              onChange={(state) => set({ state: state as ConnectionState | undefined })}
              className="w-40"
            />
          </div>
          {found.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title="No connection matches"
              action={
                <Button
                  variant="outline"
                  onClick={() => {
                    setText('')
                    void navigate({ search: {}, replace: true })
                  }}
                >
                  Show all connections
                </Button>
              }
            />
          ) : (
            <DataTable
              label="Connections"
              columns={columns}
              data={found}
              rowKey={(one) => `${one.provider_config_key}/${one.connection_id}`}
              rowHeight={52}
              template="minmax(15rem,2.4fr) minmax(7rem,1fr) 9.5rem 8.5rem 8.5rem minmax(6rem,1fr)"
              onOpen={(one) =>
                void navigate({
                  to: '/connections/$integration/$id',
                  params: { integration: one.provider_config_key, id: one.connection_id },
                })
              }
              className="max-h-fit"
            />
          )}
        </>
      )}
    </Page>
  )
}
