import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Cable, Clock, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { queries } from '@/api/queries'
import { BackLink } from '@/components/back-link'
import type { Field, ProviderDetail } from '@/api/types'
import { ErrorState } from '@/components/error-state'
import { ExternalLink } from '@/components/external-link'
import { JsonView } from '@/components/json-view'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { useConnectDialog } from '@/lib/connect-dialog'
import { authModeName, categoryName, formatCount } from '@/lib/format'
import { ProviderTemplates } from './components/provider-templates'

const route = getRouteApi('/apis/$provider')

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[9.5rem_1fr] gap-3 border-b py-2 last:border-b-0">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

/** What a person is told about how this API is connected. */
const modeSentences: Record<string, string> = {
  OAUTH2:
    'You sign in with the provider in your browser; it hands Patchbay a token that is renewed by itself.',
  OAUTH2_CC: 'A client ID and secret are traded for a token, again and again, without anyone signing in.',
  API_KEY: 'You paste a key that the provider gave you. It is sent with each request.',
  BASIC: 'You enter a user name and password, or a key in their place. They are sent with each request.',
  NONE: 'The API is open to everyone: there is nothing to enter.',
}

function FieldList({ fields }: { fields: Field[] }) {
  return (
    <ul className="flex flex-wrap gap-1">
      {fields.map((field) => (
        <li key={field.name}>
          <Badge>
            {field.title || field.name}
            {field.optional && <span className="font-normal text-muted-foreground">optional</span>}
          </Badge>
        </li>
      ))}
    </ul>
  )
}

function Facts({ provider }: { provider: ProviderDetail }) {
  const asked = [...provider.connection_fields, ...provider.credential_fields].filter(
    (field) => !field.hidden && !field.automated,
  )
  const links = [
    { href: provider.docs, label: 'API documentation' },
    {
      href: provider.app_docs,
      label: provider.needs_app ? 'Where to register an app' : 'Where to get access',
    },
    { href: provider.scopes_docs, label: 'Scopes' },
  ].filter((link): link is { href: string; label: string } => Boolean(link.href))
  return (
    <dl>
      <Fact name="Sign-in">
        {authModeName(provider.auth_mode)}
        {modeSentences[provider.auth_mode] && (
          <p className="text-muted-foreground">{modeSentences[provider.auth_mode]}</p>
        )}
      </Fact>
      {provider.base_url && (
        <Fact name="Requests go to">
          <code className="font-mono text-xs break-all">{provider.base_url}</code>
        </Fact>
      )}
      {asked.length > 0 && (
        <Fact name="Asked of you">
          <FieldList fields={asked} />
        </Fact>
      )}
      {provider.scopes.length > 0 && (
        <Fact name="Scopes">{formatCount(provider.scopes.length, 'known scope')}</Fact>
      )}
      <Fact name="Checked on connect">
        {provider.verifies
          ? 'Yes: Patchbay makes one harmless call before it keeps the credentials.'
          : provider.auth_mode === 'OAUTH2'
            ? 'By the provider, as you sign in.'
            : 'No: the provider offers no call to check with, so a mistake shows on the first request.'}
      </Fact>
      {links.length > 0 && (
        <Fact name="At the provider">
          <span className="flex flex-wrap gap-x-4 gap-y-1">
            {links.map((link) => (
              <ExternalLink key={link.label} href={link.href}>
                {link.label}
              </ExternalLink>
            ))}
          </span>
        </Fact>
      )}
      <Fact name="Key">
        <code className="font-mono text-xs">{provider.name}</code>
      </Fact>
    </dl>
  )
}

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
                  <Facts provider={provider} />
                  <details className="mt-3">
                    <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">
                      Everything the catalog knows
                    </summary>
                    <JsonView value={provider.facts} label="catalog entry" className="mt-2 max-h-96" tools />
                  </details>
                </CardContent>
              </Card>
              <ProviderTemplates provider={provider.name} />
            </div>
            <Yours provider={provider} />
          </div>
        </>
      )}
    </Page>
  )
}
