import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import type { WebhookDetail } from '@/api/types'
import { resendWebhook } from '@/api/webhooks'
import { CodeEditor } from '@/components/code-editor'
import { FaultNotice } from '@/components/error-state'
import { KeyValueEditor } from '@/components/key-value-editor'
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
import { formatJson, isJson } from '@/lib/json-text'
import { editOf, headerPairs } from '../again'

interface EditDialogProps {
  webhook: WebhookDetail
  onClose: () => void
  onSent: (id: string) => void
}

/** Changes a webhook and receives it once more. Nobody signed the change, so the user vouches for it. */
export function EditDialog({ webhook, onClose, onSent }: EditDialogProps) {
  const binary = webhook.body_encoding === 'base64'
  const [body, setBody] = useState(() => (binary ? webhook.body : (formatJson(webhook.body) ?? webhook.body)))
  const [headers, setHeaders] = useState(() => headerPairs(webhook.headers))
  const send = useMutation({
    mutationFn: () => resendWebhook(webhook.id, editOf(webhook, body, headers)),
    onSuccess: ({ id }) => onSent(id),
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-3xl">
        <DialogHeader>
          <DialogTitle>Edit and send again</DialogTitle>
          <DialogDescription>
            It is received once more as you write it here. No signature is checked, because you vouch for it,
            and it is marked as edited.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-4">
          <div className="flex flex-col gap-1.5">
            <h3 className="font-medium">{binary ? 'Body, as base64' : 'Body'}</h3>
            <CodeEditor
              label="Body of the webhook"
              value={body}
              onChange={setBody}
              language={!binary && isJson(webhook.body) ? 'json' : 'text'}
              className="h-72"
            />
          </div>
          <div className="flex flex-col gap-1.5">
            <h3 className="font-medium">Headers</h3>
            <KeyValueEditor noun="header" pairs={headers} onChange={setHeaders} />
          </div>
          {send.error && <FaultNotice error={send.error} />}
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button busy={send.isPending} onClick={() => send.mutate()}>
            {!send.isPending && <Send aria-hidden />} Send it
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
