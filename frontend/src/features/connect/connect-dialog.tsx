import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { toast } from 'sonner'
import { cancelAttempt, connect } from '@/api/connections'
import { createIntegration } from '@/api/integrations'
import { queries } from '@/api/queries'
import type { Attempt, ConnectInput, Integration } from '@/api/types'
import { ErrorState } from '@/components/error-state'
import { ProviderIcon } from '@/components/provider-icon'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { host } from '@/host'
import type { ConnectTarget } from '@/lib/connect-dialog'
import { suggestKey } from '@/lib/keys'
import { AccountForm } from './components/account-form'
import { PickIntegration } from './components/pick-integration'
import { Waiting } from './components/waiting'

interface ConnectDialogProps {
  target: ConnectTarget
  onClose: () => void
  /** Another step of the same dialog: an integration was picked. */
  onChange: (target: ConnectTarget) => void
}

/** From "I want to use this API" to a connection: pick, fill in, sign in, done. */
export function ConnectDialog({ target, onClose, onChange }: ConnectDialogProps) {
  const [attempt, setAttempt] = useState<Attempt>()
  const close = () => {
    if (attempt) void cancelAttempt(attempt.id).catch(() => undefined)
    onClose()
  }
  useClosedByNavigation(close)
  const picked = target.integration !== undefined || target.provider !== undefined
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        // A click beside the dialog must not throw away what was typed or end a sign-in.
        onInteractOutside={(event) => event.preventDefault()}
      >
        {picked ? (
          <Account
            target={target}
            attempt={attempt}
            setAttempt={setAttempt}
            close={close}
            onClose={onClose}
          />
        ) : (
          <PickIntegration onPick={(next) => onChange({ ...target, ...next })} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  )
}

/** Going back, or anywhere else, leaves the dialog behind. */
function useClosedByNavigation(close: () => void) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [openedAt] = useState(path)
  const leave = useEffectEvent(close)
  useEffect(() => {
    if (path !== openedAt) leave()
  }, [path, openedAt])
}

/** The integration and the provider that a target means. */
function useTarget(target: ConnectTarget) {
  const integrations = useQuery(queries.integrations())
  const integration = integrations.data?.find((one) =>
    target.integration === undefined
      ? one.provider === target.provider
      : one.unique_key === target.integration,
  )
  const name = target.provider ?? integration?.provider
  const provider = useQuery({ ...queries.provider(name ?? ''), enabled: name !== undefined })
  return { integrations: integrations.data, integration, provider }
}

/** What has to be filled in on the integration before anyone can connect. */
function NotReady({ integration, close }: { integration: Integration; close: () => void }) {
  return (
    <>
      <DialogBody>
        <Alert variant="warning">
          <KeyRound aria-hidden />
          <AlertTitle>The integration is not complete</AlertTitle>
          <AlertDescription>
            “{integration.display_name}” still needs: {integration.missing_fields.join(', ')}.
          </AlertDescription>
        </Alert>
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={close}>
          Cancel
        </Button>
        <Button asChild>
          <Link to="/integrations/$key" params={{ key: integration.unique_key }} onClick={close}>
            Complete the integration
          </Link>
        </Button>
      </DialogFooter>
    </>
  )
}

interface AccountProps {
  target: ConnectTarget
  attempt: Attempt | undefined
  setAttempt: (attempt: Attempt | undefined) => void
  close: () => void
  onClose: () => void
}

function Account({ target, attempt, setAttempt, close, onClose }: AccountProps) {
  const navigate = useNavigate()
  const { integrations, integration, provider } = useTarget(target)
  const [madeKey, setMadeKey] = useState<string>()
  const name = provider.data?.display_name ?? 'the API'
  const { onConnected } = target

  const done = useCallback(
    (key: string, id: string) => {
      onClose()
      toast.success(`${name} is connected.`, { description: id })
      if (onConnected) onConnected({ integration: key, id })
      else void navigate({ to: '/connections/$integration/$id', params: { integration: key, id } })
    },
    [navigate, name, onClose, onConnected],
  )

  const submit = async (input: Omit<ConnectInput, 'integration'>) => {
    let key = integration?.unique_key ?? madeKey
    if (key === undefined && target.provider !== undefined) {
      key = suggestKey(target.provider, integrations?.map((one) => one.unique_key) ?? [])
      await createIntegration({ provider: target.provider, unique_key: key })
      setMadeKey(key)
    }
    const result = await connect({
      ...input,
      integration: key ?? '',
      ...(target.connectionId !== undefined && { reconnect: true }),
    })
    if (result.attempt) {
      setAttempt(result.attempt)
      host.openBrowser(result.attempt.authorize_url)
    } else if (result.connection) {
      done(result.connection.provider_config_key, result.connection.connection_id)
    }
    return result
  }

  const succeeded = useCallback(
    (id: string) => done(attempt?.integration ?? '', id),
    [done, attempt?.integration],
  )

  if (provider.error) return <ErrorState error={provider.error} title="The API could not be read" />
  if (!provider.data || !integrations) {
    return (
      <>
        <DialogTitle className="sr-only">Connect an account</DialogTitle>
        <DialogDescription className="sr-only">Loading…</DialogDescription>
        <div className="appear-late flex flex-col gap-3 p-5">
          <Skeleton className="h-8 w-1/2" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      </>
    )
  }
  if (attempt) {
    return (
      <Waiting
        attempt={attempt}
        providerName={name}
        onSucceeded={succeeded}
        onCancel={close}
        onRetry={() => setAttempt(undefined)}
      />
    )
  }
  return (
    <>
      <DialogHeader className="flex-row items-center gap-3">
        <ProviderIcon name={provider.data.name} label={name} />
        <div className="min-w-0">
          <DialogTitle className="truncate">
            {target.connectionId === undefined ? `Connect ${name}` : `Reconnect ${target.connectionId}`}
          </DialogTitle>
          <DialogDescription className="truncate">
            {integration ? `Integration ${integration.unique_key}` : 'Makes the integration on the way'}
          </DialogDescription>
        </div>
      </DialogHeader>
      {integration && integration.missing_fields.length > 0 ? (
        <NotReady integration={integration} close={onClose} />
      ) : (
        <AccountForm
          key={target.connectionId ?? 'new'}
          provider={provider.data}
          held={integration?.integration_config}
          connectionId={target.connectionId}
          onCancel={close}
          submit={submit}
        />
      )}
    </>
  )
}
