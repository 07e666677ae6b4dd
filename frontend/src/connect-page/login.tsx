import { useQuery } from '@tanstack/react-query'
import { LoaderCircle } from 'lucide-react'
import { useEffect, useState } from 'react'
import { getSessionAttempt } from '@/api/connect-session'
import { asFault, Fault } from '@/api/fault'
import type { Attempt } from '@/api/types'
import { Button } from '@/components/ui/button'
import { framed, tellFault } from './embedding'
import { FailureView } from './failure'
import { Sheet } from './sheet'
import { useWords } from './words'
import type { Words } from './words/words'

const pollMs = 1000

interface LoginViewProps {
  name: string
  attempt: Attempt
  /** The login's window; null when the browser blocked it. */
  popup: Window | null
  /** A window that is closed early ends the attempt. */
  watchesWindow: boolean
  onDone: (integration: string, connection: string, waits: boolean) => void
  again: () => void
}

function ended(attempt: Attempt, words: Words): Fault {
  return new Fault(
    0,
    attempt.error ?? {
      code: attempt.state,
      message: attempt.state === 'expired' ? words.tookTooLong : words.cancelled,
    },
  )
}

/** Whether the window is closed; looked at as long as the login may still end. */
function useClosed(popup: Window | null): boolean {
  const [closed, setClosed] = useState(false)
  useEffect(() => {
    if (!popup) return
    const timer = setInterval(() => setClosed(popup.closed), pollMs / 2)
    return () => clearInterval(timer)
  }, [popup])
  return closed
}

/** While the account is logged in to, in the provider's window. */
export function LoginView({ name, attempt: begun, popup, watchesWindow, onDone, again }: LoginViewProps) {
  const words = useWords()
  const { data: attempt, error } = useQuery({
    queryKey: ['attempt', begun.id],
    queryFn: () => getSessionAttempt(begun.id),
    initialData: begun,
    retry: (_, problem) => asFault(problem).status === 0,
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? pollMs : false),
    // The window is in front of this page while it matters.
    refetchIntervalInBackground: true,
  })
  const closed = useClosed(popup)
  const blocked = popup === null
  useEffect(() => {
    if (blocked) tellFault('blocked_by_browser', words.blocked)
  }, [blocked, words])
  const connection = attempt.state === 'succeeded' ? attempt.connection_id : undefined
  const waits = attempt.is_pending ?? false
  useEffect(() => {
    if (connection !== undefined) onDone(attempt.integration, connection, waits)
  }, [attempt.integration, connection, waits, onDone])

  if (error) return <FailureView fault={asFault(error)} again={again} />
  if (attempt.state !== 'pending' && attempt.state !== 'succeeded')
    return <FailureView fault={ended(attempt, words)} diagnosis={attempt.diagnosis} again={again} />
  if (closed && watchesWindow && attempt.state === 'pending') {
    const early = new Fault(0, { code: 'window_closed', message: words.closedEarly })
    return <FailureView fault={early} again={again} />
  }
  return (
    <Sheet keep title={blocked ? words.oneMoreClick : words.logInTo(name)}>
      <p role="status" className="flex items-center gap-2.5 text-muted-foreground">
        {!closed && <LoaderCircle className="size-4 shrink-0 animate-spin text-primary" aria-hidden />}
        {blocked && words.blocked}
        {!blocked && closed && words.windowClosed}
        {!blocked && !closed && words.finishThere}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="outline" onClick={again}>
          {words.startOver}
        </Button>
        {blocked && (
          <Button asChild>
            <a href={begun.authorize_url} {...(framed && { target: '_blank', rel: 'noopener noreferrer' })}>
              {words.openLogin}
            </a>
          </Button>
        )}
      </div>
    </Sheet>
  )
}
