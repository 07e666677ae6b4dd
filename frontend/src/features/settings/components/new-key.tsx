import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { createKey } from '@/api/environments'
import { queries } from '@/api/queries'
import type { ApiKeyWithSecret, Status } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
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
import { groupScopes, scopeMeanings, scopesOf, shortName } from '../scopes'

type Environment = Status['environment']

interface DialogProps {
  environment: Environment
  open: boolean
  onClose: () => void
}

/** Name and scopes first, then the secret, which is shown here and nowhere else. */
export function NewKeyDialog({ environment, open, onClose }: DialogProps) {
  const [made, setMade] = useState<ApiKeyWithSecret>()
  const close = () => {
    setMade(undefined)
    onClose()
  }
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close()}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>{made ? 'The new key' : 'New API key'}</DialogTitle>
          <DialogDescription>
            {made
              ? `“${made.display_name}” works in “${environment.name}” from now on.`
              : `For the environment “${environment.name}”. Choose what it may do.`}
          </DialogDescription>
        </DialogHeader>
        {made ? (
          <SecretOnce apiKey={made} onClose={close} />
        ) : (
          <KeyForm environment={environment} onMade={setMade} onCancel={close} />
        )}
      </DialogContent>
    </Dialog>
  )
}

interface FormProps {
  environment: Environment
  onMade: (key: ApiKeyWithSecret) => void
  onCancel: () => void
}

function KeyForm({ environment, onMade, onCancel }: FormProps) {
  const client = useQueryClient()
  const { data: known = [] } = useQuery(queries.scopes())
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const create = useMutation({
    mutationFn: () => createKey(environment.uuid, name.trim(), scopesOf(known, chosen)),
    onSuccess: async (key) => {
      onMade(key)
      await client.invalidateQueries({ queryKey: queries.keys(environment.uuid).queryKey })
    },
  })
  const set = (scopes: string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      for (const scope of scopes) {
        if (on) next.add(scope)
        else next.delete(scope)
      }
      return next
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <DialogBody className="flex max-h-[60vh] flex-col gap-4 overflow-y-auto">
        <FormField label="Name" help="Who will use it, such as nightly import.">
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={255}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </FormField>
        {groupScopes(known).map(({ title, scopes }) => (
          <ScopeGroup key={title} title={title} scopes={scopes} chosen={chosen} set={set} />
        ))}
        {create.error && <FaultNotice error={create.error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" busy={create.isPending} disabled={!name.trim() || chosen.size === 0}>
          Make the key
        </Button>
      </DialogFooter>
    </form>
  )
}

interface GroupProps {
  title: string
  scopes: string[]
  chosen: ReadonlySet<string>
  set: (scopes: string[], on: boolean) => void
}

function ScopeGroup({ title, scopes, chosen, set }: GroupProps) {
  const count = scopes.filter((scope) => chosen.has(scope)).length
  const meaning = useId()
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="sr-only">{title}</legend>
      <label className="flex items-center gap-2 font-medium">
        <Checkbox
          aria-describedby={scopeMeanings[title] && meaning}
          checked={count === 0 ? false : count === scopes.length || 'indeterminate'}
          onCheckedChange={(on) => set(scopes, on === true)}
        />
        {title}
      </label>
      {scopeMeanings[title] && (
        <p id={meaning} className="-mt-1 pl-6 text-xs text-muted-foreground">
          {scopeMeanings[title]}
        </p>
      )}
      {scopes.length > 1 && (
        <div className="grid gap-1 pl-6 sm:grid-cols-2">
          {scopes.map((scope) => (
            <label key={scope} className="flex items-center gap-2">
              <Checkbox
                aria-label={scope}
                checked={chosen.has(scope)}
                onCheckedChange={(on) => set([scope], on === true)}
              />
              <code className="font-mono text-xs break-all" title={scope}>
                {shortName(scope)}
              </code>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  )
}

/** A secret that was just made. */
export function SecretOnce({ apiKey, onClose }: { apiKey: ApiKeyWithSecret; onClose: () => void }) {
  return (
    <>
      <DialogBody className="flex flex-col gap-2">
        <p>Copy it now: it is not shown again. A copied key leaves the clipboard after a minute.</p>
        <div className="flex min-h-8 items-center rounded-md border bg-muted pr-0.5 pl-2.5">
          <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all" data-secret>
            {apiKey.secret}
          </code>
          <CopyButton value={apiKey.secret} label="Copy the key" secret />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </>
  )
}
