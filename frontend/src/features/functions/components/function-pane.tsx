import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { CirclePlay, CircleAlert, FilePlus2 } from 'lucide-react'
import { useMemo } from 'react'
import { queries } from '@/api/queries'
import type { FunctionDetail, FunctionView } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { useRunList } from '@/components/run/queries'
import { RunTable } from '@/components/run/run-table'
import { typeNames } from '@/components/run/words'
import type { Place } from '@/components/typescript-editor'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { FunctionsSearch } from '../search'
import { FileEditor } from './file-editor'
import { RunPanel } from './run-panel'
import { SettingsTab } from './settings-tab'

const route = getRouteApi('/functions')
type Tab = NonNullable<FunctionsSearch['tab']>

const fill = 'flex min-h-0 flex-1 flex-col data-[state=inactive]:hidden'

/** One function: its code, running it, its runs, its settings. */
export function FunctionPane({ one, place }: { one: FunctionView; place: Place | undefined }) {
  const { tab = 'code' } = route.useSearch()
  const navigate = useNavigate({ from: '/functions' })
  return (
    <Tabs
      value={tab}
      onValueChange={(next) =>
        void navigate({ search: (was) => ({ ...was, tab: next as Tab }), replace: true })
      }
      className="flex min-h-0 flex-1 flex-col"
    >
      <Head one={one} />
      <TabsList aria-label="Parts of the function" className="px-4">
        <TabsTrigger value="code">Code</TabsTrigger>
        <TabsTrigger value="run">Run</TabsTrigger>
        <TabsTrigger value="runs">Runs</TabsTrigger>
        <TabsTrigger value="settings">Settings</TabsTrigger>
      </TabsList>
      <TabsContent value="code" className={`${fill} pt-0`}>
        <Code one={one} place={place} />
      </TabsContent>
      <TabsContent value="run" className={`${fill} p-4`}>
        <WithDetail one={one}>{(fn) => <RunPanel key={fn.id} fn={fn} />}</WithDetail>
      </TabsContent>
      <TabsContent value="runs" className={`${fill} p-4`}>
        <FunctionRuns one={one} />
      </TabsContent>
      <TabsContent value="settings" className={`${fill} p-4`}>
        <WithDetail one={one}>{(fn) => <SettingsTab fn={fn} />}</WithDetail>
      </TabsContent>
    </Tabs>
  )
}

function Head({ one }: { one: FunctionView }) {
  return (
    <header className="flex flex-col gap-1 px-4 pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold">{one.name}</h2>
        <Badge>{typeNames[one.type]}</Badge>
        {one.deployed && <Badge variant="outline">Deployed</Badge>}
        {!one.enabled && <Badge variant="outline">Switched off</Badge>}
        <code className="min-w-0 truncate font-mono text-xs text-muted-foreground">{one.file}</code>
      </div>
      {one.waiting && (
        <p role="status" className="text-xs text-muted-foreground">
          A version of it was deployed. This folder’s runs as long as the folder is open.
        </p>
      )}
      {one.state !== 'ready' && (
        <p role="status" className="flex items-start gap-1.5 text-xs text-destructive">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 break-words">
            {one.problem ?? 'It cannot run.'}{' '}
            {one.state === 'unknown-integration' && (
              <Link
                to="/integrations/new"
                search={{ provider: one.integration }}
                className="font-medium underline underline-offset-2"
              >
                Set up {one.integration}
              </Link>
            )}
          </span>
        </p>
      )}
    </header>
  )
}

/** What the folder has can be edited; what was deployed can only be read. */
function Code({ one, place }: { one: FunctionView; place: Place | undefined }) {
  if (one.deployed) {
    return (
      <WithDetail one={one}>
        {(fn) => (
          <pre
            tabIndex={0}
            aria-label={`Code of ${fn.name}, as it was deployed`}
            className="min-h-0 flex-1 overflow-auto p-4 font-mono text-xs leading-5"
          >
            {fn.source}
          </pre>
        )}
      </WithDetail>
    )
  }
  return one.origin === 'repo' || one.file ? <FileEditor path={one.file} place={place} /> : <NoFile />
}

function NoFile() {
  return (
    <EmptyState icon={FilePlus2} title="Its code is not in this folder">
      The function was installed from elsewhere.
    </EmptyState>
  )
}

function WithDetail({
  one,
  children,
}: {
  one: FunctionView
  children: (fn: FunctionDetail) => React.ReactNode
}) {
  const { data, error, refetch } = useQuery(queries.function(one))
  // Only the list of functions tells the last run.
  const detail = useMemo(() => data && { ...data, last_run: one.last_run }, [data, one.last_run])
  if (detail) return children(detail)
  return error ? (
    <ErrorState
      error={error}
      title={
        one.state === 'broken' ? 'It has never compiled, so it cannot run' : 'The function could not be read'
      }
      retry={() => void refetch()}
    />
  ) : null
}

function FunctionRuns({ one }: { one: FunctionView }) {
  const navigate = useNavigate()
  const runs = useRunList({ integration: one.integration, type: one.type, function: one.name })
  const rows = runs.data?.pages.flatMap((page) => page.data) ?? []
  if (runs.error && rows.length === 0) {
    return (
      <ErrorState error={runs.error} title="The runs could not be read" retry={() => void runs.refetch()} />
    )
  }
  if (runs.isPending) return <TableSkeleton rows={5} />
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={CirclePlay}
        title="Not run yet"
        action={
          <Button asChild>
            <Link from="/functions" to="/functions" search={(was) => ({ ...was, tab: 'run' })}>
              Run it
            </Link>
          </Button>
        }
      />
    )
  }
  return (
    <RunTable
      runs={rows}
      onOpen={(run) => void navigate({ to: '/runs/$id', params: { id: run.id } })}
      onEnd={() => runs.hasNextPage && !runs.isFetchingNextPage && void runs.fetchNextPage()}
    />
  )
}
