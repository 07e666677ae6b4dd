import { useNavigate } from '@tanstack/react-router'
import { deleteIntegration } from '@/api/integrations'
import type { Integration } from '@/api/types'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { formatCount } from '@/lib/format'
import { deleteWithUndo } from '@/lib/undo'

export const deletionKey = (key: string) => `integration/${key}`

interface DeleteDialogProps {
  integration: Integration
  open: boolean
  onOpenChange: (open: boolean) => void
}

function consequence({ connection_count: count }: Integration): string {
  if (count === 0) return 'It has no connections. Its client secret is deleted too.'
  const them = count === 1 ? 'its credentials are' : 'their credentials are'
  return `${formatCount(count, 'connection')} of it ${count === 1 ? 'goes' : 'go'} too, and ${them} deleted. Scripts that use ${count === 1 ? 'it' : 'them'} stop working. The provider keeps its side: tokens there are not revoked.`
}

/** Says what goes along before an integration is deleted; ten seconds are left to take it back. */
export function DeleteDialog({ integration, open, onOpenChange }: DeleteDialogProps) {
  const navigate = useNavigate()
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent role="alertdialog" className="max-w-md">
        <DialogHeader>
          <DialogTitle>Delete “{integration.display_name}”?</DialogTitle>
          <DialogDescription>{consequence(integration)}</DialogDescription>
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
                key: deletionKey(integration.unique_key),
                message: `Integration ${integration.unique_key} deleted.`,
                run: () => deleteIntegration(integration.unique_key),
              })
              void navigate({ to: '/integrations' })
            }}
          >
            Delete integration
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
