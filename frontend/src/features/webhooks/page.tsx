import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router'
import { FilterX, FlaskConical, Inbox, Send } from 'lucide-react'
import { useCallback, useMemo, type ReactNode } from 'react'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { ListDetail } from '@/components/list-detail'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { useCommand } from '@/lib/shortcuts'
import { Filters, noFilters } from './components/filters'
import { NotificationList, WebhookList } from './components/lists'
import { NotificationPanel } from './components/notification-panel'
import { SimulateDialog } from './components/simulate-dialog'
import { WebhookPanel } from './components/webhook-panel'
import { useNotificationList, useWebhookList } from './queries'
import { notificationFilter, webhookFilter, type WebhooksSearch } from './search'

const route = getRouteApi('/webhooks')

const contentClasses = 'flex min-h-0 flex-1 flex-col pt-0 data-[state=inactive]:hidden'

type Update = (change: Partial<WebhooksSearch>) => void

/** What providers sent to Patchbay, and what Patchbay sent to the user's own app. */
export function WebhooksPage() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/webhooks' })
  const router = useRouter()
  const update = useCallback<Update>(
    (change) => {
      // A search typed a moment before leaving must not call the user back.
      if (router.latestLocation.pathname !== '/webhooks') return
      void navigate({ search: (was) => ({ ...was, ...change }), replace: true })
    },
    [navigate, router],
  )
  useCommand(
    'webhook.simulate',
    useCallback(() => update({ simulate: '' }), [update]),
  )
  const tab = search.tab ?? 'received'
  return (
    <Page fill wide className="pb-5">
      <PageHeader
        title="Webhooks"
        description="What providers send here, and what Patchbay tells your own app."
        actions={
          <Button onClick={() => update({ simulate: search.integration ?? '' })}>
            <FlaskConical aria-hidden /> Simulate a webhook
          </Button>
        }
      />
      <Tabs
        value={tab}
        onValueChange={(next) =>
          update({ ...noFilters, id: undefined, tab: next === 'sent' ? 'sent' : undefined })
        }
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList aria-label="Direction" className="mb-3">
          <TabsTrigger value="received">Received</TabsTrigger>
          <TabsTrigger value="sent">Sent to your app</TabsTrigger>
        </TabsList>
        <TabsContent value="received" className={contentClasses}>
          <Received search={search} update={update} />
        </TabsContent>
        <TabsContent value="sent" className={contentClasses}>
          <Sent search={search} update={update} />
        </TabsContent>
      </Tabs>
      {search.simulate !== undefined && (
        <SimulateDialog
          integration={search.simulate}
          onClose={() => update({ simulate: undefined })}
          onSent={(id) => update({ ...noFilters, simulate: undefined, tab: undefined, id })}
        />
      )}
    </Page>
  )
}

interface SideProps {
  search: WebhooksSearch
  update: Update
}

/** The same filter is the same object, whatever else changes in the address. */
function useSteady<T>(value: T): T {
  const key = JSON.stringify(value)
  return useMemo(() => JSON.parse(key) as T, [key])
}

function Received({ search, update }: SideProps) {
  const filter = useSteady(webhookFilter(search))
  const list = useWebhookList(filter)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const types = useMemo(() => [...new Set(rows.flatMap((row) => row.types).filter(Boolean))].sort(), [rows])
  const select = useCallback((id: string | undefined) => update({ id }), [update])
  return (
    <>
      <Filters search={search} onChange={update} types={types} />
      <Sides
        list={list}
        count={rows.length}
        wrong="The webhooks could not be read."
        empty={
          Object.keys(filter).length > 0 ? (
            <NothingMatches onClear={() => update(noFilters)} />
          ) : (
            <NothingReceived onSimulate={() => update({ simulate: '' })} />
          )
        }
        open={search.id}
        onClose={() => select(undefined)}
        panel={search.id && <WebhookPanel key={search.id} id={search.id} onSelect={select} />}
      >
        <WebhookList
          rows={rows}
          selected={search.id}
          onSelect={select}
          onEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
          compact={search.id !== undefined}
        />
      </Sides>
    </>
  )
}

function Sent({ search, update }: SideProps) {
  const filter = useSteady(notificationFilter(search))
  const list = useNotificationList(filter)
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const select = useCallback((id: string | undefined) => update({ id }), [update])
  return (
    <>
      <Filters search={search} onChange={update} types={[]} />
      <Sides
        list={list}
        count={rows.length}
        wrong="The notifications could not be read."
        empty={
          Object.keys(filter).length > 0 ? (
            <NothingMatches onClear={() => update(noFilters)} />
          ) : (
            <NothingSent />
          )
        }
        open={search.id}
        onClose={() => select(undefined)}
        panel={
          search.id && <NotificationPanel key={search.id} id={search.id} onClose={() => select(undefined)} />
        }
      >
        <NotificationList
          rows={rows}
          selected={search.id}
          onSelect={select}
          onEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
          compact={search.id !== undefined}
        />
      </Sides>
    </>
  )
}

interface SidesProps {
  list: { isPending: boolean; error: Error | null; refetch: () => Promise<unknown> }
  count: number
  /** Says that the list could not be read. */
  wrong: string
  empty: ReactNode
  open: string | undefined
  onClose: () => void
  panel: ReactNode
  children: ReactNode
}

/** A list, or why there is none, and what is open beside it. */
function Sides({ list, count, wrong, empty, children, ...detail }: SidesProps) {
  return (
    <ListDetail
      {...detail}
      listWidth="w-[40%]"
      list={
        list.isPending ? (
          <TableSkeleton rows={10} className="rounded-none border-0" />
        ) : list.error && count === 0 ? (
          <ErrorState error={list.error} title={wrong} retry={() => void list.refetch()} />
        ) : count === 0 ? (
          empty
        ) : (
          children
        )
      }
    />
  )
}

function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={FilterX}
      title="Nothing matches"
      action={
        <Button variant="outline" onClick={onClear}>
          Clear filters
        </Button>
      }
    />
  )
}

function NothingReceived({ onSimulate }: { onSimulate: () => void }) {
  return (
    <EmptyState
      icon={Inbox}
      title="Nothing has come yet"
      action={
        <>
          <Button onClick={onSimulate}>Simulate a webhook</Button>
          <Button asChild variant="outline">
            <Link to="/settings" search={{ section: 'webhooks' }}>
              Let providers reach this machine
            </Link>
          </Button>
        </>
      }
    >
      Every webhook that a provider sends is kept here byte for byte: what ran, what was refused and why. The
      address to enter at a provider is on the page of its integration.
    </EmptyState>
  )
}

function NothingSent() {
  return (
    <EmptyState
      icon={Send}
      title="Your app has not been told anything"
      action={
        <Button asChild>
          <Link to="/settings" search={{ section: 'notifications' }}>
            Set the address of your app
          </Link>
        </Button>
      }
    >
      With an address in the settings, Patchbay tells your app when a connection is made, a sync ends or a
      provider sends a webhook. Each message is signed, and what fails is tried again.
    </EmptyState>
  )
}
