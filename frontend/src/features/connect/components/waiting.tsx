import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ExternalLink as OpenAgain, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { queries } from '@/api/queries'
import type { Attempt } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { LoginFailure } from '@/components/login-failure'
import { Button } from '@/components/ui/button'
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { Fault } from '@/api/fault'
import { host } from '@/host'
import { formatDuration } from '@/lib/format'

function useTimeLeft(until: string): number {
  const [left, setLeft] = useState(() => Date.parse(until) - Date.now())
  useEffect(() => {
    const timer = setInterval(() => setLeft(Date.parse(until) - Date.now()), 1000)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, left)
}

interface WaitingProps {
  attempt: Attempt
  providerName: string
  onSucceeded: (connectionId: string) => void
  onCancel: () => void
  onRetry: () => void
}

const endings: Record<'failed' | 'cancelled' | 'expired', string> = {
  failed: 'was not connected',
  cancelled: 'was not connected: the attempt was cancelled',
  expired: 'was not connected: the time for signing in ran out',
}

function Ended({ attempt, providerName, onRetry, onCancel }: WaitingProps & { attempt: Attempt }) {
  const state = attempt.state as keyof typeof endings
  return (
    <>
      <DialogHeader>
        <DialogTitle>
          {providerName} {endings[state]}
        </DialogTitle>
        <DialogDescription>Nothing was saved. You can try again right away.</DialogDescription>
      </DialogHeader>
      <DialogBody className="flex flex-col gap-2">
        {attempt.error ? (
          <LoginFailure
            fault={new Fault(0, attempt.error)}
            diagnosis={attempt.diagnosis}
            operation={attempt.operation_id}
            onLeave={onCancel}
          />
        ) : (
          <Link
            to="/attempts/$id"
            params={{ id: attempt.operation_id }}
            onClick={onCancel}
            className="w-fit text-primary underline-offset-4 hover:underline"
          >
            See what happened, step by step
          </Link>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Close
        </Button>
        <Button onClick={onRetry}>Try again</Button>
      </DialogFooter>
    </>
  )
}

/** While the user signs in with the provider, somewhere else: what happens, how to get there, how to stop. */
export function Waiting(props: WaitingProps) {
  const { providerName, onSucceeded, onCancel } = props
  const { data: attempt } = useQuery({ ...queries.attempt(props.attempt.id), initialData: props.attempt })
  const left = useTimeLeft(attempt.expires_at)
  const succeeded = attempt.state === 'succeeded' ? attempt.connection_id : undefined
  useEffect(() => {
    if (succeeded !== undefined) onSucceeded(succeeded)
  }, [succeeded, onSucceeded])

  if (attempt.state !== 'pending' && attempt.state !== 'succeeded')
    return <Ended {...props} attempt={attempt} />
  return (
    <>
      <DialogHeader>
        <DialogTitle>Continue in your browser</DialogTitle>
        <DialogDescription>
          Sign in to {providerName} in the page that has just opened and allow the access. This window follows
          by itself.
        </DialogDescription>
      </DialogHeader>
      <DialogBody className="flex flex-col gap-3">
        <div role="status" className="flex items-center gap-2.5 rounded-lg border bg-muted px-3 py-2.5">
          <LoaderCircle className="size-4 animate-spin text-primary" aria-hidden />
          <span className="flex-1">Waiting for {providerName}…</span>
          <span className="text-xs text-muted-foreground tabular-nums" aria-hidden>
            {formatDuration(left - (left % 1000))} left
          </span>
        </div>
        {attempt.notes.length > 0 && (
          <ul aria-label="What may go wrong" className="flex flex-col gap-1.5">
            {attempt.notes.map((note) => (
              <li key={note} className="flex gap-2 rounded-lg bg-warning-soft px-3 py-2">
                <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
                <span className="min-w-0 break-words">{note}</span>
              </li>
            ))}
          </ul>
        )}
        <div>
          <p className="mb-1 text-xs text-muted-foreground">No page opened? Open this address yourself:</p>
          <CopyField value={attempt.authorize_url} label="Copy sign-in address" />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="secondary" onClick={() => host.openBrowser(attempt.authorize_url)}>
          <OpenAgain aria-hidden /> Open again
        </Button>
      </DialogFooter>
    </>
  )
}
