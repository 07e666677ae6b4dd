import { useQuery } from '@tanstack/react-query'
import { queries } from '@/api/queries'
import { ErrorState } from '@/components/error-state'
import { Page } from '@/components/page'
import { Skeleton } from '@/components/ui/skeleton'
import { FirstRun } from './components/first-run'
import { HealthNotes } from './components/health-notes'
import { Overview } from './components/overview'

export function HomePage() {
  // Counts of the log are not announced by hints; they are as old as this visit.
  const status = useQuery({ ...queries.status(), refetchOnMount: 'always' })
  const connections = useQuery(queries.connections())
  const error = status.error ?? connections.error
  if (status.data && connections.data) {
    const isFirstRun = connections.data.length === 0
    return (
      <Page className={isFirstRun ? 'max-w-4xl' : undefined}>
        <HealthNotes status={status.data} />
        {isFirstRun ? (
          <FirstRun status={status.data} />
        ) : (
          <Overview status={status.data} connections={connections.data} />
        )}
      </Page>
    )
  }
  return (
    <Page>
      {error ? (
        <ErrorState
          error={error}
          title="The overview could not be read."
          retry={() => {
            void status.refetch()
            void connections.refetch()
          }}
        />
      ) : (
        <div role="status" className="flex appear-late flex-col gap-4 pt-2">
          <span className="sr-only">Loading…</span>
          <Skeleton className="h-7 w-48" />
          <Skeleton className="h-16 w-full" />
          <Skeleton className="h-56 w-full" />
        </div>
      )}
    </Page>
  )
}
