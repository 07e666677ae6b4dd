import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Activity, ArrowRight, CircleCheck, Plus, Terminal, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Connection, Operation, Status } from '@/api/types'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { Method, StatusBadge } from '@/components/http-badges'
import { PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { useConnectDialog } from '@/lib/connect-dialog'
import { formatRelative } from '@/lib/dates'
import { callPath, formatCount, formatDuration } from '@/lib/format'
import { exampleKey, exampleRequest, openApis } from '../first-call'
import { recentCallsQuery } from '../queries'
import { ScriptCard } from './script-card'

interface OverviewProps {
  status: Status
  connections: Connection[]
}

/** What there is, what needs a hand, and what happened lately. */
export function Overview({ status, connections }: OverviewProps) {
  const openConnect = useConnectDialog()
  return (
    <>
      <PageHeader
        title="Home"
        description={
          <>
            Environment {status.environment.name}, answering on{' '}
            <code className="font-mono text-xs">{status.api_url}</code>
          </>
        }
        actions={
          <>
            <Button asChild variant="outline">
              <Link to="/playground">
                <Terminal aria-hidden /> Send a request
              </Link>
            </Button>
            <Button onClick={() => openConnect({})}>
              <Plus aria-hidden /> Connect an account
            </Button>
          </>
        }
      />
      <div className="grid grid-cols-1 gap-2 pb-4 sm:grid-cols-3 sm:gap-4">
        <Count to="/integrations" count={status.counts.integrations} noun="integration" />
        <Count to="/connections" count={status.counts.connections} noun="connection" />
        <Count
          to="/logs"
          count={status.counts.operations}
          noun="operation in the log"
          many="operations in the log"
        />
      </div>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <RecentCalls />
        <div className="flex flex-col gap-4">
          <Attention connections={connections} />
          <ScriptCard apiUrl={status.api_url} request={scriptRequest(connections)} />
        </div>
      </div>
    </>
  )
}

/** A call with the connection that was used last; the example needs to be told its server. */
function scriptRequest(connections: Connection[]) {
  const [latest] = [...connections].sort((a, b) =>
    (b.last_fetched_at ?? '').localeCompare(a.last_fetched_at ?? ''),
  )
  if (!latest || latest.provider_config_key === exampleKey) return exampleRequest(openApis[0].url)
  return {
    provider_config_key: latest.provider_config_key,
    connection_id: latest.connection_id,
    method: 'GET',
    path: '/',
  }
}

interface CountProps {
  to: '/integrations' | '/connections' | '/logs'
  count: number
  noun: string
  many?: string
}

function Count({ to, count, noun, many }: CountProps) {
  const [number = '', ...words] = formatCount(count, noun, many).split(' ')
  return (
    <Link
      to={to}
      className="group flex items-baseline gap-2 rounded-xl border bg-card px-4 py-3 transition-colors hover:border-muted-foreground/40"
    >
      <span className="text-xl font-semibold tabular-nums">{number}</span>
      <span className="min-w-0 flex-1 truncate text-muted-foreground">{words.join(' ')}</span>
      <ArrowRight
        className="size-4 self-center text-muted-foreground opacity-0 group-hover:opacity-100"
        aria-hidden
      />
    </Link>
  )
}

function Panel({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <Card aria-label={title} className="overflow-hidden">
      <CardHeader className="flex-row items-center justify-between pb-2">
        <CardTitle>{title}</CardTitle>
        {aside}
      </CardHeader>
      {children}
    </Card>
  )
}

/** Connections that do not work any more, each with what brings it back. */
function Attention({ connections }: { connections: Connection[] }) {
  const openConnect = useConnectDialog()
  const broken = connections.filter((one) => one.state !== 'ok')
  return (
    <Panel title="Needs attention">
      {broken.length === 0 ? (
        <p className="flex items-center gap-2 px-4 pb-4 text-muted-foreground">
          <CircleCheck className="size-4 text-success" aria-hidden />
          All connections work.
        </p>
      ) : (
        <ul className="pb-1">
          {broken.slice(0, 5).map((one) => (
            <li key={one.id} className="flex items-center gap-3 border-t px-4 py-2">
              <ProviderIcon name={one.provider} label={one.provider_name} size="sm" />
              <div className="min-w-0 flex-1">
                <Link
                  to="/connections/$integration/$id"
                  params={{ integration: one.provider_config_key, id: one.connection_id }}
                  className="block truncate font-medium hover:underline"
                >
                  {one.connection_id}
                </Link>
                <p className="flex items-center gap-1.5 text-xs text-muted-foreground">
                  <TriangleAlert className="size-3.5 shrink-0 text-warning" aria-hidden />
                  <span className="truncate">{one.error?.message ?? 'Its credential has expired.'}</span>
                </p>
              </div>
              <Button
                variant="outline"
                size="sm"
                onClick={() =>
                  openConnect({ integration: one.provider_config_key, connectionId: one.connection_id })
                }
              >
                Reconnect
              </Button>
            </li>
          ))}
          {broken.length > 5 && (
            <li className="border-t px-4 py-2">
              <Link to="/connections" search={{ state: 'error' }} className="text-primary hover:underline">
                {formatCount(broken.length - 5, 'more connection')}
              </Link>
            </li>
          )}
        </ul>
      )}
    </Panel>
  )
}

function RecentCalls() {
  const calls = useQuery(recentCallsQuery())
  return (
    <Panel
      title="Recent calls"
      aside={
        <Link to="/logs" className="text-xs text-primary hover:underline">
          All logs
        </Link>
      }
    >
      {calls.data ? (
        calls.data.length > 0 ? (
          <ul className="pb-1">
            {calls.data.map((call) => (
              <CallRow key={call.id} call={call} />
            ))}
          </ul>
        ) : (
          <EmptyState icon={Activity} title="No calls yet" className="py-10">
            Calls from the playground and from your scripts appear here.
          </EmptyState>
        )
      ) : calls.error ? (
        <ErrorState
          error={calls.error}
          title="The calls could not be read."
          retry={() => void calls.refetch()}
          className="py-8"
        />
      ) : (
        <div role="status" className="flex appear-late flex-col gap-4 p-4">
          <span className="sr-only">Reading the calls…</span>
          {Array.from({ length: 5 }, (_, index) => (
            <Skeleton key={index} className="h-4 w-full" />
          ))}
        </div>
      )}
    </Panel>
  )
}

function CallRow({ call }: { call: Operation }) {
  return (
    <li className="border-t">
      <Link
        to="/logs"
        search={{ operation: call.id }}
        className="flex items-center gap-3 px-4 py-2 hover:bg-muted focus-visible:-outline-offset-2"
      >
        {call.method && <Method method={call.method} className="w-11 shrink-0" />}
        <span className="min-w-0 flex-1">
          <span className="block truncate font-mono text-xs">{callPath(call)}</span>
          <span className="block truncate text-xs text-muted-foreground">
            {call.connection} · {formatRelative(call.started_at)}
          </span>
        </span>
        {call.status ? (
          <StatusBadge status={call.status} />
        ) : (
          call.state === 'failed' && <Badge variant="destructive">failed</Badge>
        )}
        <span className="w-16 shrink-0 text-right text-xs text-muted-foreground tabular-nums">
          {call.duration_ms == null ? '' : formatDuration(call.duration_ms)}
        </span>
      </Link>
    </li>
  )
}
