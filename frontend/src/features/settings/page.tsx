import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Keyboard } from 'lucide-react'
import { queries } from '@/api/queries'
import { ErrorState } from '@/components/error-state'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import { AddressesSection } from './components/addresses'
import { AliveSection } from './components/alive'
import { ApiKeySection } from './components/api-key'
import { AppearanceSection } from './components/appearance'
import { AssistantsSection } from './components/assistants'
import { ConnectPageSection } from './components/connect-page'
import { EnvironmentsSection } from './components/environments'
import { HealthSection } from './components/health'
import { KeysSection } from './components/keys'
import { NetworkSection } from './components/network'
import { NotificationsSection } from './components/notifications'
import { RedirectSection } from './components/redirect'
import { SecretsSection } from './components/secrets'
import { Section } from './components/section'
import { VariablesSection } from './components/variables'
import { WebhooksSection } from './components/webhooks'
import { sectionTitles, type Section as SectionId } from './search'
import { useShownSection } from './use-shown-section'

export function SettingsPage() {
  const { section } = useSearch({ from: '/settings' })
  const status = useQuery(queries.status())
  const settings = useQuery(queries.settings())
  useShownSection(section, status.data !== undefined && settings.data !== undefined)
  const error = status.error ?? settings.error
  return (
    <Page className="max-w-5xl">
      <PageHeader title="Settings" description="Every change is kept at once." />
      {status.data && settings.data ? (
        <div className="flex items-start gap-8">
          <Contents current={section} />
          <div className="flex min-w-0 flex-1 flex-col gap-4">
            <AppearanceSection />
            <ApiKeySection status={status.data} />
            <KeysSection environment={status.data.environment} />
            <EnvironmentsSection current={status.data.environment} />
            <AddressesSection status={status.data} />
            <RedirectSection status={status.data} settings={settings.data} />
            <NetworkSection settings={settings.data} />
            <WebhooksSection settings={settings.data} status={status.data} />
            <NotificationsSection status={status.data} />
            <ConnectPageSection status={status.data} />
            <AssistantsSection settings={settings.data} status={status.data} />
            <AliveSection settings={settings.data} />
            <VariablesSection />
            <SecretsSection status={status.data} />
            <HealthSection />
            <Section
              id="shortcuts"
              title="Keyboard shortcuts"
              description="Every action has one, and you can change them."
            >
              <Button asChild variant="outline" className="self-start">
                <Link to="/shortcuts">
                  <Keyboard aria-hidden /> See and change shortcuts
                </Link>
              </Button>
            </Section>
            <p className="text-center text-xs text-muted-foreground">Patchbay {status.data.version}</p>
          </div>
        </div>
      ) : error ? (
        <ErrorState
          error={error}
          title="The settings could not be read."
          retry={() => {
            void status.refetch()
            void settings.refetch()
          }}
        />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Contents({ current }: { current: SectionId | undefined }) {
  return (
    <nav aria-label="Settings" className="sticky top-5 hidden w-44 shrink-0 flex-col gap-0.5 lg:flex">
      {(Object.keys(sectionTitles) as SectionId[]).map((id) => (
        <Link
          key={id}
          to="/settings"
          search={{ section: id }}
          replace
          resetScroll={false}
          aria-current={id === current ? 'true' : undefined}
          className={cn(
            'flex h-7 items-center rounded-md px-2.5 text-muted-foreground hover:bg-accent hover:text-foreground',
            id === current && 'bg-accent text-foreground',
          )}
        >
          {sectionTitles[id]}
        </Link>
      ))}
    </nav>
  )
}

function Loading() {
  return (
    <div role="status" className="flex appear-late flex-col gap-4">
      <span className="sr-only">Reading the settings…</span>
      {Array.from({ length: 3 }, (_, index) => (
        <Card key={index}>
          <CardContent className="flex flex-col gap-3 pt-4">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-8 w-full" />
          </CardContent>
        </Card>
      ))}
    </div>
  )
}
