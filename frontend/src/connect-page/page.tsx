import { useQuery } from '@tanstack/react-query'
import { CircleCheck, Hourglass } from 'lucide-react'
import { useCallback, useState } from 'react'
import { listChoices } from '@/api/connect-session'
import { asFault } from '@/api/fault'
import type { Attempt, ConnectChoice, ConnectResult } from '@/api/types'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { AccountView } from './account'
import { ChoicesView } from './choices'
import { framed, tellClose, tellConnected } from './embedding'
import { FailureView } from './failure'
import { LoginView } from './login'
import { Sheet } from './sheet'

/** Where one is between the list and the connection. */
type Step =
  | { at: 'start' }
  | { at: 'account'; choice: ConnectChoice }
  | { at: 'login'; choice: ConnectChoice; attempt: Attempt; popup: Window | null }
  | { at: 'done'; choice: ConnectChoice; waits: boolean }

/** A Connect session from its list to a connection. */
export function ConnectPage({ watchesWindow }: { watchesWindow: boolean }) {
  const { data, error, refetch } = useQuery({ queryKey: ['choices'], queryFn: listChoices })
  const [step, setStep] = useState<Step>({ at: 'start' })

  if (error) {
    const fault = asFault(error)
    return <FailureView fault={fault} again={fault.status === 0 ? () => void refetch() : undefined} />
  }
  if (!data) return <p className="text-muted-foreground">One moment…</p>
  const [only] = data.open_first ? data.data : []
  if (step.at === 'start' && !only) {
    return <ChoicesView choices={data.data} onPick={(choice) => setStep({ at: 'account', choice })} />
  }
  const shown: Step = step.at === 'start' && only ? { at: 'account', choice: only } : step
  if (shown.at === 'start') return null
  return (
    <Chosen
      step={shown}
      go={setStep}
      alone={only !== undefined}
      reconnecting={data.reconnecting}
      watchesWindow={watchesWindow}
    />
  )
}

interface ChosenProps {
  step: Exclude<Step, { at: 'start' }>
  go: (step: Step) => void
  /** There is no list to go back to. */
  alone: boolean
  reconnecting: boolean
  watchesWindow: boolean
}

function Chosen({ step, go, alone, reconnecting, watchesWindow }: ChosenProps) {
  const { choice } = step
  const done = useCallback(
    (integration: string, connection: string, waits: boolean) => {
      tellConnected({
        providerConfigKey: integration,
        connectionId: connection,
        ...(waits && { isPending: true }),
      })
      go({ at: 'done', choice, waits })
    },
    [choice, go],
  )
  const started = ({ attempt, connection }: ConnectResult, popup: Window | null) => {
    if (connection) {
      popup?.close()
      done(connection.provider_config_key, connection.connection_id, connection.is_pending ?? false)
    } else if (attempt) {
      if (popup) popup.location.href = attempt.authorize_url
      go({ at: 'login', choice, attempt, popup })
    }
  }
  switch (step.at) {
    case 'account':
      return (
        <AccountView
          key={choice.integration}
          choice={choice}
          reconnecting={reconnecting}
          onBack={alone ? undefined : () => go({ at: 'start' })}
          onStarted={started}
        />
      )
    case 'login':
      return (
        <LoginView
          name={choice.display_name}
          attempt={step.attempt}
          popup={step.popup}
          watchesWindow={watchesWindow}
          onDone={done}
          again={() => go({ at: 'account', choice })}
        />
      )
    case 'done':
      return <Connected name={choice.display_name} waits={step.waits} />
  }
}

/** The end. A connection that waits is finished by the provider, when its app is installed or approved there. */
function Connected({ name, waits }: { name: string; waits: boolean }) {
  const [Icon, colour] = waits ? [Hourglass, 'text-warning'] : [CircleCheck, 'text-success']
  return (
    <Sheet
      title={waits ? `${name} is not finished yet` : `${name} is connected`}
      before={<Icon className={cn('size-6 shrink-0', colour)} aria-hidden />}
    >
      {waits && (
        <p>It waits until the app is installed or approved at the provider. Nothing more is needed here.</p>
      )}
      <p>{framed ? 'You can go back to the app.' : 'You can close this page.'}</p>
      {framed && (
        <Button className="self-end" onClick={tellClose}>
          Finish
        </Button>
      )}
    </Sheet>
  )
}
