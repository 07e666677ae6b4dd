import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { startBuilding } from '@/api/builder'
import { queries } from '@/api/queries'
import type { FunctionType } from '@/api/types'
import { ChoiceField } from '@/components/choice-field'
import { FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input, inputClasses } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { cn } from '@/lib/cn'
import { formatCount } from '@/lib/format'
import { isJson } from '@/lib/json-text'
import { SampleChoice } from './sample-choice'
import { TrialFields, type Trial } from './trial-fields'

const route = getRouteApi('/functions/describe')

const kinds: { value: FunctionType; title: string }[] = [
  { value: 'action', title: 'Action' },
  { value: 'sync', title: 'Sync' },
  { value: 'on-event', title: 'On event' },
]

/** Stands for no connection. */
const untried = '*'

const namePattern = /^[a-zA-Z0-9_-]+$/

/** What the function should do, and what the model may see. */
export function RequestForm() {
  const { integration: suggested } = route.useSearch()
  const navigate = useNavigate({ from: '/functions/describe' })
  const { data: integrations } = useQuery(queries.integrations())
  const { data: connections } = useQuery(queries.connections())
  const [chosen, setChosen] = useState(suggested)
  const [connection, setConnection] = useState<string>()
  const [type, setType] = useState<FunctionType>('action')
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [samples, setSamples] = useState<string[]>([])
  const [trial, setTrial] = useState<Trial>({ input: '', writes: false })
  const [tried, setTried] = useState(false)
  const integration = chosen ?? integrations?.[0]?.unique_key ?? ''
  const start = useMutation({
    mutationFn: startBuilding,
    onSuccess: ({ id }) => navigate({ search: (before) => ({ ...before, session: id }) }),
  })
  const nameError = namePattern.test(name) ? undefined : 'Letters, digits, - and _ only, such as close-issue.'
  const descriptionError = description.trim() === '' ? 'Say what the function should do.' : undefined
  const input = type === 'action' ? trial.input.trim() : ''
  const inputError = input === '' || isJson(input) ? undefined : 'This is not JSON.'
  const submit = () => {
    setTried(true)
    if (nameError || descriptionError || integration === '' || (connection && inputError)) return
    start.mutate({
      description,
      integration,
      name,
      type,
      ...(connection && { connection, samples, allow_writes: trial.writes }),
      ...(connection && input && { input: JSON.parse(input) as unknown }),
    })
  }
  return (
    <form
      className="flex max-w-2xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {start.error && <FaultNotice error={start.error} />}
      <FormField label="What it should do" error={tried ? descriptionError : undefined}>
        {(control) => (
          <textarea
            {...control}
            rows={5}
            value={description}
            placeholder="Close an issue by its number and leave a comment that says why."
            onChange={(event) => setDescription(event.target.value)}
            className={cn(inputClasses, 'py-1.5')}
          />
        )}
      </FormField>
      <div className="flex flex-wrap items-end gap-3">
        <ChoiceField
          label="Integration"
          placeholder="None yet"
          className="w-44"
          value={integration}
          options={(integrations ?? []).map(({ unique_key: key }) => ({ value: key, title: key }))}
          onChange={(next) => {
            setChosen(next)
            setConnection(undefined)
            setSamples([])
          }}
        />
        <ChoiceField
          label="Connection"
          className="w-56"
          value={connection ?? untried}
          options={[
            { value: untried, title: 'Without a dry run' },
            ...(connections ?? [])
              .filter((one) => one.provider_config_key === integration)
              .map(({ connection_id: id }) => ({ value: id, title: id })),
          ]}
          onChange={(next) => {
            setConnection(next === untried ? undefined : next)
            setSamples([])
          }}
        />
        <div className="flex flex-col gap-1.5">
          <span aria-hidden className="text-sm leading-none font-medium">
            Kind
          </span>
          <Segmented label="Kind" value={type} onChange={setType} options={kinds} className="h-8" />
        </div>
      </div>
      <FormField label="Name" error={tried ? nameError : undefined}>
        {(control) => (
          <Input
            {...control}
            value={name}
            placeholder={type === 'sync' ? 'list-issues' : 'close-issue'}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
            className="font-mono text-xs"
          />
        )}
      </FormField>
      {connection && (
        <>
          <SampleChoice
            integration={integration}
            connection={connection}
            chosen={samples}
            onChange={setSamples}
          />
          <TrialFields
            trial={trial}
            onChange={(part) => setTrial({ ...trial, ...part })}
            takesInput={type === 'action'}
            inputError={tried ? inputError : undefined}
          />
        </>
      )}
      <p className="text-xs text-muted-foreground">
        The model is sent what you typed, facts about the API, the types of the nango object
        {samples.length > 0
          ? `, helper files of the integration’s folder and the ${formatCount(samples.length, 'answer')} ticked above. `
          : ' and helper files of the integration’s folder. '}
        Known secrets are taken out of all of it.
      </p>
      <Button type="submit" className="self-start" busy={start.isPending} disabled={integration === ''}>
        Write a draft
      </Button>
    </form>
  )
}
