import { useNavigate } from '@tanstack/react-router'
import { deleteConnection, type ConnectionRef } from '@/api/connections'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { deleteWithUndo } from '@/lib/undo'

export const deletionKey = (ref: ConnectionRef) => `connection/${ref.integration}/${ref.id}`

interface DeleteDialogProps {
  connection: ConnectionRef
  providerName: string
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Says what is lost before a connection is deleted; ten seconds are left to take it back. */
export function DeleteDialog({ connection, providerName, open, onOpenChange }: DeleteDialogProps) {
  const navigate = useNavigate()
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent role="alertdialog" className="max-w-md">
        <DialogHeader>
          <DialogTitle>Delete the connection “{connection.id}”?</DialogTitle>
          <DialogDescription>
            Its credentials, metadata and tags are deleted from this machine and scripts that use it stop
            working. {providerName} is not told: to revoke the access there, do it in the account’s own
            settings.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button variant="outline" onClick={() => onOpenChange(false)}>
            Keep it
          </Button>
          <Button
            variant="destructive"
            onClick={() => {
              onOpenChange(false)
              deleteWithUndo({
                key: deletionKey(connection),
                message: `Connection ${connection.id} deleted.`,
                run: () => deleteConnection(connection),
              })
              void navigate({ to: '/connections' })
            }}
          >
            Delete connection
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
