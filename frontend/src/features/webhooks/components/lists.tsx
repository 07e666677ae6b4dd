import { memo } from 'react'
import type { Notification, Webhook } from '@/api/types'
import { StatusBadge } from '@/components/http-badges'
import { ProviderIcon } from '@/components/provider-icon'
import { RowList } from '@/components/row-list'
import { SimulatedBadge } from '@/components/simulated-badge'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { formatClock, formatDate, formatRelative } from '@/lib/dates'
import { formatCount } from '@/lib/format'
import { notificationTitle, typesText } from '../words'
import { NotificationSign, WebhookSign } from './state'

const rowHeight = 46

interface ListProps<T> {
  rows: T[]
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  onEnd: () => void
  /** The detail is open beside: only what tells rows apart. */
  compact: boolean
}

/** What providers sent, newest first. */
export function WebhookList({ compact, ...list }: ListProps<Webhook>) {
  return (
    <RowList {...list} label="Webhooks" rowHeight={rowHeight}>
      {(row) => <WebhookRow row={row} compact={compact} />}
    </RowList>
  )
}

/** What was sent to the user's app, newest first. */
export function NotificationList({ compact, ...list }: ListProps<Notification>) {
  return (
    <RowList {...list} label="Notifications" rowHeight={rowHeight}>
      {(row) => <NotificationRow row={row} compact={compact} />}
    </RowList>
  )
}

function When({ at, compact }: { at: string; compact: boolean }) {
  return (
    <time
      dateTime={at}
      title={formatDate(at)}
      className={cn(
        'shrink-0 text-xs text-muted-foreground tabular-nums',
        compact ? 'w-14 font-mono' : 'w-26',
      )}
    >
      {compact ? formatClock(at).slice(0, 8) : formatRelative(at)}
    </time>
  )
}

const WebhookRow = memo(function WebhookRow({ row, compact }: { row: Webhook; compact: boolean }) {
  const below = row.reason?.message ?? row.note ?? row.connections.join(', ')
  return (
    <>
      <WebhookSign state={row.state} />
      <When at={row.received_at} compact={compact} />
      <ProviderIcon name={row.provider} label={row.provider_name} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span className="min-w-0 truncate font-medium">{typesText(row.types)}</span>
          {row.simulated && <SimulatedBadge />}
          {row.edited && <Badge variant="outline">Edited</Badge>}
        </span>
        <span
          className={cn(
            'block truncate text-xs',
            row.reason && row.state !== 'duplicate' ? 'text-destructive' : 'text-muted-foreground',
          )}
        >
          {below || row.integration}
        </span>
      </span>
      {!compact && (
        <>
          <code className="hidden w-2/5 shrink-0 truncate font-mono text-2xs text-muted-foreground xl:block">
            {row.preview.slice(0, 300)}
          </code>
          <span className="hidden w-40 shrink-0 truncate md:block">{row.integration}</span>
        </>
      )}
      <span className="w-10 shrink-0 text-right">
        {row.status > 0 && <StatusBadge status={row.status} className="px-1.5" />}
      </span>
    </>
  )
})

const NotificationRow = memo(function NotificationRow({
  row,
  compact,
}: {
  row: Notification
  compact: boolean
}) {
  const last = row.targets.findLast((target) => target.attempts > 0)
  const failure = row.state !== 'delivered' && last?.error ? last.error : undefined
  return (
    <>
      <NotificationSign state={row.state} />
      <When at={row.created_at} compact={compact} />
      <ProviderIcon name={row.provider} label={row.provider} size="sm" />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span className="min-w-0 truncate font-medium">{notificationTitle(row)}</span>
          {row.simulated && <SimulatedBadge />}
        </span>
        <span
          className={cn('block truncate text-xs', failure ? 'text-destructive' : 'text-muted-foreground')}
        >
          {failure ?? (row.connection || row.integration)}
        </span>
      </span>
      {!compact && (
        <span className="hidden w-56 shrink-0 truncate font-mono text-xs text-muted-foreground md:block">
          {last?.url ?? row.targets[0]?.url}
        </span>
      )}
      {!compact && (
        <span className="w-20 shrink-0 text-right text-xs text-muted-foreground">
          {formatCount(row.attempts, 'attempt')}
        </span>
      )}
      <span className="w-10 shrink-0 text-right">
        {last && last.status > 0 && <StatusBadge status={last.status} className="px-1.5" />}
      </span>
    </>
  )
})
