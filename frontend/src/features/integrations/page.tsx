import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Blocks, Plus, SearchX } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { queries } from '@/api/queries'
import type { Integration } from '@/api/types'
import { columnsFor, DataTable, TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { SearchInput } from '@/components/search-input'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useConnectDialog } from '@/lib/connect-dialog'
import { formatRelative } from '@/lib/dates'
import { authModeName, formatCount } from '@/lib/format'
import { indexFor, search } from '@/lib/search'
import { usePendingDeletions } from '@/lib/undo'
import { useUrlText } from '@/lib/use-url-text'
import { deletionKey } from './delete'

const route = getRouteApi('/integrations')

const columns = columnsFor<Integration>((column) => [
  column.accessor('display_name', {
    header: 'Integration',
    cell: ({ row: { original: one } }) => (
      <span className="flex items-center gap-2.5">
        <ProviderIcon name={one.provider} label={one.provider_name} />
        <span className="min-w-0">
          <span className="block truncate font-medium">{one.display_name}</span>
          <code className="block truncate font-mono text-xs text-muted-foreground">{one.unique_key}</code>
        </span>
      </span>
    ),
  }),
  column.accessor('auth_mode', { header: 'Sign-in', cell: ({ getValue }) => authModeName(getValue()) }),
  column.accessor('connection_count', {
    header: 'Connections',
    cell: ({ getValue }) => <span className="tabular-nums">{getValue()}</span>,
  }),
  column.accessor((one) => one.missing_fields.length, {
    id: 'state',
    header: 'State',
    cell: ({ row: { original: one } }) =>
      one.missing_fields.length > 0 ? (
        <Badge variant="warning">Incomplete</Badge>
      ) : (
        <Badge variant="success">Ready</Badge>
      ),
  }),
  column.accessor('created_at', { header: 'Created', cell: ({ getValue }) => formatRelative(getValue()) }),
  column.display({
    id: 'connect',
    header: () => <span className="sr-only">Connect</span>,
    cell: ({ row }) => <ConnectButton integration={row.original} />,
  }),
])

function ConnectButton({ integration }: { integration: Integration }) {
  const connect = useConnectDialog()
  return (
    <Button
      variant="outline"
      size="sm"
      aria-label={`Connect an account to ${integration.unique_key}`}
      onClick={() => connect({ integration: integration.unique_key })}
    >
      Connect
    </Button>
  )
}

function NewButton() {
  return (
    <Button asChild>
      <Link to="/integrations/new">
        <Plus aria-hidden /> New integration
      </Link>
    </Button>
  )
}

/** The APIs that the user has set up. */
export function IntegrationsPage() {
  const filter = route.useSearch()
  const navigate = useNavigate({ from: '/integrations' })
  const { data, error, isPending, refetch } = useQuery(queries.integrations())
  const deleting = usePendingDeletions()
  const commit = useCallback(
    (q: string | undefined) => void navigate({ search: (before) => ({ ...before, q }), replace: true }),
    [navigate],
  )
  const [text, setText] = useUrlText(filter.q, commit)
  const kept = useMemo(
    () => (data ?? []).filter((one) => !deleting.has(deletionKey(one.unique_key))),
    [data, deleting],
  )
  const found = useMemo(
    () =>
      search(
        indexFor(
          kept,
          (one) => one.display_name,
          (one) => `${one.unique_key} ${one.provider_name} ${authModeName(one.auth_mode)}`,
        ),
        text,
      ),
    [kept, text],
  )
  return (
    <Page fill className="pb-6">
      <PageHeader
        title="Integrations"
        description={data ? formatCount(kept.length, 'API') + ' set up' : 'APIs that you have set up'}
        actions={<NewButton />}
      />
      {error ? (
        <ErrorState error={error} title="The integrations could not be read" retry={() => void refetch()} />
      ) : isPending ? (
        <TableSkeleton />
      ) : kept.length === 0 ? (
        <EmptyState
          icon={Blocks}
          title="No integrations yet"
          action={
            <Button asChild>
              <Link to="/apis">Browse the APIs</Link>
            </Button>
          }
        >
          An integration is an API that you set up once, with your own app’s client ID where the provider
          wants one. Any number of accounts can then connect to it.
        </EmptyState>
      ) : (
        <>
          <SearchInput
            label="Search integrations"
            placeholder="Name, key or API"
            value={text}
            onChange={setText}
            className="mb-3 max-w-md"
          />
          {found.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title="No integration matches"
              action={
                <Button variant="outline" onClick={() => setText('')}>
                  Show all
                </Button>
              }
            />
          ) : (
            <DataTable
              label="Integrations"
              columns={columns}
              data={found}
              rowKey={(one) => one.unique_key}
              rowHeight={52}
              template="minmax(14rem,2fr) minmax(8rem,1fr) 7.5rem 7rem minmax(7rem,1fr) 6.5rem"
              onOpen={(one) => void navigate({ to: '/integrations/$key', params: { key: one.unique_key } })}
              className="max-h-fit"
            />
          )}
        </>
      )}
    </Page>
  )
}
