import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { getKey, rotateKey } from '@/api/settings'
import type { Status } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { SecretValue } from '@/components/secret-field'
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
import { Input } from '@/components/ui/input'
import { copySecret } from '@/lib/copy-secret'
import { keyVariable, nangoSetup } from '@/lib/snippets'
import { Field, Section } from './section'

const masked = '••••••••-••••-••••-••••-••••••••••••'

export function ApiKeySection({ status }: { status: Status }) {
  const [rotating, setRotating] = useState(false)
  const code = nangoSetup({ apiUrl: status.api_url })
  return (
    <Section
      id="key"
      title="API key"
      description={`What scripts on this machine send to call your connections, in the environment “${status.environment.name}”. It opens every connection, so treat it like a password.`}
    >
      <Field
        title="Key"
        help="Shown for 30 seconds. A copied key leaves the clipboard after a minute."
        aside={
          <Button variant="ghost" size="sm" onClick={() => setRotating(true)}>
            <KeyRound aria-hidden /> Replace…
          </Button>
        }
      >
        <SecretValue name="API key" masked={masked} reveal={getKey} />
      </Field>
      <Field
        title="Use it from the Node SDK"
        aside={<CopyButton value={code} label="Copy without secret" showLabel />}
        help={
          <>
            Set the key once in your shell: <code className="font-mono">export {keyVariable}=…</code>
          </>
        }
      >
        <pre
          tabIndex={0}
          aria-label="Code for the Node SDK"
          className="overflow-x-auto rounded-md border bg-muted p-3 font-mono text-xs leading-5"
        >
          {code}
        </pre>
      </Field>
      <RotateDialog open={rotating} onClose={() => setRotating(false)} />
    </Section>
  )
}

const confirmation = 'replace'

/** Cannot be undone, so it is confirmed by typing. */
function RotateDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const close = () => {
    setTyped('')
    onClose()
  }
  const rotate = useMutation({
    mutationFn: rotateKey,
    onSuccess: (key) => {
      close()
      toast.success('The key is replaced. The old one no longer works.', {
        duration: 15_000,
        action: { label: 'Copy the new key', onClick: () => void copySecret(key) },
      })
    },
  })
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Replace the API key?</DialogTitle>
          <DialogDescription>
            The old key stops working at once. Every script, SDK and tool that uses it answers 401 until it
            gets the new one. Connections and their credentials are not touched. This cannot be undone.
          </DialogDescription>
        </DialogHeader>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (typed === confirmation) rotate.mutate()
          }}
        >
          <DialogBody className="flex flex-col gap-3">
            <label htmlFor="confirm-rotate">
              Type <strong>{confirmation}</strong> to go on
            </label>
            <Input
              id="confirm-rotate"
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
            {rotate.error && <FaultNotice error={rotate.error} />}
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={close}>
              Keep the key
            </Button>
            <Button
              type="submit"
              variant="destructive"
              busy={rotate.isPending}
              disabled={typed !== confirmation}
            >
              Replace the key
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
