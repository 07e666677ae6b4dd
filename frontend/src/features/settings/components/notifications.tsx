import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { updateNotificationSettings } from '@/api/notifications'
import { queries } from '@/api/queries'
import type { NotificationSettings, Status } from '@/api/types'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Skeleton } from '@/components/ui/skeleton'
import { Switch } from '@/components/ui/switch'
import { messageFor, useDebounced } from '../autosave'
import { Field, SavedSign, Section } from './section'
import { SigningKeyFields } from './signing-key'

type Change = Partial<NotificationSettings>

const switches = {
  on_auth_creation: 'A connection was made, or could not be',
  on_auth_refresh_error: 'Credentials could not be renewed',
  on_connection_deletion: 'A connection was deleted',
  on_sync_completion_always: 'A sync changed nothing (changes are always told)',
  on_sync_error: 'A sync failed',
  on_async_action_completion: 'An asynchronous action ended',
} as const satisfies Partial<Record<keyof NotificationSettings, string>>

type SwitchName = keyof typeof switches

/** Where the user's own app is told what happens, of what, and how it can tell that Patchbay said it. */
export function NotificationsSection({ status }: { status: Status }) {
  const client = useQueryClient()
  const settings = useQuery(queries.notificationSettings())
  const save = useMutation<NotificationSettings, Error, Change>({
    mutationFn: updateNotificationSettings,
    onSuccess: (next) => client.setQueryData(queries.notificationSettings().queryKey, next),
  })
  const named = messageFor(save.error, 'primary_url') ?? messageFor(save.error, 'secondary_url')
  return (
    <Section
      id="notifications"
      title="Webhooks to your app"
      description={`What Patchbay tells your own app in the environment “${status.environment.name}”: signed, kept until delivered, tried three times.`}
      aside={<SavedSign state={save.status} />}
    >
      {settings.data ? (
        <>
          <Addresses settings={settings.data} save={save.mutate} error={save.error} />
          <Switches settings={settings.data} save={save.mutate} />
          <SigningKeyFields settings={settings.data} onSignWith={(sign_with) => save.mutate({ sign_with })} />
          {save.error && !named && <FaultNotice error={save.error} />}
        </>
      ) : settings.error ? (
        <ErrorState
          error={settings.error}
          title="These settings could not be read."
          retry={() => void settings.refetch()}
          className="py-4"
        />
      ) : (
        <div role="status" className="flex appear-late flex-col gap-3">
          <span className="sr-only">Reading the settings…</span>
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-8 w-full" />
        </div>
      )}
    </Section>
  )
}

interface PartProps {
  settings: NotificationSettings
  save: (change: Change) => void
}

function Addresses({ settings, save, error }: PartProps & { error: Error | null }) {
  return (
    <>
      <Address
        field="primary_url"
        title="Address of your app"
        start={settings.primary_url}
        save={save}
        error={error}
        help={
          <>
            Takes a POST for each event. Left empty, nothing is sent.{' '}
            <Link to="/webhooks" search={{ tab: 'sent' }} className="text-primary underline">
              See what was sent
            </Link>
          </>
        }
      />
      <Address
        field="secondary_url"
        title="Second address"
        start={settings.secondary_url}
        save={save}
        error={error}
        help="Gets the same, after the first."
      />
    </>
  )
}

interface AddressProps {
  field: 'primary_url' | 'secondary_url'
  title: string
  start: string
  save: (change: Change) => void
  error: Error | null
  help: React.ReactNode
}

function Address({ field, title, start, save, error, help }: AddressProps) {
  const [url, setUrl] = useState(start)
  useDebounced(url, (next) => save({ [field]: next.trim() }))
  const problem = messageFor(error, field)
  const described = problem ? `${field}-problem ${field}-help` : `${field}-help`
  return (
    <Field title={title} htmlFor={field} help={help} problem={problem}>
      <Input
        id={field}
        value={url}
        placeholder={field === 'primary_url' ? 'http://localhost:8080/webhooks' : ''}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={described}
        onChange={(event) => setUrl(event.target.value)}
        className="font-mono text-xs"
      />
    </Field>
  )
}

function Switches({ settings, save }: PartProps) {
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="pb-2 font-medium">Tell my app when</legend>
      {(Object.keys(switches) as SwitchName[]).map((name) => (
        <div key={name} className="flex items-center gap-2.5">
          <Switch id={name} checked={settings[name]} onCheckedChange={(on) => save({ [name]: on })} />
          <Label htmlFor={name} className="font-normal">
            {switches[name]}
          </Label>
        </div>
      ))}
      <p className="text-xs text-muted-foreground">
        A provider’s webhooks are forwarded as each integration’s own switch says.
      </p>
    </fieldset>
  )
}
