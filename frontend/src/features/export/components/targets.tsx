import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, Pencil, Plus, Server, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { deleteTarget, planDeploy, saveTarget } from '@/api/deploy'
import { asFault } from '@/api/fault'
import type { Target } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { SecretInput } from '@/components/secret-field'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
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
import { cn } from '@/lib/cn'
import { deleteWithUndo, usePendingDeletions } from '@/lib/undo'

interface TargetsProps {
  targets: Target[]
  chosen: string | undefined
  onChoose: (name: string) => void
}

const keyOf = (name: string) => `target/${name}`

/** The servers to deploy to. Keys go into the vault and are never shown again. */
export function Targets({ targets, chosen, onChoose }: TargetsProps) {
  const [edited, setEdited] = useState<Target | 'new'>()
  const pending = usePendingDeletions()
  const shown = targets.filter((one) => !pending.has(keyOf(one.name)))
  return (
    <Card aria-labelledby="servers-title">
      <div className="flex items-start justify-between gap-3 pr-4">
        <CardHeader>
          <CardTitle id="servers-title">Servers</CardTitle>
          <CardDescription>Where functions can go. Their keys are kept in the vault.</CardDescription>
        </CardHeader>
        <Button variant="outline" size="sm" className="mt-3.5" onClick={() => setEdited('new')}>
          <Plus aria-hidden /> Add server
        </Button>
      </div>
      <CardContent className="flex flex-col gap-2">
        {shown.length === 0 && <p className="text-muted-foreground">None yet. Add the address of one.</p>}
        <ul aria-label="Servers" className="flex flex-col gap-2">
          {shown.map((target) => (
            <TargetLine
              key={target.name}
              target={target}
              chosen={target.name === chosen}
              onChoose={() => onChoose(target.name)}
              onEdit={() => setEdited(target)}
            />
          ))}
        </ul>
      </CardContent>
      {edited && (
        <TargetDialog
          target={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSaved={onChoose}
        />
      )}
    </Card>
  )
}

interface TargetLineProps {
  target: Target
  chosen: boolean
  onChoose: () => void
  onEdit: () => void
}

function TargetLine({ target, chosen, onChoose, onEdit }: TargetLineProps) {
  const client = useQueryClient()
  const test = useMutation({ mutationFn: () => planDeploy({ target: target.name, mode: 'all' }) })
  const fault = test.error && asFault(test.error)
  return (
    <li className={cn('rounded-lg border px-3 py-2', chosen && 'border-primary/60 bg-primary-soft')}>
      <div className="flex flex-wrap items-center gap-2">
        <button
          type="button"
          aria-pressed={chosen}
          onClick={onChoose}
          className="flex min-w-0 flex-1 items-center gap-2.5 rounded-sm text-left"
        >
          <Server className="size-4 shrink-0 text-muted-foreground" aria-hidden />
          <span className="min-w-0">
            <span className="block truncate font-medium">{target.name}</span>
            <span className="block truncate text-xs text-muted-foreground">{target.url}</span>
          </span>
        </button>
        {!target.has_key && <Badge variant="warning">No key</Badge>}
        <Button variant="ghost" size="sm" busy={test.isPending} onClick={() => test.mutate()}>
          Test
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={`Change ${target.name}`} onClick={onEdit}>
          <Pencil aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Remove ${target.name}`}
          onClick={() =>
            deleteWithUndo({
              key: keyOf(target.name),
              message: `Server ${target.name} removed.`,
              run: async () => {
                await deleteTarget(target.name)
                await client.invalidateQueries({ queryKey: ['deploy'] })
              },
            })
          }
        >
          <Trash2 aria-hidden />
        </Button>
      </div>
      <p role="status" className="text-xs">
        {test.isSuccess && (
          <span className="flex items-center gap-1 pt-1 text-success">
            <CircleCheck className="size-3.5" aria-hidden /> The server answers and takes the key. Nothing was
            changed there.
          </span>
        )}
        {fault && (
          <span className="block pt-1 text-destructive">
            {fault.message} {fault.hint}
          </span>
        )}
      </p>
    </li>
  )
}

interface TargetDialogProps {
  target: Target | undefined
  onClose: () => void
  onSaved: (name: string) => void
}

function TargetDialog({ target, onClose, onSaved }: TargetDialogProps) {
  const client = useQueryClient()
  const [name, setName] = useState(target?.name ?? '')
  const [url, setUrl] = useState(target?.url ?? 'https://')
  const [key, setKey] = useState('')
  const save = useMutation({
    mutationFn: () => saveTarget({ name: name.trim(), url: url.trim(), ...(key && { key }) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['deploy'] })
      onSaved(name.trim())
      onClose()
    },
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-md">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate()
          }}
        >
          <DialogHeader>
            <DialogTitle>{target ? `Change ${target.name}` : 'Add a server'}</DialogTitle>
            <DialogDescription>The key goes into the vault. It is not shown again.</DialogDescription>
          </DialogHeader>
          <DialogBody className="flex flex-col gap-3">
            <FormField label="Name" help="Letters, digits, “-” and “_”, for example “staging”.">
              {(control) => (
                <Input
                  {...control}
                  value={name}
                  disabled={target !== undefined}
                  autoFocus={target === undefined}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </FormField>
            <FormField label="Address">
              {(control) => (
                <Input
                  {...control}
                  value={url}
                  spellCheck={false}
                  onChange={(event) => setUrl(event.target.value)}
                  className="font-mono text-xs"
                />
              )}
            </FormField>
            <FormField
              label="Secret key of the environment"
              optional={target?.has_key ?? false}
              help={target?.has_key ? 'Leave it empty to keep the stored one.' : undefined}
            >
              {(control) => (
                <SecretInput {...control} value={key} onChange={(event) => setKey(event.target.value)} />
              )}
            </FormField>
            {save.error && <FaultNotice error={save.error} />}
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" busy={save.isPending} disabled={!name.trim() || !url.trim()}>
              Save server
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
