import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { BookOpen, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { queries } from '@/api/queries'
import type { ApiDocument } from '@/api/reference'
import type { Connection } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { FilterSelect } from '@/components/filter-select'
import { Page, PageHeader } from '@/components/page'
import { SearchInput } from '@/components/search-input'
import { Button } from '@/components/ui/button'
import { NotificationView } from './components/notification-view'
import { OperationList } from './components/operation-list'
import { OperationView } from './components/operation-view'
import type { Filling } from './call'
import { searchTopics, topicsOf, type Operation } from './operations'
import { referenceQuery } from './queries'
import type { ReferenceSearch } from './search'

/** The ids that examples are filled with: the chosen ones, or the first that fit the operation. */
export function fillingFor(
  operation: Operation,
  search: ReferenceSearch,
  integrations: string[],
  connections: Connection[],
): Filling {
  const integration =
    operation.fn?.integration ?? search.integration ?? connections[0]?.provider_config_key ?? integrations[0]
  const own = connections.filter((one) => one.provider_config_key === integration)
  const chosen = own.find((one) => one.connection_id === search.connection) ?? own[0]
  return {
    integration: integration ?? 'your-integration',
    connection: chosen?.connection_id ?? 'your-connection',
  }
}

/** The API of this machine, generated from its routes and the user's functions. */
export function ReferencePage() {
  const reference = useQuery(referenceQuery())
  return (
    <Page fill wide className="pb-5">
      <PageHeader
        title="API reference"
        description="What your programs can call on this machine, your own functions included, and what it sends to your server."
        actions={
          reference.data && (
            <CopyButton
              value={() => JSON.stringify(reference.data, null, 2)}
              label="Copy as OpenAPI 3.1"
              showLabel
            />
          )
        }
      />
      {reference.isPending ? (
        <TableSkeleton rows={12} />
      ) : reference.error && !reference.data ? (
        <ErrorState
          error={reference.error}
          title="The reference could not be read."
          retry={() => void reference.refetch()}
        />
      ) : (
        <Reference document={reference.data} />
      )}
    </Page>
  )
}

function Reference({ document }: { document: ApiDocument }) {
  const search = useSearch({ from: '/reference' })
  const navigate = useNavigate({ from: '/reference' })
  const topics = useMemo(() => topicsOf(document), [document])
  const shown = useMemo(() => searchTopics(topics, search.search ?? ''), [topics, search.search])
  const all = useMemo(() => topics.flatMap((topic) => topic.operations), [topics])
  const current = search.operation ? all.find((one) => one.id === search.operation) : shown[0]?.operations[0]
  return (
    <div className="flex min-h-80 flex-1 flex-col gap-4 md:flex-row">
      <div className="flex max-h-72 shrink-0 flex-col overflow-hidden rounded-xl border bg-card md:max-h-none md:w-72">
        <div className="border-b p-2">
          <SearchInput
            label="Search the reference"
            placeholder="Search paths and texts"
            value={search.search ?? ''}
            onChange={(text) =>
              void navigate({ search: (now) => ({ ...now, search: text || undefined }), replace: true })
            }
          />
        </div>
        {shown.length > 0 ? (
          <OperationList topics={shown} current={current?.id} />
        ) : (
          <p className="p-4 text-muted-foreground">Nothing matches “{search.search}”.</p>
        )}
      </div>
      {current ? (
        <Chosen operation={current} document={document} />
      ) : search.operation ? (
        <NoSuchOperation />
      ) : (
        <NothingMatches
          onClear={() => void navigate({ search: (now) => ({ ...now, search: undefined }), replace: true })}
        />
      )}
    </div>
  )
}

function Chosen({ operation, document }: { operation: Operation; document: ApiDocument }) {
  return operation.sent ? (
    <NotificationView operation={operation} document={document} />
  ) : (
    <Current operation={operation} document={document} />
  )
}

function Current({ operation, document }: { operation: Operation; document: ApiDocument }) {
  const search = useSearch({ from: '/reference' })
  const { data: integrations } = useQuery(queries.integrations())
  const { data: connections } = useQuery(queries.connections())
  if (!integrations || !connections) return <TableSkeleton rows={12} />
  const filling = fillingFor(
    operation,
    search,
    integrations.map((one) => one.unique_key),
    connections,
  )
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3">
      <FillingChoice
        filling={filling}
        fixed={Boolean(operation.fn)}
        connections={connections}
        integrations={integrations.map((one) => one.unique_key)}
      />
      <OperationView
        key={`${operation.id} ${filling.integration} ${filling.connection}`}
        operation={operation}
        document={document}
        filling={filling}
        apiUrl={document.servers[0]?.url ?? ''}
        language={search.language ?? 'curl'}
      />
    </div>
  )
}

interface FillingChoiceProps {
  filling: Filling
  /** The operation belongs to one integration. */
  fixed: boolean
  integrations: string[]
  connections: Connection[]
}

function FillingChoice({ filling, fixed, integrations, connections }: FillingChoiceProps) {
  const navigate = useNavigate({ from: '/reference' })
  const own = connections.filter((one) => one.provider_config_key === filling.integration)
  const choose = (part: { integration?: string | undefined; connection?: string | undefined }) =>
    void navigate({ search: (now) => ({ ...now, connection: undefined, ...part }), replace: true })
  const keys = fixed ? [filling.integration] : integrations
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-xs text-muted-foreground">Fill the examples with</span>
      <FilterSelect
        label="Integration"
        all="Any integration"
        className="w-52"
        value={keys.includes(filling.integration) ? filling.integration : undefined}
        options={keys.map((key) => ({ value: key, label: key }))}
        onChange={(integration) => choose({ integration })}
      />
      <FilterSelect
        label="Connection"
        all={own.length > 0 ? 'First connection' : 'No connection yet'}
        className="w-52"
        value={own.some((one) => one.connection_id === filling.connection) ? filling.connection : undefined}
        options={own.map((one) => ({ value: one.connection_id, label: one.connection_id }))}
        onChange={(connection) => choose({ integration: filling.integration, connection })}
      />
    </div>
  )
}

function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <div className="grid flex-1 place-items-center rounded-xl border bg-card">
      <EmptyState
        icon={SearchX}
        title="Nothing matches"
        action={
          <Button variant="outline" onClick={onClear}>
            Clear the search
          </Button>
        }
      >
        The search looks at paths, titles and what each operation does.
      </EmptyState>
    </div>
  )
}

function NoSuchOperation() {
  return (
    <div className="grid flex-1 place-items-center rounded-xl border bg-card">
      <EmptyState icon={BookOpen} title="There is no such operation">
        The function may have been removed. Choose another one from the list.
      </EmptyState>
    </div>
  )
}
