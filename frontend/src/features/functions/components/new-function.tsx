import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { newFunction } from '@/api/project'
import { queries } from '@/api/queries'
import type { FunctionType } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
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
import { Segmented } from '@/components/ui/segmented'

interface NewFunctionProps {
  onClose: () => void
  /** The function's file was made. */
  onMade: (file: string) => void
  /** What is suggested. */
  integration: string | undefined
}

const kinds: { value: FunctionType; title: string; help: string }[] = [
  {
    value: 'action',
    title: 'Action',
    help: 'Does one thing when it is asked to: takes an input, gives an output.',
  },
  { value: 'sync', title: 'Sync', help: 'Runs on a schedule and keeps records of a model up to date.' },
  {
    value: 'on-event',
    title: 'On event',
    help: 'Runs when a connection is made, checked or about to be deleted.',
  },
]

const namePattern = /^[a-zA-Z0-9_-]+$/

/** Makes a function from a small starting text. */
export function NewFunction({ onClose, onMade, integration: suggested }: NewFunctionProps) {
  const client = useQueryClient()
  const { data: integrations } = useQuery(queries.integrations())
  const [integration, setIntegration] = useState(suggested ?? integrations?.[0]?.unique_key ?? '')
  const [type, setType] = useState<FunctionType>('action')
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const listId = useId()
  const make = useMutation({
    mutationFn: newFunction,
    onSuccess: async ({ path }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['project'] }),
        client.invalidateQueries({ queryKey: ['functions'] }),
      ])
      onMade(path)
    },
  })
  const nameError = !namePattern.test(name)
    ? 'Letters, digits, - and _ only, such as create-issue.'
    : undefined
  const integrationError = integration.trim() === '' ? 'An integration is needed.' : undefined
  const submit = () => {
    setTried(true)
    if (!nameError && !integrationError) make.mutate({ integration: integration.trim(), name, type })
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <form
          className="contents"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <DialogHeader>
            <DialogTitle>New function</DialogTitle>
            <DialogDescription>It becomes a file in your folder, ready to run.</DialogDescription>
          </DialogHeader>
          <DialogBody className="flex flex-col gap-4">
            {make.error && <FaultNotice error={make.error} />}
            <FormField
              label="Integration"
              error={tried ? integrationError : undefined}
              help="The unique key of an integration; its folder has the same name."
            >
              {(control) => (
                <>
                  <Input
                    {...control}
                    list={listId}
                    value={integration}
                    spellCheck={false}
                    autoComplete="off"
                    onChange={(event) => setIntegration(event.target.value)}
                  />
                  <datalist id={listId}>
                    {integrations?.map((one) => (
                      <option key={one.unique_key} value={one.unique_key} />
                    ))}
                  </datalist>
                </>
              )}
            </FormField>
            <div className="flex flex-col gap-1.5">
              <Segmented
                label="Type"
                value={type}
                onChange={setType}
                options={kinds}
                className="self-start"
              />
              <p className="text-xs text-muted-foreground">{kinds.find((one) => one.value === type)?.help}</p>
            </div>
            <FormField label="Name" error={tried ? nameError : undefined}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  value={name}
                  placeholder={type === 'sync' ? 'list-issues' : 'create-issue'}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => setName(event.target.value)}
                  className="font-mono text-xs"
                />
              )}
            </FormField>
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" busy={make.isPending}>
              Make the function
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
