import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '@/api/queries'
import { updateConnectPageSettings } from '@/api/settings'
import type { ConnectPageSettings, Status } from '@/api/types'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Segmented } from '@/components/ui/segmented'
import { Switch } from '@/components/ui/switch'
import { messageFor, useDebounced } from '../autosave'
import { Field, SavedSign, Section } from './section'

type Change = Partial<ConnectPageSettings>

const themes = [
  { value: 'system', title: 'System' },
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
] as const

/** How the page looks on which the users of the user's own app connect their accounts. */
export function ConnectPageSection({ status }: { status: Status }) {
  const client = useQueryClient()
  const { queryKey } = queries.connectPageSettings()
  const settings = useQuery(queries.connectPageSettings())
  const save = useMutation<ConnectPageSettings, Error, Change>({
    mutationFn: updateConnectPageSettings,
    onSuccess: (next) => client.setQueryData(queryKey, next),
  })
  const named = messageFor(save.error, 'primary_light') ?? messageFor(save.error, 'primary_dark')
  return (
    <Section
      id="connect-page"
      title="Connect page"
      description={`How the page looks that your app opens in the environment “${status.environment.name}”, where its users connect their accounts.`}
      aside={<SavedSign state={save.status} />}
    >
      {settings.data ? (
        <Look settings={settings.data} save={save.mutate} error={save.error} />
      ) : settings.error ? (
        <ErrorState
          error={settings.error}
          title="These settings could not be read."
          retry={() => void settings.refetch()}
          className="py-4"
        />
      ) : (
        <p role="status" className="appear-late text-muted-foreground">
          Reading the settings…
        </p>
      )}
      {save.error && !named && <FaultNotice error={save.error} />}
    </Section>
  )
}

interface LookProps {
  settings: ConnectPageSettings
  save: (change: Change) => void
  error: Error | null
}

function Look({ settings, save, error }: LookProps) {
  return (
    <>
      <Field title="Theme" help="Unless your app asks for another with themeOverride.">
        <Segmented
          label="Theme of the Connect page"
          value={settings.default_theme as (typeof themes)[number]['value']}
          options={themes}
          onChange={(default_theme) => save({ default_theme })}
          className="self-start"
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <ColourField
          field="primary_light"
          title="Colour in the light theme"
          start={settings.primary_light}
          save={save}
          error={error}
        />
        <ColourField
          field="primary_dark"
          title="Colour in the dark theme"
          start={settings.primary_dark}
          save={save}
          error={error}
        />
      </div>
      <p className="text-xs text-muted-foreground">
        For buttons and links. Where text would be hard to read, a shade of it is used.
      </p>
      <div className="flex items-center gap-2.5">
        <Switch
          id="show_watermark"
          checked={settings.show_watermark}
          onCheckedChange={(show_watermark) => save({ show_watermark })}
        />
        <Label htmlFor="show_watermark" className="font-normal">
          Say on the page that it is Patchbay’s
        </Label>
      </div>
    </>
  )
}

interface ColourFieldProps {
  field: 'primary_light' | 'primary_dark'
  title: string
  start: string
  save: (change: Change) => void
  error: Error | null
}

const whole = /^#[0-9a-f]{6}$/i

/** A colour: chosen from the system's palette, or written. */
function ColourField({ field, title, start, save, error }: ColourFieldProps) {
  const [colour, setColour] = useState(start)
  useDebounced(colour, (next) => save({ [field]: next }))
  const problem = messageFor(error, field)
  return (
    <Field title={title} htmlFor={field} problem={problem}>
      <div className="flex items-center gap-2">
        <input
          type="color"
          aria-label={`${title}, from a palette`}
          value={whole.test(colour) ? colour.toLowerCase() : start}
          onChange={(event) => setColour(event.target.value)}
          className="h-8 w-10 shrink-0 rounded-md border border-input bg-card p-0.5"
        />
        <Input
          id={field}
          value={colour}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem && `${field}-problem`}
          onChange={(event) => setColour(event.target.value)}
          className="font-mono text-xs"
        />
      </div>
    </Field>
  )
}
