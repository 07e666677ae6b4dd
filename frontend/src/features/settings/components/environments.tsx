import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createEnvironment, deleteEnvironment } from '@/api/environments'
import { queries } from '@/api/queries'
import type { EnvironmentItem, Status } from '@/api/types'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
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
import { useSwitchEnvironment } from '@/lib/use-environment'
import { Section } from './section'

/** Environments are made, entered and deleted here. The first one stays. */
export function EnvironmentsSection({ current }: { current: Status['environment'] }) {
  const environments = useQuery(queries.environments())
  const [going, setGoing] = useState<EnvironmentItem>()
  return (
    <Section
      id="environments"
      title="Environments"
      description="Each has integrations, connections, functions, variables and keys of its own. A script works in the environment of its key."
    >
      {environments.error && !environments.data && (
        <ErrorState
          error={environments.error}
          title="The environments could not be read."
          retry={() => void environments.refetch()}
          className="py-4"
        />
      )}
      {environments.data && (
        <ul aria-label="Environments" className="flex flex-col">
          {environments.data.map((one, index) => (
            <Line
              key={one.uuid}
              environment={one}
              current={one.uuid === current.uuid}
              first={index === 0}
              onDelete={() => setGoing(one)}
            />
          ))}
        </ul>
      )}
      <NewEnvironment />
      {going && <DeleteDialog environment={going} onClose={() => setGoing(undefined)} />}
    </Section>
  )
}

interface LineProps {
  environment: EnvironmentItem
  current: boolean
  first: boolean
  onDelete: () => void
}

function Line({ environment: { name, is_production }, current, first, onDelete }: LineProps) {
  const switchTo = useSwitchEnvironment()
  return (
    <li className="flex h-10 items-center gap-2 border-t first:border-t-0">
      <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
      {is_production && <Badge variant="outline">production</Badge>}
      {current ? (
        <Badge variant="outline">open here</Badge>
      ) : (
        <Button variant="ghost" size="sm" aria-label={`Open ${name}`} onClick={() => void switchTo(name)}>
          Open
        </Button>
      )}
      {!first && !current && !is_production && (
        <Button variant="ghost" size="sm" aria-label={`Delete ${name}`} onClick={onDelete}>
          Delete…
        </Button>
      )}
    </li>
  )
}

/** The rule of the program (settings.CreateEnvironment). */
const namePattern = /^[a-z0-9_-]{1,255}$/

function NewEnvironment() {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const problem =
    name.trim() === '' || namePattern.test(name.trim())
      ? undefined
      : 'Only small letters, digits, _ and - can be in the name.'
  const create = useMutation({
    mutationFn: () => createEnvironment(name.trim()),
    onSuccess: async () => {
      setName('')
      await client.invalidateQueries({ queryKey: queries.environments().queryKey })
    },
  })
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <FormField
        label="New environment"
        help="Small letters, digits, _ and -, such as staging."
        error={problem}
      >
        {(control) => (
          <Input
            {...control}
            value={name}
            spellCheck={false}
            autoComplete="off"
            maxLength={255}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FormField>
      {create.error && <FaultNotice error={create.error} />}
      <Button
        type="submit"
        variant="outline"
        size="sm"
        className="self-start"
        busy={create.isPending}
        disabled={!name.trim() || problem !== undefined}
      >
        Make the environment
      </Button>
    </form>
  )
}

/** Nothing brings an environment back, so its name is typed. */
function DeleteDialog({ environment, onClose }: { environment: EnvironmentItem; onClose: () => void }) {
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const remove = useMutation({
    mutationFn: () => deleteEnvironment(environment.uuid),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.environments().queryKey })
      onClose()
    },
  })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Delete the environment {environment.name}?</DialogTitle>
          <DialogDescription>
            Its integrations, connections with their credentials, functions, records, variables and keys go
            with it. This cannot be undone.
          </DialogDescription>
        </DialogHeader>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (typed === environment.name) remove.mutate()
          }}
        >
          <DialogBody className="flex flex-col gap-3">
            <FormField label={`Type ${environment.name} to go on`}>
              {(control) => (
                <Input
                  {...control}
                  value={typed}
                  autoComplete="off"
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </FormField>
            {remove.error && <FaultNotice error={remove.error} />}
          </DialogBody>
          <DialogFooter>
            <Button variant="ghost" onClick={onClose}>
              Keep it
            </Button>
            <Button
              type="submit"
              variant="destructive"
              busy={remove.isPending}
              disabled={typed !== environment.name}
            >
              Delete the environment
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  )
}
