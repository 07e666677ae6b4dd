import { Link } from '@tanstack/react-router'
import { Clock3 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { NotificationAttempt } from '@/api/types'
import { BodyView } from '@/components/body-view'
import { FoldHeader } from '@/components/fold-header'
import { HeaderList } from '@/components/header-list'
import { StatusBadge } from '@/components/http-badges'
import { Badge } from '@/components/ui/badge'
import type { Body } from '@/lib/body'
import { formatClock } from '@/lib/dates'
import { formatDuration } from '@/lib/format'

/** What the program keeps of an answer (app/notify). */
const keptBytes = 16 * 1024

/** One request to the user's app: when, how long, what was signed, and what came back. */
export function AttemptCard({ attempt, startOpen }: { attempt: NotificationAttempt; startOpen: boolean }) {
  const [open, setOpen] = useState(startOpen)
  return (
    <div className="overflow-hidden rounded-lg border bg-card">
      <FoldHeader open={open} onOpen={setOpen}>
        <span className="shrink-0 text-xs font-medium">Attempt {attempt.number}</span>
        <time className="shrink-0 font-mono text-xs text-muted-foreground">
          {formatClock(attempt.started_at)}
        </time>
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={attempt.url}>
          {attempt.url}
        </span>
        {attempt.status > 0 ? (
          <StatusBadge status={attempt.status} />
        ) : (
          <Badge variant="destructive">No answer</Badge>
        )}
        <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
          {formatDuration(attempt.duration_ms)}
        </span>
      </FoldHeader>
      {attempt.error && <p className="px-3 pb-2 text-destructive">{attempt.error}</p>}
      {open && <Exchange attempt={attempt} />}
      {attempt.retry_after_ms > 0 && (
        <p className="flex items-center gap-2 border-t bg-warning-soft px-3 py-1.5 text-xs text-warning">
          <Clock3 className="size-3.5" aria-hidden />
          Tried again after {formatDuration(attempt.retry_after_ms)}
        </p>
      )}
    </div>
  )
}

function Exchange({ attempt }: { attempt: NotificationAttempt }) {
  const answer = useMemo<Body>(() => {
    const type = Object.entries(attempt.response_headers).find(([name]) => /^content-type$/i.test(name))
    const text = attempt.response_body
    return {
      text,
      binary: false,
      contentType: type?.[1][0] ?? '',
      size: text.length,
      truncated: text.length >= keptBytes,
    }
  }, [attempt])
  return (
    <div className="flex flex-col gap-3 border-t px-3 py-3">
      <div>
        <h4 className="pb-1 text-xs font-medium text-muted-foreground">Request headers</h4>
        <HeaderList headers={attempt.request_headers} label="request headers" />
      </div>
      {attempt.status > 0 && (
        <>
          <div>
            <h4 className="pb-1 text-xs font-medium text-muted-foreground">Response headers</h4>
            <HeaderList headers={attempt.response_headers} label="response headers" />
          </div>
          <div className="flex flex-col">
            <h4 className="pb-1 text-xs font-medium text-muted-foreground">Response body</h4>
            {answer.text ? (
              <BodyView body={answer} label="response body" className="h-48" />
            ) : (
              <p className="text-muted-foreground">None.</p>
            )}
          </div>
        </>
      )}
      {attempt.operation_id && (
        <Link
          to="/logs"
          search={{ operation: attempt.operation_id }}
          className="text-xs text-primary hover:underline"
        >
          Its line in the log
        </Link>
      )}
    </div>
  )
}
