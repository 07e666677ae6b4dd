import { useMutation, useQuery } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { Integration, WebhookSetup } from '@/api/types'
import { simulateWebhook } from '@/api/webhooks'
import { ChoiceField } from '@/components/choice-field'
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
  connection: undefined,
  identifier: '',
  body: undefined,
  realSecret: false,
})

/** Makes up an event of a provider and receives it as if the provider had sent it. */
export function SimulateDialog({ integration, onClose, onSent }: SimulateDialogProps) {
  const [draft, setForm] = useState(() => start(integration))
  const { data: integrations = [] } = useQuery(queries.integrations())
  const { data: connections = [] } = useQuery(queries.connections())
  const mine = connections
    .filter((one) => one.provider_config_key === draft.integration)
    .map((one) => one.connection_id)
  // Nobody needs to choose the only one.
  const form = { ...draft, connection: draft.connection ?? (mine.length === 1 ? mine[0] : undefined) }
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
          <ChoiceField
            label="Integration"
            placeholder="Choose an integration"
            value={form.integration}
            options={choices(integrations)}
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
          {known?.handled && (
            <Fields key={form.integration} form={form} setup={known} mine={mine} onChange={setForm} />
          )}
        </DialogBody>
        {/* Outside of what scrolls: whoever sent it must see why it failed. */}
        {send.error && <FaultNotice error={send.error} className="mx-5 mt-3" />}
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

/** Those that can be simulated first; the others say why not. */
const choices = (integrations: Integration[]) =>
  [...integrations]
    .sort((a, b) => Number(b.webhooks_known) - Number(a.webhooks_known))
    .map(({ unique_key, display_name, webhooks_known }) => ({
      value: unique_key,
      title: webhooks_known ? display_name : `${display_name} (its webhooks are not known)`,
      disabled: !webhooks_known,
    }))

interface FieldsProps {
  form: SimulationForm
  setup: WebhookSetup
  /** Ids of the integration's connections. */
  mine: string[]
  onChange: (form: SimulationForm) => void
}

const none = '*'

function Fields({ form, setup, mine, onChange }: FieldsProps) {
  const set = (change: Partial<SimulationForm>) => onChange({ ...form, ...change })
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField
          label="Event"
          value={String(form.event)}
          options={setup.events.map(({ type, label }, index) => ({
            value: String(index),
            title: type ? `${label} (${type})` : label,
          }))}
          onChange={(next) => set({ event: Number(next), body: undefined })}
        />
        <ChoiceField
          label="Connection it concerns"
          value={form.connection === undefined || form.connection === '' ? none : form.connection}
          options={[
            { value: none, title: 'As the identifier says' },
            ...mine.map((id) => ({ value: id, title: id })),
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
        <code className="font-mono">{'{{id}}'}</code> for the delivery. With # they are numbers:{' '}
        <code className="font-mono">{'{{#now}}'}</code> is the time in milliseconds since 1970,{' '}
        <code className="font-mono">{'{{#identifier}}'}</code> the identifier without quotes. They are filled
        when it is sent.
      </p>
    </section>
  )
}
