import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { CircleAlert, MoreHorizontal, Plug, RefreshCw, Terminal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { refreshConnection, type ConnectionRef } from '@/api/connections'
import { asFault } from '@/api/fault'
import { queries } from '@/api/queries'
import { BackLink } from '@/components/back-link'
import type { ConnectionDetail } from '@/api/types'
import { ConnectionStateBadge } from '@/components/connection-state'
import { ErrorState } from '@/components/error-state'
import { JsonView } from '@/components/json-view'
import { Page, PageHeader } from '@/components/page'
import { ProviderIcon } from '@/components/provider-icon'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { useConnectDialog } from '@/lib/connect-dialog'
import { formatRelative } from '@/lib/dates'
import { Activity } from './components/activity'
import { Life } from './components/life'
import { Metadata } from './components/metadata'
import { Overview } from './components/overview'
import { Tags } from './components/tags'
import { UseIt } from './components/use-it'
import { DeleteDialog } from './delete'

const route = getRouteApi('/connections/$integration/$id')

const tabs = [
  { id: 'overview', title: 'Overview' },
  { id: 'life', title: 'History' },
  { id: 'functions', title: 'Functions' },
  { id: 'use', title: 'Use it' },
  { id: 'metadata', title: 'Metadata' },
  { id: 'config', title: 'Config' },
  { id: 'tags', title: 'Tags' },
] as const

type Tab = (typeof tabs)[number]['id']

function Trouble({ connection, reconnect }: { connection: ConnectionDetail; reconnect: () => void }) {
  const { error } = connection
  if (!error) return null
  return (
    <Alert variant="destructive" className="mb-4" role="status">
      <CircleAlert aria-hidden />
      <AlertTitle>{error.message}</AlertTitle>
      <AlertDescription className="text-foreground">
        {error.hint} <span className="text-muted-foreground">({formatRelative(error.at)})</span>
      </AlertDescription>
      <div className="flex gap-2 pt-1.5">
        <Button size="sm" onClick={reconnect}>
          Reconnect
        </Button>
        {error.log_id && (
          <Button asChild size="sm" variant="outline">
            <Link to="/attempts/$id" params={{ id: error.log_id }}>
              See what happened
            </Link>
          </Button>
        )}
      </div>
    </Alert>
  )
}

function useRefresh(of: ConnectionRef) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => refreshConnection(of),
    onSuccess: () => toast.success('The token is new.'),
    onError: (error) => {
      const fault = asFault(error)
      toast.error(fault.message, { description: fault.hint })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['connections'] }),
  })
}

function Actions({
  connection,
  of,
  reconnect,
}: {
  connection: ConnectionDetail
  of: ConnectionRef
  reconnect: () => void
}) {
  const refresh = useRefresh(of)
  const [deleting, setDeleting] = useState(false)
  return (
    <>
      {connection.refreshable && (
        <Button variant="outline" busy={refresh.isPending} onClick={() => refresh.mutate()}>
          {!refresh.isPending && <RefreshCw aria-hidden />} Refresh now
        </Button>
      )}
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="icon" aria-label="More actions">
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          <DropdownMenuItem onSelect={reconnect}>
            <Plug aria-hidden /> Reconnect
          </DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem destructive onSelect={() => setDeleting(true)}>
            <Trash2 aria-hidden /> Delete…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <Button asChild>
        <Link to="/playground" search={{ integration: of.integration, connection: of.id }}>
          <Terminal aria-hidden /> Call it
        </Link>
      </Button>
      <DeleteDialog
        connection={of}
        providerName={connection.provider_name}
        open={deleting}
        onOpenChange={setDeleting}
      />
    </>
  )
}

function TabPanels({ connection, of }: { connection: ConnectionDetail; of: ConnectionRef }) {
  const { tab = 'overview' } = route.useSearch()
  const navigate = useNavigate({ from: '/connections/$integration/$id' })
  return (
    <Tabs
      value={tab}
      onValueChange={(next) => void navigate({ search: { tab: next as Tab }, replace: true })}
    >
      <TabsList aria-label="Parts of the connection">
        {tabs.map((one) => (
          <TabsTrigger key={one.id} value={one.id}>
            {one.title}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value="overview">
        <Overview connection={connection} of={of} />
      </TabsContent>
      <TabsContent value="life">
        <Life of={of} created={connection.created_at} notGranted={connection.not_granted} />
      </TabsContent>
      <TabsContent value="functions">
        <Activity of={of} provider={connection.provider} />
      </TabsContent>
      <TabsContent value="use">
        <UseIt connection={connection} />
      </TabsContent>
      <TabsContent value="metadata">
        <Metadata of={of} metadata={connection.metadata} />
      </TabsContent>
      <TabsContent value="config">
        <Card>
          <CardContent className="pt-3">
            <p className="pb-3 text-muted-foreground">
              What was entered or learned about the account while connecting. Addresses and requests are built
              from it.
            </p>
            <JsonView value={connection.connection_config} label="connection config" tools />
          </CardContent>
        </Card>
      </TabsContent>
      <TabsContent value="tags">
        <Tags of={of} tags={connection.tags} />
      </TabsContent>
    </Tabs>
  )
}

/** One connected account: how it is, what is kept with it, how to use it. */
export function ConnectionPage() {
  const { integration, id } = route.useParams()
  const of = { integration, id }
  const { data: connection, error, refetch } = useQuery(queries.connection(of))
  const connect = useConnectDialog()
  const reconnect = () => connect({ integration, connectionId: id })
  return (
    <Page>
      <BackLink to="/connections" label="Connections" />
      {error && <ErrorState error={error} title={`“${id}” could not be read`} retry={() => void refetch()} />}
      {!connection && !error && (
        <div role="status" className="appear-late flex flex-col gap-4">
          <span className="sr-only">Loading the connection…</span>
          <Skeleton className="h-11 w-72" />
          <Skeleton className="h-9" />
          <Skeleton className="h-64 rounded-xl" />
        </div>
      )}
      {connection && !error && (
        <>
          <PageHeader
            before={<ProviderIcon name={connection.provider} label={connection.provider_name} size="lg" />}
            title={connection.connection_id}
            description={
              <span className="flex items-center gap-2">
                {connection.provider_name} <ConnectionStateBadge connection={connection} />
              </span>
            }
            actions={<Actions connection={connection} of={of} reconnect={reconnect} />}
          />
          <Trouble connection={connection} reconnect={reconnect} />
          <TabPanels key={`${integration}/${id}`} connection={connection} of={of} />
        </>
      )}
    </Page>
  )
}
