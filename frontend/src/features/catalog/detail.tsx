import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Cable, Clock, Plus } from 'lucide-react'
import { queries } from '@/api/queries'
import { BackLink } from '@/components/back-link'
import type { ProviderDetail } from '@/api/types'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { useConnectDialog } from '@/lib/connect-dialog'
import { authModeName, categoryName, formatCount } from '@/lib/format'
import { ConfirmDestinations, OwnFile } from './components/own-file'
import { ProviderFacts, ProviderSummaryFacts } from './components/provider-facts'
import { ProviderPreview } from './components/provider-preview'
import { ProviderTemplates } from './components/provider-templates'

const route = getRouteApi('/apis/$provider')

function Actions({ provider }: { provider: ProviderDetail }) {
  const connect = useConnectDialog()
  if (!provider.supported) return null
  const add = (
    <Button asChild variant={provider.needs_app ? 'default' : 'outline'}>
      <Link to="/integrations/new" search={{ provider: provider.name }}>
        <Plus aria-hidden /> {provider.needs_app ? 'Set up integration' : 'New integration'}
      </Link>
    </Button>
  )
  if (provider.needs_app) return add
  return (
    <>
      {add}
      <Button onClick={() => connect({ provider: provider.name })}>
        <Cable aria-hidden /> Connect
      </Button>
    </>
  )
}

function Yours({ provider }: { provider: ProviderDetail }) {
  const connect = useConnectDialog()
  const { data: integrations = [] } = useQuery(queries.integrations())
  const mine = integrations.filter((one) => one.provider === provider.name)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Your integrations</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-1">
        {mine.length === 0 && (
          <p className="text-muted-foreground">
            None yet.{' '}
            {provider.needs_app
              ? 'Set one up with the client ID and secret of an app you register with the provider.'
              : 'The first connection makes one by itself.'}
          </p>
        )}
        {mine.map((one) => (
          <div
            key={one.unique_key}
            className="-mx-2 flex items-center gap-2 rounded-md px-2 py-1 hover:bg-muted"
          >
            <Link to="/integrations/$key" params={{ key: one.unique_key }} className="min-w-0 flex-1">
              <span className="block truncate font-medium">{one.display_name}</span>
              <span className="block truncate text-xs text-muted-foreground">
                {one.unique_key} · {formatCount(one.connection_count, 'connection')}
              </span>
            </Link>
            <Button
              variant="outline"
              size="sm"
              aria-label={`Connect an account to ${one.unique_key}`}
              onClick={() => connect({ integration: one.unique_key })}
            >
              Connect
            </Button>
          </div>
        ))}
      </CardContent>
    </Card>
  )
}

function DetailSkeleton() {
  return (
    <div role="status" className="appear-late flex flex-col gap-4">
      <span className="sr-only">Loading the API…</span>
      <Skeleton className="h-11 w-72" />
      <Skeleton className="h-64 rounded-xl" />
    </div>
  )
}

/** One API: how it is connected, what it asks for, and what the user has of it. */
export function ProviderPage() {
  const { provider: name } = route.useParams()
  const { data: provider, error, isPending, refetch } = useQuery(queries.provider(name))
  return (
    <Page>
      <BackLink to="/apis" label="APIs" />
      {error && (
        <ErrorState error={error} title={`“${name}” could not be read`} retry={() => void refetch()} />
      )}
      {isPending && <DetailSkeleton />}
      {provider && (
        <>
          <PageHeader
            before={<ProviderIcon name={provider.name} label={provider.display_name} size="lg" />}
            title={provider.display_name}
            description={
              <span className="flex flex-wrap gap-1 pt-1">
                {provider.categories.map((category) => (
                  <Badge key={category} variant="outline">
                    {categoryName(category)}
                  </Badge>
                ))}
              </span>
            }
            actions={<Actions provider={provider} />}
          />
          <ConfirmDestinations provider={provider.name} destinations={provider.origin.unconfirmed} />
          {!provider.supported && (
            <Alert className="mb-4">
              <Clock aria-hidden />
              <AlertTitle>This version cannot connect {provider.display_name} yet</AlertTitle>
              <AlertDescription>
                It signs in with “{authModeName(provider.auth_mode)}”, which comes with a later version of
                Patchbay.
              </AlertDescription>
            </Alert>
          )}
          <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
            <div className="flex min-w-0 flex-col gap-4">
              <Card>
                <CardHeader>
                  <CardTitle>How it connects</CardTitle>
                </CardHeader>
                <CardContent>
                  <ProviderSummaryFacts provider={provider} />
                </CardContent>
              </Card>
              {provider.preview.length > 0 && (
                <Card>
                  <CardHeader>
                    <CardTitle>What Patchbay sends</CardTitle>
                  </CardHeader>
                  <CardContent>
                    <ProviderPreview requests={provider.preview} />
                  </CardContent>
                </Card>
              )}
              <ProviderFacts provider={provider} />
              <ProviderTemplates provider={provider.name} />
            </div>
            <div className="flex flex-col gap-4">
              <Yours provider={provider} />
              <OwnFile origin={provider.origin} />
            </div>
          </div>
        </>
      )}
    </Page>
  )
}
