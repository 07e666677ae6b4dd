import { useMutation, useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { WebhookSetup } from '@/api/types'
import { simulateWebhook } from '@/api/webhooks'
import { CodeEditor } from '@/components/code-editor'
import { ErrorState, FaultNotice } from '@/components/error-state'
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
import { Label } from '@/components/ui/label'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select'
import { sampleText, simulationDraft, simulationProblem, type SimulationForm } from '../simulation'

interface SimulateDialogProps {
  /** Chosen at the start; "" leaves the choice to the user. */
  integration: string
  onClose: () => void
  /** Told the id of the webhook that came of it. */
  onSent: (id: string) => void
}

const start = (integration: string): SimulationForm => ({
  integration,
  event: 0,
  connection: '',
  identifier: '',
  body: undefined,
  realSecret: false,
})

/** Makes up an event of a provider and receives it as if the provider had sent it. */
export function SimulateDialog({ integration, onClose, onSent }: SimulateDialogProps) {
  const [form, setForm] = useState(() => start(integration))
  const { data: integrations = [] } = useQuery(queries.integrations())
  const setup = useQuery({
    ...queries.webhookSetup(form.integration),
    enabled: form.integration !== '',
  })
  const send = useMutation({
    mutationFn: (known: WebhookSetup) => simulateWebhook(simulationDraft(form, known)),
    onSuccess: ({ id }) => onSent(id),
  })
  const known = setup.data
  const problem = simulationProblem(form)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-2xl">
        <DialogHeader>
          <DialogTitle>Simulate a webhook</DialogTitle>
          <DialogDescription>
            Patchbay makes up an event as the provider would send it, signs it, and receives it through the
            same checks. It is marked as simulated wherever it leads.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="flex flex-col gap-4">
          <Choice
            label="Integration"
            placeholder="Choose an integration"
            value={form.integration}
            options={integrations.map((one) => [one.unique_key, one.display_name])}
            onChange={(next) => setForm(start(next))}
          />
          {setup.error && (
            <ErrorState error={setup.error} title="The events could not be read." className="py-4" />
          )}
          {known && !known.handled && (
            <p className="text-muted-foreground">
              Patchbay does not know what this provider’s webhooks look like, so there is nothing to simulate.
              A sync’s onWebhook can still be run by hand, from the functions.
            </p>
          )}
          {known?.handled && <Fields key={form.integration} form={form} setup={known} onChange={setForm} />}
          {send.error && <FaultNotice error={send.error} />}
        </DialogBody>
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button
            busy={send.isPending}
            disabled={!known?.handled || problem !== undefined}
            onClick={() => known && send.mutate(known)}
          >
            {!send.isPending && <Send aria-hidden />} Send the event
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}

interface ChoiceProps {
  label: string
  placeholder?: string
  value: string
  options: [value: string, title: string][]
  onChange: (value: string) => void
}

function Choice({ label, placeholder, value, options, onChange }: ChoiceProps) {
  return (
    <FormField label={label}>
      {(control) => (
        <Select value={value} onValueChange={onChange}>
          <SelectTrigger {...control}>
            <SelectValue placeholder={placeholder} />
          </SelectTrigger>
          <SelectContent>
            {options.map(([key, title]) => (
              <SelectItem key={key} value={key}>
                {title}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </FormField>
  )
}

interface FieldsProps {
  form: SimulationForm
  setup: WebhookSetup
  onChange: (form: SimulationForm) => void
}

const none = '*'

function Fields({ form, setup, onChange }: FieldsProps) {
  const { data: connections = [] } = useQuery(queries.connections())
  const set = (change: Partial<SimulationForm>) => onChange({ ...form, ...change })
  const mine = connections.filter((one) => one.provider_config_key === form.integration)
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          label="Event"
          value={String(form.event)}
          options={setup.events.map(({ type, label }, index) => [
            String(index),
            type ? `${label} (${type})` : label,
          ])}
          onChange={(next) => set({ event: Number(next), body: undefined })}
        />
        <Choice
          label="Connection it concerns"
          value={form.connection || none}
          options={[
            [none, mine.length === 1 ? 'The only one, or as the identifier says' : 'As the identifier says'],
            ...mine.map((one): [string, string] => [one.connection_id, one.connection_id]),
          ]}
          onChange={(next) => set({ connection: next === none ? '' : next })}
        />
      </div>
      <FormField
        label="Identifier"
        optional
        help={
          setup.identifier
            ? `What ties the event to a connection: ${setup.identifier}. Left empty, it is the connection’s own.`
            : 'Left empty, it is the connection’s own.'
        }
      >
        {(control) => (
          <Input
            {...control}
            value={form.identifier}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => set({ identifier: event.target.value })}
            className="font-mono text-xs"
          />
        )}
      </FormField>
      <Payload form={form} setup={setup} onChange={(body) => set({ body })} />
      {setup.signs && setup.has_secret && (
        <div className="flex items-start gap-2.5">
          <Checkbox
            id="real-secret"
            aria-describedby="real-secret-help"
            checked={form.realSecret}
            onCheckedChange={(on) => set({ realSecret: on === true })}
          />
          <div>
            <Label htmlFor="real-secret">Sign with the real secret</Label>
            <p id="real-secret-help" className="text-xs text-muted-foreground">
              Tests that the secret you stored works. Other receivers that know it would believe the event
              too; without this, nobody else does.
            </p>
          </div>
        </div>
      )}
    </>
  )
}

interface PayloadProps {
  form: SimulationForm
  setup: WebhookSetup
  onChange: (body: string | undefined) => void
}

function Payload({ form, setup, onChange }: PayloadProps) {
  const sample = sampleText(setup.events[form.event])
  const problem = simulationProblem(form)
  if (!sample) {
    return <p className="text-muted-foreground">This event has no payload: all it says is in its headers.</p>
  }
  return (
    <section aria-label="Payload" className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <h3 className="flex-1 font-medium">Payload</h3>
        {form.body !== undefined && form.body !== sample && (
          <Button variant="ghost" size="sm" onClick={() => onChange(undefined)}>
            Back to the sample
          </Button>
        )}
      </div>
      <CodeEditor
        label="Payload"
        language="json"
        value={form.body ?? sample}
        onChange={onChange}
        describedBy="payload-help"
        className="h-56"
      />
      {problem && (
        <p role="alert" className="text-xs text-destructive">
          {problem}
        </p>
      )}
      <p id="payload-help" className="text-xs text-muted-foreground">
        <code className="font-mono">{'{{identifier}}'}</code> stands for what ties it to the connection,{' '}
        <code className="font-mono">{'{{now}}'}</code> for the time,{' '}
        <code className="font-mono">{'{{id}}'}</code> for the delivery. They are filled when it is sent.
      </p>
    </section>
  )
}
