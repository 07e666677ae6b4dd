import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { toast } from 'sonner'
import { createVariant, deleteVariant, triggerSync } from '@/api/syncs'
import type { SyncInstance } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { JsonView } from '@/components/json-view'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
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
import { Label } from '@/components/ui/label'

export type SyncQuestion = 'scratch' | 'checkpoint' | 'create' | 'delete'

interface DialogProps {
  sync: SyncInstance
  onClose: () => void
}

/** What is asked, or shown, about one sync. */
export function SyncDialog({ question, ...props }: DialogProps & { question: SyncQuestion }) {
  const dialogs = { scratch: FromScratch, checkpoint: Checkpoint, create: NewVariant, delete: DropVariant }
  const Content = dialogs[question]
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent className="max-w-md">
        <Content {...props} />
      </DialogContent>
    </Dialog>
  )
}

function Head({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <DialogHeader>
      <DialogTitle>{title}</DialogTitle>
      <DialogDescription>{children}</DialogDescription>
    </DialogHeader>
  )
}

/** Reads the syncs again, says what was done and closes. */
function useDone(onClose: () => void) {
  const client = useQueryClient()
  return async (message: string) => {
    await client.invalidateQueries({ queryKey: ['syncs'] })
    toast.success(message)
    onClose()
  }
}

function FromScratch({ sync, onClose }: DialogProps) {
  const [emptyCache, setEmptyCache] = useState(false)
  const done = useDone(onClose)
  const run = useMutation({
    mutationFn: () => triggerSync(sync, { reset: true, emptyCache }),
    onSuccess: () => done(`${sync.name} runs from scratch.`),
  })
  return (
    <>
      <Head title={`Run ${sync.name} from scratch?`}>
        The checkpoint and the date of the last run are forgotten, so that everything is read again, as in the
        first run. This can take long and spend the provider’s rate limit.
      </Head>
      <DialogBody>
        <div className="flex gap-2.5 rounded-lg border p-3">
          <Checkbox
            id="empty-cache"
            checked={emptyCache}
            onCheckedChange={(on) => setEmptyCache(on === true)}
            aria-describedby="empty-cache-help"
          />
          <div>
            <Label htmlFor="empty-cache">Delete the records first</Label>
            <p id="empty-cache-help" className="text-xs text-muted-foreground">
              Without it, records that come again unchanged stay as they are and only differences count as
              changes. With it, every record counts as added, and cursors that your scripts keep start over.
            </p>
          </div>
        </div>
      </DialogBody>
      {run.error && <FaultNotice error={run.error} className="mx-5 mt-2" />}
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant={emptyCache ? 'destructive' : 'default'}
          busy={run.isPending}
          onClick={() => run.mutate()}
        >
          {emptyCache ? 'Delete records and run' : 'Run from scratch'}
        </Button>
      </DialogFooter>
    </>
  )
}

function Checkpoint({ sync, onClose }: DialogProps) {
  return (
    <>
      <Head title={`Checkpoint of ${sync.name}`}>
        Where the next run goes on. The function saved this itself.
      </Head>
      <DialogBody className="pb-1">
        <JsonView value={sync.checkpoint} label="checkpoint" tools />
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </>
  )
}

function NewVariant({ sync, onClose }: DialogProps) {
  const [variant, setVariant] = useState('')
  const done = useDone(onClose)
  const create = useMutation({
    mutationFn: () => createVariant({ ...sync, variant }),
    onSuccess: () => done(`The variant ${variant} was made.`),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <Head title={`New variant of ${sync.name}`}>
        The same function once more on this connection, with records, checkpoint and schedule of its own. The
        function can tell variants apart by <code className="font-mono text-xs">nango.variant</code>.
      </Head>
      <DialogBody className="flex flex-col gap-3">
        <FormField label="Name" help="Letters, digits, “-” and “_”.">
          {(control) => (
            <Input
              {...control}
              value={variant}
              autoFocus
              spellCheck={false}
              onChange={(event) => setVariant(event.target.value)}
            />
          )}
        </FormField>
        {create.error && <FaultNotice error={create.error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" busy={create.isPending} disabled={!variant.trim()}>
          Make the variant
        </Button>
      </DialogFooter>
    </form>
  )
}

function DropVariant({ sync, onClose }: DialogProps) {
  const done = useDone(onClose)
  const drop = useMutation({
    mutationFn: () => deleteVariant(sync),
    onSuccess: () => done(`The variant ${sync.variant} was deleted.`),
  })
  return (
    <>
      <Head title={`Delete the variant ${sync.variant}?`}>
        Its records, its checkpoint and its schedule go for good. The base sync and the other variants stay as
        they are.
      </Head>
      {drop.error && <FaultNotice error={drop.error} className="mx-5" />}
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          Keep it
        </Button>
        <Button variant="destructive" busy={drop.isPending} onClick={() => drop.mutate()}>
          Delete the variant
        </Button>
      </DialogFooter>
    </>
  )
}
