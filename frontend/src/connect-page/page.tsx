import { useQuery } from '@tanstack/react-query'
import { CircleCheck, Hourglass } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { getLook, listChoices } from '@/api/connect-session'
import { asFault } from '@/api/fault'
import type { ConnectResult } from '@/api/types'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import type { Appearance } from '@/lib/theme'
import { AccountView } from './account'
import { dropToken } from './address'
import { ChoicesView } from './choices'
import { framed, tellClose, tellConnected } from './embedding'
import { FailureView } from './failure'
import { LoginView } from './login'
import { useLook } from './look'
import { Sheet, WatermarkContext } from './sheet'
import { useSteps, type Step } from './steps'
import { useWords } from './words'

interface ConnectPageProps {
  watchesWindow: boolean
  /** What the address asks for; undefined: as the session says. */
  appearance: Appearance | undefined
}

/** A Connect session from its list to a connection. */
export function ConnectPage({ watchesWindow, appearance }: ConnectPageProps) {
  const choices = useQuery({ queryKey: ['choices'], queryFn: listChoices })
  const look = useQuery({ queryKey: ['look'], queryFn: getLook })
  useLook(look.data, appearance)
  const words = useWords()
  const { step, go, pick, leave } = useSteps(choices.data)
  const error = choices.error ?? look.error
  const ended = error !== null && asFault(error).status === 401
  useEffect(() => {
    if (ended) dropToken()
  }, [ended])

  if (error) {
    const again = () => {
      void choices.refetch()
      void look.refetch()
    }
    const fault = asFault(error)
    return <FailureView fault={fault} again={fault.status === 0 ? again : undefined} />
  }
  if (!choices.data || !look.data) return <Sheet late title={words.oneMoment} />
  const { data, open_first: alone, reconnecting } = choices.data
  return (
    <WatermarkContext value={look.data.showWatermark}>
      {step.at === 'start' ? (
        <ChoicesView choices={data} onPick={pick} />
      ) : (
        <Chosen
          step={step}
          go={go}
          onBack={alone ? undefined : leave}
          reconnecting={reconnecting}
          watchesWindow={watchesWindow}
        />
      )}
    </WatermarkContext>
  )
}

interface ChosenProps {
  step: Exclude<Step, { at: 'start' }>
  go: (step: Step) => void
  /** Missing when there is no list to go back to. */
  onBack: (() => void) | undefined
  reconnecting: boolean
  watchesWindow: boolean
}

function Chosen({ step, go, onBack, reconnecting, watchesWindow }: ChosenProps) {
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
          onBack={onBack}
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
  const words = useWords()
  const [Icon, colour] = waits ? [Hourglass, 'text-warning'] : [CircleCheck, 'text-success']
  return (
    <Sheet
      title={(waits ? words.unfinished : words.connected)(name)}
      before={<Icon className={cn('size-6 shrink-0', colour)} aria-hidden />}
    >
      {waits && <p>{words.waits}</p>}
      <p>{framed ? words.backToApp : words.closePage}</p>
      {framed && (
        <Button className="self-end" onClick={tellClose}>
          {words.finish}
        </Button>
      )}
    </Sheet>
  )
}
