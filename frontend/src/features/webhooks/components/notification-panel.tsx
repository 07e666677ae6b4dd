import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ban, RotateCw } from 'lucide-react'
import { useMemo } from 'react'
import { cancelNotification, resendNotification } from '@/api/notifications'
import type { NotificationDetail, NotificationTarget } from '@/api/types'
import { BodyView } from '@/components/body-view'
import { FaultNotice } from '@/components/error-state'
import { HeaderList } from '@/components/header-list'
import { StatusBadge } from '@/components/http-badges'
import { SimulatedBadge } from '@/components/simulated-badge'
import { Button } from '@/components/ui/button'
import type { Body } from '@/lib/body'
import { formatDate, formatRelative } from '@/lib/dates'
import { formatCount } from '@/lib/format'
import { notificationQuery } from '../queries'
import { notificationTitle, notificationTypeNames } from '../words'
import { AttemptCard } from './attempt-card'
import { Panel, Part } from './panel'
import { NotificationBadge } from './state'

interface NotificationPanelProps {
  id: string
  onClose: () => void
}

/** One notification: where it stands at each address, every attempt, and the exact bytes. */
export function NotificationPanel({ id, onClose }: NotificationPanelProps) {
  const query = useQuery(notificationQuery(id))
  return (
    <Panel label="Notification" query={query} onClose={onClose}>
      {(notification) => <Detail notification={notification} />}
    </Panel>
  )
}

function Detail({ notification }: { notification: NotificationDetail }) {
  const { history } = notification
  const body = useMemo<Body>(
    () => ({
      text: notification.body,
      binary: false,
      contentType: 'application/json',
      size: notification.size,
      truncated: false,
    }),
    [notification],
  )
  return (
    <>
      <Head notification={notification} />
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-3">
        <Facts notification={notification} />
        <Part title="Addresses, in the order in which they are tried">
          <ul className="flex flex-col rounded-lg border">
            {notification.targets.map((target) => (
              <Target key={target.url} target={target} />
            ))}
          </ul>
        </Part>
        <Part title={formatCount(history.length, 'attempt')}>
          {history.length === 0 && <p className="text-muted-foreground">None yet.</p>}
          <ol className="flex flex-col gap-2">
            {history.map((attempt, index) => (
              <li key={index}>
                <AttemptCard attempt={attempt} startOpen={index === history.length - 1} />
              </li>
            ))}
          </ol>
        </Part>
        <Part title="Body, exactly as it is signed and sent">
          <BodyView body={body} label="body" className="h-72" />
        </Part>
        {Object.keys(notification.forward_headers).length > 0 && (
          <Part title="Headers of the provider that go on">
            <HeaderList headers={notification.forward_headers} label="forwarded headers" />
          </Part>
        )}
      </div>
    </>
  )
}

function Head({ notification }: { notification: NotificationDetail }) {
  const client = useQueryClient()
  const options = {
    onSuccess: (next: NotificationDetail) => {
      client.setQueryData(notificationQuery(next.id).queryKey, next)
      return client.invalidateQueries({ queryKey: ['notifications', 'pages'] })
    },
  }
  const again = useMutation({ mutationFn: () => resendNotification(notification.id), ...options })
  const cancel = useMutation({ mutationFn: () => cancelNotification(notification.id), ...options })
  const error = again.error ?? cancel.error
  return (
    <header className="flex flex-col gap-2 border-b px-4 pt-3 pb-3">
      <h2 className="truncate pr-8 text-base font-semibold">{notificationTitle(notification)}</h2>
      <div className="flex flex-wrap items-center gap-2" aria-live="polite">
        <NotificationBadge state={notification.state} />
        {notification.simulated && <SimulatedBadge />}
        <span className="text-xs text-muted-foreground">
          {notificationTypeNames[notification.type] ?? notification.type} ·{' '}
          {formatRelative(notification.created_at)}
        </span>
      </div>
      <div className="flex flex-wrap gap-2">
        {notification.state === 'waiting' ? (
          <Button variant="outline" size="sm" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {!cancel.isPending && <Ban aria-hidden />} Give up
          </Button>
        ) : (
          <Button variant="outline" size="sm" busy={again.isPending} onClick={() => again.mutate()}>
            {!again.isPending && <RotateCw aria-hidden />} Send again
          </Button>
        )}
      </div>
      {error && <FaultNotice error={error} />}
    </header>
  )
}

const linkClasses = 'text-primary hover:underline'

function Facts({ notification }: { notification: NotificationDetail }) {
  const { integration, connection, run_id: run } = notification
  return (
    <dl className="grid grid-cols-[6.5rem_1fr] gap-y-1 text-xs [&_dt]:text-muted-foreground">
      <dt>Made</dt>
      <dd>{formatDate(notification.created_at)}</dd>
      <dt>Integration</dt>
      <dd>
        <Link to="/integrations/$key" params={{ key: integration }} className={linkClasses}>
          {integration}
        </Link>
      </dd>
      {connection && (
        <>
          <dt>Connection</dt>
          <dd>
            <Link
              to="/connections/$integration/$id"
              params={{ integration, id: connection }}
              className={linkClasses}
            >
              {connection}
            </Link>
          </dd>
        </>
      )}
      {run && (
        <>
          <dt>Caused by</dt>
          <dd>
            <Link to="/runs/$id" params={{ id: run }} className={linkClasses}>
              A run
            </Link>
          </dd>
        </>
      )}
    </dl>
  )
}

function Target({ target }: { target: NotificationTarget }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b px-3 py-2 last:border-b-0">
      <code className="min-w-0 flex-1 truncate font-mono text-xs" title={target.url}>
        {target.url}
      </code>
      {target.status > 0 && <StatusBadge status={target.status} />}
      <NotificationBadge state={target.state} />
      {(target.error || target.next_at) && (
        <p className="w-full text-xs">
          {target.error && <span className="text-destructive">{target.error} </span>}
          {target.next_at && (
            <span className="text-muted-foreground">Next attempt {formatRelative(target.next_at)}.</span>
          )}
        </p>
      )}
    </li>
  )
}
