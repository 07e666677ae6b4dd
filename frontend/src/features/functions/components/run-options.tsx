import { useId } from 'react'
import type { FunctionDetail } from '@/api/types'
import { CodeEditor } from '@/components/code-editor'
import { FormField } from '@/components/form-field'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import type { RunDraft } from '../run-draft'

interface OptionsProps {
  fn: FunctionDetail
  draft: RunDraft
  onChange: (part: Partial<RunDraft>) => void
}

/** What a dry run may be told instead of what the connection has. */
export function DryOptions({ fn, draft, onChange }: OptionsProps) {
  return (
    <details className="rounded-lg border px-3 py-2" open>
      <summary className="font-medium">Dry run options</summary>
      <div className="flex flex-col gap-3 pt-3">
        <JsonField
          label="Metadata"
          help="Used instead of the connection’s own."
          value={draft.metadata}
          onChange={(metadata) => onChange({ metadata })}
        />
        {fn.type === 'sync' && (
          <>
            <JsonField
              label="Checkpoint"
              help="Where the sync believes it stopped the last time."
              value={draft.checkpoint}
              onChange={(checkpoint) => onChange({ checkpoint })}
            />
            <div className="grid gap-3 sm:grid-cols-2">
              <FormField label="Last sync date" optional>
                {(control) => (
                  <Input
                    {...control}
                    value={draft.lastSyncDate}
                    placeholder="2026-01-31"
                    onChange={(event) => onChange({ lastSyncDate: event.target.value })}
                  />
                )}
              </FormField>
              <FormField label="Variant" optional>
                {(control) => (
                  <Input
                    {...control}
                    value={draft.variant}
                    placeholder="base"
                    onChange={(event) => onChange({ variant: event.target.value })}
                  />
                )}
              </FormField>
            </div>
          </>
        )}
        <Check
          label="Check every shape: a wrong input, output or record is an error"
          value={draft.validate}
          onChange={(validate) => onChange({ validate })}
        />
        <Check
          label="Write the fixture when it went well, for tests"
          value={draft.saveFixture}
          onChange={(saveFixture) => onChange({ saveFixture })}
        />
      </div>
    </details>
  )
}

/** Runs onWebhook of a sync with an event of one's own. */
export function EventBox({ fn, draft, onChange }: OptionsProps) {
  return (
    <section aria-label="Event" className="flex flex-col gap-3 rounded-lg border px-3 py-2">
      <Check
        label="Run its webhook code with an event, instead of the sync"
        value={draft.event}
        onChange={(event) => onChange({ event })}
      />
      {draft.event && (
        <>
          <FormField label="Subscription" optional help="The event’s type, as the function subscribes to it.">
            {(control) => (
              <Input
                {...control}
                value={draft.subscription}
                placeholder={fn.subscriptions[0] ?? '*'}
                spellCheck={false}
                onChange={(event) => onChange({ subscription: event.target.value })}
              />
            )}
          </FormField>
          <JsonField
            label="Payload"
            help="The body of the webhook, as the provider sends it."
            value={draft.payload}
            onChange={(payload) => onChange({ payload })}
          />
        </>
      )}
    </section>
  )
}

function JsonField(props: { label: string; help: string; value: string; onChange: (text: string) => void }) {
  const { label, help, value, onChange } = props
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm font-medium">{label}</p>
      <CodeEditor value={value} onChange={onChange} language="json" label={label} describedBy={id} />
      <p id={id} className="text-xs text-muted-foreground">
        {help}
      </p>
    </div>
  )
}

function Check(props: { label: string; value: boolean; onChange: (on: boolean) => void }) {
  const id = useId()
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        id={id}
        checked={props.value}
        onCheckedChange={(on) => props.onChange(on === true)}
        className="mt-0.5"
      />
      <Label htmlFor={id} className="font-normal">
        {props.label}
      </Label>
    </div>
  )
}
