import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Cable, ChevronRight, KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { queries } from '@/api/queries'
import { BackLink } from '@/components/back-link'
import type { Integration } from '@/api/types'
import { ConnectionStateBadge } from '@/components/connection-state'
import { CopyButton } from '@/components/copy-field'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { signsInWithBrowser } from '@/lib/auth-modes'
import { useConnectDialog } from '@/lib/connect-dialog'
import { formatRelative } from '@/lib/dates'
import { authModeName, formatCount } from '@/lib/format'
import { usePendingDeletions } from '@/lib/undo'
import { RedirectCard } from './components/redirect-card'
import { SettingsForm } from './components/settings-form'
import { WebhookCard } from './components/webhook-card'
import { DeleteDialog } from './delete'

const route = getRouteApi('/integrations/$key')
const listed = 8

function Connections({ integration }: { integration: Integration }) {
  const connect = useConnectDialog()
  const { data = [] } = useQuery(queries.connections())
  const deleting = usePendingDeletions()
  const mine = data.filter(
    (one) =>
      one.provider_config_key === integration.unique_key &&
      !deleting.has(`connection/${one.provider_config_key}/${one.connection_id}`),
  )
  return (
    <Card>
      <CardHeader className="flex-row items-center justify-between">
        <CardTitle>{mine.length > 0 ? formatCount(mine.length, 'connection') : 'Connections'}</CardTitle>
        <Button variant="outline" size="sm" onClick={() => connect({ integration: integration.unique_key })}>
          <Cable aria-hidden /> Connect
        </Button>
      </CardHeader>
      <CardContent>
        {mine.length === 0 && (
          <p className="text-muted-foreground">Nobody has connected yet. The first account takes a minute.</p>
        )}
        <ul>
          {mine.slice(0, listed).map((one) => (
            <li key={one.connection_id} className="border-b last:border-b-0">
              <Link
                to="/connections/$integration/$id"
                params={{ integration: one.provider_config_key, id: one.connection_id }}
                className="-mx-2 flex items-center gap-2 rounded-md px-2 py-2 hover:bg-muted"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{one.connection_id}</span>
                  <span className="block text-xs text-muted-foreground">
                    connected {formatRelative(one.created_at)}
                  </span>
                </span>
                <ConnectionStateBadge connection={one} />
                <ChevronRight className="size-4 text-muted-foreground" aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
        {mine.length > listed && (
          <Button asChild variant="link" size="sm" className="px-0">
            <Link to="/connections" search={{ integration: integration.unique_key }}>
              Show all
            </Link>
          </Button>
        )}
      </CardContent>
    </Card>
  )
}

/** One integration: its settings and the accounts connected to it. */
export function IntegrationPage() {
  const { key } = route.useParams()
  const connect = useConnectDialog()
  const integration = useQuery(queries.integration(key))
  const provider = useQuery({
    ...queries.provider(integration.data?.provider ?? ''),
    enabled: integration.data !== undefined,
  })
  const [deleting, setDeleting] = useState(false)
  const error = integration.error ?? provider.error
  const one = integration.data
  return (
    <Page>
      <BackLink to="/integrations" label="Integrations" />
      {error && (
        <ErrorState
          error={error}
          title={`“${key}” could not be read`}
          retry={() => void integration.refetch()}
        />
      )}
      {!error && !(one && provider.data) && (
        <div role="status" className="appear-late flex flex-col gap-4">
          <span className="sr-only">Loading the integration…</span>
          <Skeleton className="h-11 w-72" />
          <Skeleton className="h-72 rounded-xl" />
        </div>
      )}
      {!error && one && provider.data && (
        <>
          <PageHeader
            before={<ProviderIcon name={one.provider} label={one.provider_name} size="lg" />}
            title={one.display_name}
            description={
              <span className="flex items-center gap-1.5">
                <code className="font-mono text-xs">{one.unique_key}</code>
                <CopyButton value={one.unique_key} label="Copy unique key" className="-my-1 size-6" />·
                <Link
                  to="/apis/$provider"
                  params={{ provider: one.provider }}
                  className="hover:text-foreground"
                >
                  {one.provider_name}
                </Link>
                · {authModeName(one.auth_mode)}
              </span>
            }
            actions={
              <>
                <Button variant="outline" onClick={() => setDeleting(true)}>
                  <Trash2 aria-hidden /> Delete
                </Button>
                <Button onClick={() => connect({ integration: one.unique_key })}>
                  <Cable aria-hidden /> Connect an account
                </Button>
              </>
            }
          />
          {one.missing_fields.length > 0 && (
            <Alert variant="warning" className="mb-4">
              <KeyRound aria-hidden />
              <AlertTitle>Still needed: {one.missing_fields.join(', ')}</AlertTitle>
              <AlertDescription>Nobody can connect before these are filled in below.</AlertDescription>
            </Alert>
          )}
          <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
            <SettingsForm key={one.created_at} integration={one} provider={provider.data} />
            <div className="flex flex-col gap-4">
              <Connections integration={one} />
              {signsInWithBrowser(one.auth_mode) && (
                <RedirectCard integration={one.unique_key} provider={provider.data} />
              )}
              <WebhookCard integration={one.unique_key} />
            </div>
          </div>
          <DeleteDialog integration={one} open={deleting} onOpenChange={setDeleting} />
        </>
      )}
    </Page>
  )
}
