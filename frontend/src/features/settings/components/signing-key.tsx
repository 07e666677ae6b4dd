import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { getSigningKey, rotateSigningKey } from '@/api/notifications'
import { queries } from '@/api/queries'
import type { NotificationSettings } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { SecretValue } from '@/components/secret-field'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { Segmented } from '@/components/ui/segmented'
import { copySecret } from '@/lib/copy-secret'
import { keyVariable } from '@/lib/snippets'
import { Field } from './section'

const masked = '••••••••••••••••••••••••••••••••'

/** How a receiver tells that a message came from here, with the official library. */
const verify = (variable: string) => `import { Nango } from '@nangohq/node'

const nango = new Nango({
  apiKey: process.env.${keyVariable},
  webhookSigningKey: process.env.${variable},
})

// body is the text of the request, as it came
if (!nango.verifyIncomingWebhookRequest(body, request.headers)) throw new Error('not from Patchbay')`

interface SigningKeyFieldsProps {
  settings: NotificationSettings
  onSignWith: (signWith: string) => void
}

/** The key that signs what is sent: which, its value, and a new one. */
export function SigningKeyFields({ settings, onSignWith }: SigningKeyFieldsProps) {
  const [asking, setAsking] = useState(false)
  const own = settings.sign_with !== 'api_key'
  const code = verify(own ? 'PATCHBAY_SIGNING_KEY' : keyVariable)
  return (
    <>
      <Field
        title="Signed with"
        help={
          own
            ? 'A key that is good for nothing else: your app can check messages without being able to send any calls.'
            : 'The API key of this environment, as older receivers expect it.'
        }
      >
        <Segmented
          label="Signed with"
          value={own ? 'own' : 'api_key'}
          onChange={onSignWith}
          className="self-start"
          options={[
            { value: 'own', title: 'A key of its own' },
            { value: 'api_key', title: 'The API key' },
          ]}
        />
      </Field>
      {own && (
        <Field
          title="Signing key"
          help="Shown for 30 seconds. A copied key leaves the clipboard after a minute."
          aside={
            <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
              <KeyRound aria-hidden /> Replace the signing key…
            </Button>
          }
        >
          <SecretValue name="signing key" masked={masked} reveal={getSigningKey} />
        </Field>
      )}
      <Field
        title="Check a message in your app"
        aside={<CopyButton value={code} label="Copy without secret" showLabel />}
      >
        <pre
          tabIndex={0}
          aria-label="Code that checks a message"
          className="overflow-x-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
        >
          {code}
        </pre>
      </Field>
      {asking && <RotateDialog onClose={() => setAsking(false)} />}
    </>
  )
}

function RotateDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const rotate = useMutation({
    mutationFn: rotateSigningKey,
    onSuccess: (key) => {
      onClose()
      void client.invalidateQueries({ queryKey: queries.notificationSettings().queryKey })
      toast.success('The signing key is replaced.', {
        duration: 15_000,
        action: { label: 'Copy the new key', onClick: () => void copySecret(key) },
      })
    },
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Replace the signing key?</DialogTitle>
          <DialogDescription>
            From now on everything is signed with the new key, also what still waits to be sent. Your app
            refuses it until it has the new key. The old one cannot be brought back.
          </DialogDescription>
        </DialogHeader>
        {rotate.error && <FaultNotice error={rotate.error} className="mx-5" />}
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Keep the key
          </Button>
          <Button variant="destructive" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            Replace the key
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
