import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { queries } from '@/api/queries'
import { BackLink } from '@/components/back-link'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { ProviderPicker } from '@/components/provider-picker'
import { Skeleton } from '@/components/ui/skeleton'
import { suggestKey } from '@/lib/keys'
import { NewForm } from './components/new-form'

const route = getRouteApi('/integrations/new')

function Chosen({ name }: { name: string }) {
  const provider = useQuery(queries.provider(name))
  const integrations = useQuery(queries.integrations())
  const error = provider.error ?? integrations.error
  if (error) {
    return (
      <ErrorState error={error} title={`“${name}” could not be read`} retry={() => void provider.refetch()} />
    )
  }
  if (!provider.data || !integrations.data) {
    return (
      <div role="status" className="appear-late flex max-w-2xl flex-col gap-4">
        <span className="sr-only">Loading the form…</span>
        <Skeleton className="h-10 w-64" />
        <Skeleton className="h-28" />
        <Skeleton className="h-8" />
      </div>
    )
  }
  const key = suggestKey(
    name,
    integrations.data.map((one) => one.unique_key),
  )
  return (
    <>
      <PageHeader
        before={<ProviderIcon name={name} label={provider.data.display_name} size="lg" />}
        title={`New integration with ${provider.data.display_name}`}
        description={
          provider.data.needs_app
            ? 'You register an app of your own with the provider once; then any number of accounts can connect.'
            : 'Any number of accounts can connect to it.'
        }
      />
      <NewForm key={name} provider={provider.data} suggestedKey={key} />
    </>
  )
}

/** Sets up an integration: choose an API, then fill in what it needs. */
export function NewIntegrationPage() {
  const { provider } = route.useSearch()
  const navigate = useNavigate({ from: '/integrations/new' })
  return (
    <Page className="max-w-3xl">
      <BackLink to="/integrations" label="Integrations" />
      {provider === undefined ? (
        <>
          <PageHeader title="New integration" description="Which API do you want to integrate with?" />
          <ProviderPicker onPick={(one) => void navigate({ search: { provider: one.name } })} />
        </>
      ) : (
        <Chosen name={provider} />
      )}
    </Page>
  )
}
