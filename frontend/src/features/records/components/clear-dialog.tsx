import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { clearRecords, type RecordSet } from '@/api/records'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'

/** Asks before a record set is emptied: there is no way back but to sync again. */
export function ClearDialog({ set, onClose }: { set: RecordSet; onClose: () => void }) {
  const client = useQueryClient()
  const clear = useMutation({
    mutationFn: () => clearRecords(set),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['records'] })
      toast.success(`The records of ${set.model} were deleted.`)
      onClose()
    },
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>Delete all records of {set.model}?</DialogTitle>
          <DialogDescription>
            Everything that was synced from {set.connection} into this model goes, with its history, for good.
            The provider’s data stays as it is. A sync that goes on from a checkpoint brings only what is new:
            run it from scratch to have everything again.
          </DialogDescription>
        </DialogHeader>
        {clear.error && <FaultNotice error={clear.error} className="mx-5" />}
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Keep them
          </Button>
          <Button variant="destructive" busy={clear.isPending} onClick={() => clear.mutate()}>
            Delete all records
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
