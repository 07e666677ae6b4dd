import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { FileCode, Plug, Settings2, Stethoscope } from 'lucide-react'
import { queries } from '@/api/queries'
import type { Diagnosis, OperationDetail } from '@/api/types'
import { BackLink } from '@/components/back-link'
import { CopyButton } from '@/components/copy-field'
import { ErrorState } from '@/components/error-state'
import { OperationTimeline } from '@/components/operation-timeline'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useConnectDialog } from '@/lib/connect-dialog'
import { formatDate } from '@/lib/dates'
import { formatDuration } from '@/lib/format'
import { reportOf } from './report'

const route = getRouteApi('/attempts/$id')

/** One login, renewal or check: why it ended as it did, what to change, and every request on the way. */
export function AttemptPage() {
  const { id } = route.useParams()
  const { data: operation, error, refetch } = useQuery(queries.operation(id))
  return (
    <Page>
      <BackLink to="/logs" label="Logs" />
      {error && (
        <ErrorState error={error} title="This attempt could not be read" retry={() => void refetch()} />
      )}
      {!operation && !error && (
        <div role="status" className="appear-late flex flex-col gap-4">
          <span className="sr-only">Reading the attempt…</span>
          <Skeleton className="h-11 w-72" />
          <Skeleton className="h-32 rounded-xl" />
        </div>
      )}
      {operation && !error && <Attempt operation={operation} />}
    </Page>
  )
}

function Attempt({ operation }: { operation: OperationDetail }) {
  const shown = operation.messages.filter(({ kind }) => kind !== 'diagnosis')
  return (
    <>
      <PageHeader
        before={<ProviderIcon name={operation.provider} label={operation.provider} size="lg" />}
        title={operation.title}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <Outcome state={operation.state} /> {formatDate(operation.started_at)}
            {operation.duration_ms != null && ` · took ${formatDuration(operation.duration_ms)}`}
          </span>
        }
        actions={<Actions operation={operation} />}
      />
      {operation.diagnosis && <DiagnosisCard diagnosis={operation.diagnosis} operation={operation} />}
      <OperationTimeline messages={shown} />
    </>
  )
}

function Outcome({ state }: { state: OperationDetail['state'] }) {
  if (state === 'success') return <Badge variant="success">Succeeded</Badge>
  if (state === 'running') return <Badge variant="primary">Under way</Badge>
  return <Badge variant={state === 'cancelled' ? 'default' : 'destructive'}>Failed</Badge>
}

function Actions({ operation }: { operation: OperationDetail }) {
  const connect = useConnectDialog()
  const { integration, connection } = operation
  const known = useQuery({
    ...queries.connection({ integration, id: connection }),
    enabled: integration !== '' && connection !== '',
    retry: false,
  })
  const again = () => connect({ integration, ...(known.data && { connectionId: connection }) })
  return (
    <>
      <CopyButton value={() => reportOf(operation)} label="Copy report" showLabel />
      {integration && operation.state !== 'success' && (
        <Button onClick={again}>
          <Plug aria-hidden /> Try again
        </Button>
      )}
    </>
  )
}

function DiagnosisCard({ diagnosis, operation }: { diagnosis: Diagnosis; operation: OperationDetail }) {
  return (
    <section
      aria-label="Diagnosis"
      className="mb-5 rounded-xl border border-destructive/25 bg-destructive-soft px-4 py-3.5"
    >
      <div className="flex items-start gap-2.5">
        <Stethoscope className="mt-0.5 size-5 shrink-0 text-destructive" aria-hidden />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold break-words">{diagnosis.message}</h2>
          {diagnosis.remedy && <p className="pt-1 break-words">{diagnosis.remedy}</p>}
          {diagnosis.evidence.length > 0 && (
            <ul aria-label="What shows it" className="list-disc pt-2 pl-4 text-sm">
              {diagnosis.evidence.map((one) => (
                <li key={one} className="break-words">
                  {one}
                </li>
              ))}
            </ul>
          )}
          <Repair remedy={diagnosis.remedy} operation={operation} />
        </div>
      </div>
    </section>
  )
}

/** The words by which a remedy asks for a change in the provider's file. */
const asksForFile = /overlay of the provider|provider['’]s file|provider file/i

/** The way to where the remedy is carried out. */
function Repair({ remedy, operation }: { remedy: string; operation: OperationDetail }) {
  const { provider, integration } = operation
  if (provider && asksForFile.test(remedy)) {
    return (
      <Button asChild variant="outline" size="sm" className="mt-3">
        <Link to="/apis/$provider/file" params={{ provider }}>
          <FileCode aria-hidden /> Edit the provider’s file
        </Link>
      </Button>
    )
  }
  if (!integration) return null
  return (
    <Button asChild variant="outline" size="sm" className="mt-3">
      <Link to="/integrations/$key" params={{ key: integration }}>
        <Settings2 aria-hidden /> Edit the integration
      </Link>
    </Button>
  )
}
