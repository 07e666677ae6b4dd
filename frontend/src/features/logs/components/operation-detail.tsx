import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Stethoscope, Terminal, TriangleAlert, X } from 'lucide-react'
import { queries } from '@/api/queries'
import type { ApiRequest, Exchange, OperationDetail } from '@/api/types'
import { CopyAsMenu } from '@/components/copy-as'
import { CopyButton } from '@/components/copy-field'
import { ErrorState } from '@/components/error-state'
import { Method, StatusBadge } from '@/components/http-badges'
import { simulated, SimulatedBadge } from '@/components/simulated-badge'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tooltip } from '@/components/ui/tooltip'
import { formatDate } from '@/lib/dates'
import { callPath, formatCount, formatDuration } from '@/lib/format'
import { prepareDraft } from '@/lib/request-draft'
import { requestAgain } from '@/lib/replay'
import { kinds, sources, states } from '../words'
import { OperationTimeline } from '@/components/operation-timeline'

/** One operation: what it was, how it ended, and everything that happened on the way. */
export function OperationPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const operation = useQuery(queries.operation(id))
  return (
    <aside
      aria-label="Operation"
      className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-xl border bg-card"
    >
      {operation.data ? (
        <Detail operation={operation.data} onClose={onClose} />
      ) : (
        <>
          <div className="flex justify-end p-3">
            <CloseButton onClose={onClose} />
          </div>
          {operation.error ? (
            <ErrorState
              error={operation.error}
              title="This operation could not be read."
              retry={() => void operation.refetch()}
            />
          ) : (
            <Loading />
          )}
        </>
      )}
    </aside>
  )
}

function CloseButton({ onClose }: { onClose: () => void }) {
  return (
    <Tooltip label="Close (Esc)">
      <Button variant="ghost" size="icon-sm" aria-label="Close" onClick={onClose}>
        <X aria-hidden />
      </Button>
    </Tooltip>
  )
}

function Loading() {
  return (
    <div role="status" className="flex appear-late flex-col gap-3 px-4">
      <span className="sr-only">Reading the operation…</span>
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-3 w-1/3" />
      <Skeleton className="h-20 w-full" />
    </div>
  )
}

function Detail({ operation, onClose }: { operation: OperationDetail; onClose: () => void }) {
  const exchanges = operation.messages.flatMap(({ exchange }) => exchange ?? [])
  const last = exchanges.at(-1)
  return (
    <>
      <header className="border-b px-4 pt-3 pb-3">
        <div className="flex items-start gap-2">
          <h2 className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 pt-0.5">
            {operation.method && operation.kind === 'proxy' && <Method method={operation.method} />}
            <span
              className={
                operation.kind === 'proxy'
                  ? 'min-w-0 font-mono text-xs break-all'
                  : 'min-w-0 font-medium break-words'
              }
            >
              {operation.kind === 'proxy' ? callPath(operation) : operation.title}
            </span>
          </h2>
          <CloseButton onClose={onClose} />
        </div>
        <div className="flex flex-wrap items-center gap-2 pt-2">
          <StateBadge operation={operation} />
          {operation.source === simulated && <SimulatedBadge />}
          <span className="text-xs text-muted-foreground">
            {[
              kinds[operation.kind] ?? operation.kind,
              sources[operation.source],
              operation.attempts > 1 && formatCount(operation.attempts, 'attempt'),
              operation.duration_ms != null && formatDuration(operation.duration_ms),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        {last && operation.kind === 'proxy' && operation.connection && (
          <Again operation={operation} exchange={last} />
        )}
        {operation.diagnosis && (
          <Button asChild variant="outline" size="sm" className="mt-3">
            <Link to="/attempts/$id" params={{ id: operation.id }}>
              <Stethoscope aria-hidden /> Why it failed
            </Link>
          </Button>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {operation.error && <Failure error={operation.error} />}
        <Facts operation={operation} />
        <OperationTimeline messages={operation.messages} />
      </div>
    </>
  )
}

function StateBadge({ operation }: { operation: OperationDetail }) {
  if (operation.status) return <StatusBadge status={operation.status} phrase />
  const variant = {
    success: 'success',
    failed: 'destructive',
    running: 'primary',
    cancelled: 'default',
    timeout: 'destructive',
  } as const
  return <Badge variant={variant[operation.state]}>{states[operation.state]}</Badge>
}

/** Doing the same call again: as code, or in the playground. */
function Again({ operation, exchange }: { operation: OperationDetail; exchange: Exchange }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: connection } = useQuery(
    queries.connection({ integration: operation.integration, id: operation.connection }),
  )
  const request = (): ApiRequest => requestAgain(operation, exchange, connection?.base_url)
  const open = () => {
    prepareDraft(request())
    void client.invalidateQueries({ queryKey: ['history'] })
    void navigate({ to: '/playground' })
  }
  return (
    <div className="flex flex-wrap gap-2 pt-3">
      <CopyAsMenu request={request} size="sm" />
      <Button variant="outline" size="sm" onClick={open}>
        <Terminal aria-hidden /> Open in the playground
      </Button>
    </div>
  )
}

function Failure({ error }: { error: NonNullable<OperationDetail['error']> }) {
  return (
    <div
      role="alert"
      className="mb-4 rounded-lg border border-destructive/25 bg-destructive-soft px-3 py-2.5"
    >
      <div className="flex items-start gap-2">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-destructive" aria-hidden />
        <p className="min-w-0 flex-1 font-medium break-words">{error.message}</p>
        <code className="font-mono text-2xs text-muted-foreground">{error.code}</code>
      </div>
      {error.hint && <p className="pt-1 pl-6 break-words opacity-85">{error.hint}</p>}
    </div>
  )
}

function Facts({ operation }: { operation: OperationDetail }) {
  const { integration, connection } = operation
  return (
    <dl className="mb-4 grid grid-cols-[6.5rem_1fr] gap-y-1 text-xs [&_dt]:text-muted-foreground">
      <dt>Started</dt>
      <dd>{formatDate(operation.started_at)}</dd>
      {integration && (
        <>
          <dt>Integration</dt>
          <dd>
            <Link
              to="/integrations/$key"
              params={{ key: integration }}
              className="text-primary hover:underline"
            >
              {integration}
            </Link>
          </dd>
        </>
      )}
      {integration && connection && (
        <>
          <dt>Connection</dt>
          <dd>
            <Link
              to="/connections/$integration/$id"
              params={{ integration, id: connection }}
              className="text-primary hover:underline"
            >
              {connection}
            </Link>
          </dd>
        </>
      )}
      <dt>Operation</dt>
      <dd className="flex items-center gap-1">
        <code className="min-w-0 truncate font-mono">{operation.id}</code>
        <CopyButton value={operation.id} label="Copy the operation id" className="-my-2" />
      </dd>
    </dl>
  )
}
