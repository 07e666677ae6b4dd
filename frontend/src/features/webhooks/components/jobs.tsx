import { Link } from '@tanstack/react-router'
import { CirclePlay, Forward, Plug, type LucideIcon } from 'lucide-react'
import type { WebhookDetail, WebhookJob } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { formatCount } from '@/lib/format'
import { jobStateNames, jobTitle, notificationStateNames } from '../words'
import { NotificationBadge } from './state'

const icons: Record<WebhookJob['kind'], LucideIcon> = { install: Plug, run: CirclePlay, forward: Forward }

const badges: Record<string, 'default' | 'primary' | 'success' | 'destructive'> = {
  running: 'primary',
  done: 'success',
  failed: 'destructive',
}

/** What a webhook set off: functions with their runs, and what went on to the user's app. */
export function Jobs({ webhook }: { webhook: WebhookDetail }) {
  return (
    <ul className="flex flex-col rounded-lg border">
      {webhook.jobs.map((job, index) => (
        <JobLine key={index} job={job} />
      ))}
    </ul>
  )
}

function JobLine({ job }: { job: WebhookJob }) {
  const Icon = icons[job.kind]
  return (
    <li className="border-b px-3 py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        <span className="font-medium">{jobTitle(job)}</span>
        <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground">
          {[
            job.connection && `on ${job.connection}`,
            job.event_type && `for ${job.event_type}`,
            job.attempts > 1 && formatCount(job.attempts, 'attempt'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {job.kind === 'forward' && job.state === 'done' ? (
          <Forwarded job={job} />
        ) : (
          <Badge variant={badges[job.state] ?? 'default'}>{jobStateNames[job.state] ?? job.state}</Badge>
        )}
        {job.run_id && (
          <Link to="/runs/$id" params={{ id: job.run_id }} className="text-xs text-primary hover:underline">
            Open the run
          </Link>
        )}
      </div>
      {job.reason && job.state !== 'done' && (
        <p className="pt-1 pl-6 text-xs break-words text-destructive">
          {job.reason.message} <span className="text-muted-foreground">{job.reason.hint}</span>
        </p>
      )}
    </li>
  )
}

/** How far the notifications came that pass the webhook on: handing it over alone is no news. */
function Forwarded({ job }: { job: WebhookJob }) {
  if (job.reason?.code === 'no_address') {
    return (
      <>
        <Badge variant="warning">No address is set</Badge>
        <Link
          to="/settings"
          search={{ section: 'notifications' }}
          className="text-xs text-primary hover:underline"
        >
          Set the address
        </Link>
      </>
    )
  }
  if (job.notifications.length === 0) return <Badge>No longer kept</Badge>
  return job.notifications.map(({ id, state }) => (
    <Link
      key={id}
      to="/webhooks"
      search={{ tab: 'sent', id }}
      aria-label={`${notificationStateNames[state] ?? state}: see what was sent`}
      className="inline-flex items-center gap-2 text-xs text-primary hover:underline"
    >
      <NotificationBadge state={state} /> See what was sent
    </Link>
  ))
}
