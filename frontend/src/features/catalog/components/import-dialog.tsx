import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { applyImport, planImport } from '@/api/catalog'
import type { ImportChange, ImportPlan } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { Badge } from '@/components/ui/badge'
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
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import { formatCount } from '@/lib/format'
import { ProblemList } from './own-file'

const words: Record<string, string> = { added: 'New', changed: 'Changed', refused: 'Refused' }

function Change({ step }: { step: ImportChange }) {
  return (
    <li className="border-b py-2 last:border-b-0">
      <p className="flex items-center gap-2">
        <Badge variant="outline">{words[step.change] ?? step.change}</Badge>
        <span className="font-medium">{step.provider}</span>
      </p>
      {step.replaces_own && (
        <p className="text-muted-foreground">Replaces a file of yours, which is kept beside the new one.</p>
      )}
      <ul className="font-mono text-xs">
        {step.fields.map((field) => (
          <li key={field.field} className="break-all">
            {field.field}: <del className="text-muted-foreground">{field.from ?? 'not set'}</del> →{' '}
            {field.to ?? 'not set'}
          </li>
        ))}
      </ul>
      {step.change !== 'refused' && step.new_destinations.length > 0 && (
        <p className="text-sm text-warning">Sends credentials to {step.new_destinations.join(', ')}</p>
      )}
      <ProblemList problems={step.problems} />
    </li>
  )
}

function Plan({ plan }: { plan: ImportPlan }) {
  const { added, changed, same, refused } = plan.counts
  return (
    <section aria-label="The plan" className="flex min-h-0 flex-col gap-1">
      <p role="status">
        {added} new, {changed} changed, {same} the same, {refused} refused.
      </p>
      <ul className="max-h-72 overflow-auto rounded-md border px-3" tabIndex={0} aria-label="Changes">
        {plan.steps.map((step) => (
          <Change key={`${step.provider}-${step.line}`} step={step} />
        ))}
      </ul>
    </section>
  )
}

function ImportForm({ close }: { close: () => void }) {
  const [address, setAddress] = useState('')
  const [file, setFile] = useState<string>()
  const [texts, setTexts] = useState(false)
  const client = useQueryClient()
  const input = { ...(file === undefined ? { address } : { text: file }), ...(texts && { texts }) }
  const plan = useMutation({ mutationFn: () => planImport(input) })
  const apply = useMutation({
    mutationFn: (digest: string) => applyImport(input, digest),
    onSuccess: async (done) => {
      await client.invalidateQueries({ queryKey: ['catalog'] })
      toast.success(`${formatCount(done.applied.length, 'file')} written.`)
      close()
    },
  })
  const changes = (plan.data?.counts.added ?? 0) + (plan.data?.counts.changed ?? 0)
  const error = apply.error ?? plan.error
  return (
    <>
      <DialogBody className="flex flex-col gap-3">
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="import-address">Address</Label>
          <Input
            id="import-address"
            placeholder="https://example.com/providers.yaml"
            value={address}
            disabled={file !== undefined}
            onChange={(event) => {
              setAddress(event.target.value)
              plan.reset()
            }}
          />
        </div>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="import-file">or a file of this machine</Label>
          <Input
            id="import-file"
            type="file"
            accept=".yaml,.yml"
            onChange={(event) => {
              plan.reset()
              void event.target.files?.[0]?.text().then(setFile)
            }}
          />
        </div>
        <div className="flex items-center gap-2">
          <Switch
            id="import-texts"
            checked={texts}
            onCheckedChange={(on) => {
              setTexts(on)
              plan.reset()
            }}
          />
          <Label htmlFor="import-texts" className="font-normal">
            Take over names, help and links too
          </Label>
        </div>
        {plan.data && <Plan plan={plan.data} />}
        {error && <FaultNotice error={error} />}
      </DialogBody>
      <DialogFooter>
        {plan.data ? (
          <Button disabled={changes === 0 || apply.isPending} onClick={() => apply.mutate(plan.data.digest)}>
            Write {formatCount(changes, 'file')}
          </Button>
        ) : (
          <Button
            disabled={plan.isPending || (file === undefined && address === '')}
            onClick={() => plan.mutate()}
          >
            Show the plan
          </Button>
        )}
      </DialogFooter>
    </>
  )
}

/** Takes over providers from a providers.yaml: the plan first, then the files. */
export function ImportDialog() {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        <FileDown aria-hidden /> Import
      </Button>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Import providers</DialogTitle>
          <DialogDescription>
            From a providers.yaml. You see what would change before anything is written.
          </DialogDescription>
        </DialogHeader>
        {open && <ImportForm close={() => setOpen(false)} />}
      </DialogContent>
    </Dialog>
  )
}
