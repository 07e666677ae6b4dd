import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, Info, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { WebhookDetail } from '@/api/types'
import { setWebhookSetup } from '@/api/webhooks'
import { FaultNotice } from '@/components/error-state'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import { useConnectDialog } from '@/lib/connect-dialog'
import { webhookStateMeanings } from '../words'

interface ReasonProps {
  webhook: WebhookDetail
  busy: boolean
  /** vouch: the user says who sent it, so that it is not checked. */
  onResend: (id: string, vouch?: boolean) => void
  onSelect: (id: string) => void
}

const tones = {
  failed: 'destructive',
  refused: 'destructive',
  held: 'warning',
  unmatched: 'warning',
} as const

/** What the state means, why it came to this, and the ways out. */
export function Reason({ webhook, busy, onResend, onSelect }: ReasonProps) {
  const { state, reason } = webhook
  if (!reason && (state === 'done' || state === 'queued' || state === 'running')) return null
  const tone = state in tones ? tones[state as keyof typeof tones] : 'default'
  const Icon = tone === 'default' ? Info : CircleAlert
  return (
    <Alert variant={tone}>
      <Icon aria-hidden />
      <AlertTitle>{reason?.message ?? webhookStateMeanings[state]}</AlertTitle>
      <AlertDescription className="flex flex-col gap-2 text-foreground">
        {reason && <p>{webhookStateMeanings[state]}</p>}
        {reason?.hint && <p>{reason.hint}</p>}
        {state === 'held' && <Held webhook={webhook} busy={busy} onResend={onResend} />}
        {state === 'refused' && (
          <div className="flex flex-wrap gap-2">
            <SecretLink integration={webhook.integration} title="Look at the secret" />
            <Button size="sm" busy={busy} onClick={() => onResend(webhook.id)}>
              Check it again
            </Button>
          </div>
        )}
        {state === 'unmatched' && <Unmatched integration={webhook.integration} />}
        {state === 'duplicate' && webhook.resent_from && (
          <div className="flex flex-wrap gap-2">
            <Button variant="outline" size="sm" onClick={() => onSelect(webhook.resent_from ?? '')}>
              Show the first
            </Button>
            <Button size="sm" busy={busy} onClick={() => onResend(webhook.resent_from ?? '')}>
              Send the first again
            </Button>
          </div>
        )}
      </AlertDescription>
    </Alert>
  )
}

function SecretLink({ integration, title }: { integration: string; title: string }) {
  return (
    <Button asChild variant="outline" size="sm">
      <Link to="/integrations/$key" params={{ key: integration }}>
        <KeyRound aria-hidden /> {title}
      </Link>
    </Button>
  )
}

/** It may be true, but nothing shows it: enter the secret and check it, let this one through, or all like it. */
function Held({ webhook, busy, onResend }: Omit<ReasonProps, 'onSelect'>) {
  const { integration } = webhook
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const setup = useQuery(queries.webhookSetup(integration))
  const accept = useMutation({
    mutationFn: (accept_unsigned: boolean) => setWebhookSetup(integration, { accept_unsigned }),
    onSuccess: (next) => client.setQueryData(queries.webhookSetup(integration).queryKey, next),
  })
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <SecretLink
          integration={integration}
          title={setup.data?.can_verify ? 'Look at the secret' : 'Enter the secret'}
        />
        <Button size="sm" busy={busy} onClick={() => onResend(webhook.id)}>
          Check it again
        </Button>
        <Button variant="outline" size="sm" disabled={busy} onClick={() => setAsking(true)}>
          Run this one anyway
        </Button>
      </div>
      {asking && (
        <VouchDialog
          provider={webhook.provider_name}
          onClose={() => setAsking(false)}
          onVouch={() => {
            setAsking(false)
            onResend(webhook.id, true)
          }}
        />
      )}
      {setup.data && (
        <div className="flex items-start gap-2.5 pt-1">
          <Switch
            id="accept-unsigned"
            aria-describedby="accept-unsigned-help"
            checked={setup.data.accept_unsigned}
            disabled={accept.isPending}
            onCheckedChange={(on) => accept.mutate(on)}
          />
          <div>
            <Label htmlFor="accept-unsigned">Run webhooks of {integration} that nobody can check</Label>
            <p id="accept-unsigned-help" className="text-xs text-muted-foreground">
              Whoever knows the address can then start your functions. A wrong signature is refused all the
              same.
            </p>
          </div>
        </div>
      )}
      {accept.error && <FaultNotice error={accept.error} />}
    </>
  )
}

interface VouchDialogProps {
  provider: string
  onClose: () => void
  onVouch: () => void
}

/** Asks before something runs that anybody may have sent. */
function VouchDialog({ provider, onClose, onVouch }: VouchDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent role="alertdialog" className="max-w-md">
        <DialogHeader>
          <DialogTitle>Run it without a check?</DialogTitle>
          <DialogDescription>
            Nothing shows that {provider} sent this webhook: whoever knows the address could have. Read the
            body first. Your functions run with it as it is, and it is marked as one that you vouched for.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Leave it held
          </Button>
          <Button variant="destructive" onClick={onVouch}>
            Run it
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}

function Unmatched({ integration }: { integration: string }) {
  const { data: setup } = useQuery(queries.webhookSetup(integration))
  const connect = useConnectDialog()
  return (
    <>
      {setup?.identifier && (
        <p>
          What ties an event to its connection here: <strong>{setup.identifier}</strong>. Compare it with the
          body below.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="sm">
          <Link to="/connections" search={{ integration }}>
            See the connections
          </Link>
        </Button>
        <Button variant="outline" size="sm" onClick={() => connect({ integration })}>
          Connect an account
        </Button>
      </div>
    </>
  )
}
