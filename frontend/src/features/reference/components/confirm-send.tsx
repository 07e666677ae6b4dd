import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import type { Operation } from '../operations'

interface ConfirmSendProps {
  operation: Operation
  path: string
  open: boolean
  onOpenChange: (open: boolean) => void
  onSend: () => void
}

/** Asks before a call that may change something: it works on the real connections. */
export function ConfirmSend({ operation, path, open, onOpenChange, onSend }: ConfirmSendProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent role="alertdialog" className="max-w-md">
        <DialogHeader>
          <DialogTitle>Send {operation.method} for real?</DialogTitle>
          <DialogDescription>
            <span className="font-mono text-xs break-all">{path}</span> works on the connections and functions
            of this environment. There is no way to take it back.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            Do not send
          </Button>
          <Button
            variant={operation.method === 'DELETE' ? 'destructive' : 'default'}
            onClick={() => {
              onOpenChange(false)
              onSend()
            }}
          >
            Send {operation.method}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
