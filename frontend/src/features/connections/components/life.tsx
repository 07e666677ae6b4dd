import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleSlash, CircleX, LoaderCircle, Plus } from 'lucide-react'
import type { ConnectionRef } from '@/api/connections'
import { queries } from '@/api/queries'
import type { Operation } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { ErrorState } from '@/components/error-state'
import { formatDate, formatRelative } from '@/lib/dates'

const titles: Record<string, string> = {
  oauth: 'Signed in',
  connect: 'Connected',
  refresh: 'Renewed',
  test: 'Tested',
  verify: 'Tested',
}

const failures: Record<string, string> = {
  oauth: 'The sign-in failed',
  connect: 'Connecting failed',
  refresh: 'The renewal failed',
  test: 'The test failed',
  verify: 'The test failed',
}

const signs = {
  success: { icon: CircleCheck, className: 'text-success' },
  failed: { icon: CircleX, className: 'text-destructive' },
  timeout: { icon: CircleX, className: 'text-destructive' },
  cancelled: { icon: CircleSlash, className: 'text-muted-foreground' },
  running: { icon: LoaderCircle, className: 'text-primary' },
} as const

interface LifeProps {
  of: ConnectionRef
  created: string
  /** The scopes that the last login asked for in vain. */
  notGranted: string[]
}

/** The life of a connection: when it was made, renewed and tested, and why something failed. */
export function Life({ of, created, notGranted }: LifeProps) {
  const { data, error, isPending, refetch } = useQuery(queries.life(of))
  if (isPending) return <TableSkeleton rows={4} />
  if (error) {
    return <ErrorState error={error} title="The history could not be read" retry={() => void refetch()} />
  }
  const login = data.data.find(({ action, state }) => action === 'oauth' && state === 'success')
  return (
    <ol aria-label="History" className="rounded-xl border bg-card">
      {data.data.map((one) => (
        <Event key={one.id} operation={one} notGranted={one === login ? notGranted : []} />
      ))}
      <li className="flex items-start gap-3 px-4 py-2.5">
        <Plus className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
        <span className="flex-1">Created</span>
        <When date={created} />
      </li>
    </ol>
  )
}

function Event({ operation, notGranted }: { operation: Operation; notGranted: string[] }) {
  const { icon: Icon, className } = signs[operation.state]
  const words = operation.error ? failures : titles
  return (
    <li className="flex items-start gap-3 border-b px-4 py-2.5">
      <Icon className={`mt-0.5 size-4 shrink-0 ${className}`} aria-hidden />
      <div className="min-w-0 flex-1">
        <Link
          to="/attempts/$id"
          params={{ id: operation.id }}
          className="rounded-sm font-medium hover:underline"
        >
          {words[operation.action] ?? operation.title}
        </Link>
        {operation.error && <p className="break-words text-muted-foreground">{operation.error.message}</p>}
        {notGranted.length > 0 && (
          <p className="break-words text-warning">Asked for, not granted: {notGranted.join(', ')}</p>
        )}
      </div>
      <When date={operation.started_at} />
    </li>
  )
}

function When({ date }: { date: string }) {
  return (
    <time dateTime={date} title={formatDate(date)} className="shrink-0 text-xs text-muted-foreground">
      {formatRelative(date)}
    </time>
  )
}
