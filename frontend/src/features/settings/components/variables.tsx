import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { deleteVariable, listVariables, setVariable } from '@/api/variables'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { SecretInput } from '@/components/secret-field'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { deleteWithUndo, usePendingDeletions } from '@/lib/undo'
import { Field, Section } from './section'

const variablesQuery = () => queryOptions({ queryKey: ['settings', 'variables'], queryFn: listVariables })

const keyOf = (name: string) => `variable/${name}`

/** What functions read with nango.getEnvironmentVariables(). Values go in and are not shown again. */
export function VariablesSection() {
  const variables = useQuery(variablesQuery())
  const pending = usePendingDeletions()
  const names = variables.data?.filter((name) => !pending.has(keyOf(name)))
  return (
    <Section
      id="variables"
      title="Variables"
      description={
        <>
          Functions read them with <code className="font-mono text-xs">nango.getEnvironmentVariables()</code>.
          Values are kept in the vault and shown nowhere once they are stored.
        </>
      }
    >
      {variables.error && !variables.data && (
        <ErrorState
          error={variables.error}
          title="The variables could not be read."
          retry={() => void variables.refetch()}
          className="py-4"
        />
      )}
      {names && (
        <Field title="Stored">
          {names.length === 0 ? (
            <p className="text-muted-foreground">None.</p>
          ) : (
            <ul aria-label="Variables" className="flex flex-col">
              {names.map((name) => (
                <VariableLine key={name} name={name} />
              ))}
            </ul>
          )}
        </Field>
      )}
      <VariableForm names={names ?? []} />
    </Section>
  )
}

function VariableLine({ name }: { name: string }) {
  const client = useQueryClient()
  return (
    <li className="flex h-9 items-center gap-2 border-t first:border-t-0">
      <code className="min-w-0 flex-1 truncate font-mono text-xs">{name}</code>
      <Badge variant="outline">hidden value</Badge>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Remove ${name}`}
        onClick={() =>
          deleteWithUndo({
            key: keyOf(name),
            message: `Variable ${name} removed.`,
            run: async () => {
              await deleteVariable(name)
              await client.invalidateQueries({ queryKey: variablesQuery().queryKey })
            },
          })
        }
      >
        <Trash2 aria-hidden />
      </Button>
    </li>
  )
}

function VariableForm({ names }: { names: string[] }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const save = useMutation({
    mutationFn: () => setVariable(name.trim(), value),
    onSuccess: async () => {
      setName('')
      setValue('')
      await client.invalidateQueries({ queryKey: variablesQuery().queryKey })
    },
  })
  const known = names.includes(name.trim())
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <FormField label="Name" help={known ? 'This replaces the stored value.' : undefined}>
          {(control) => (
            <Input
              {...control}
              value={name}
              placeholder="REGION"
              spellCheck={false}
              autoComplete="off"
              maxLength={256}
              onChange={(event) => setName(event.target.value)}
              className="font-mono text-xs"
            />
          )}
        </FormField>
        <FormField label="Value">
          {(control) => (
            <SecretInput {...control} value={value} onChange={(event) => setValue(event.target.value)} />
          )}
        </FormField>
      </div>
      {save.error && <FaultNotice error={save.error} />}
      <Button
        type="submit"
        variant="outline"
        size="sm"
        className="self-start"
        busy={save.isPending}
        disabled={!name.trim() || !value}
      >
        {known ? 'Replace the value' : 'Store the variable'}
      </Button>
    </form>
  )
}
