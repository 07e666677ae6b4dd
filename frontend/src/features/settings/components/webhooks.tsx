import { Link } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { Settings, Status } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Input } from '@/components/ui/input'
import { messageFor, useDebounced, useSaveSettings } from '../autosave'
import { tunnels } from '../tunnels'
import { Field, SavedSign, Section } from './section'

/** How providers on the internet reach this machine, and which port may be opened for them. */
export function WebhooksSection({ settings, status }: { settings: Settings; status: Status }) {
  const [base, setBase] = useState(settings.webhook_base_url)
  const save = useSaveSettings()
  useDebounced(base, (webhook_base_url) => save.mutate({ webhook_base_url: webhook_base_url.trim() }))
  const problem = messageFor(save.error, 'webhook_base_url')
  return (
    <Section
      id="webhooks"
      title="Webhooks from providers"
      description="Providers cannot reach this machine by themselves. A tunnel of your own brings their webhooks here; the simulator needs none."
      aside={<SavedSign state={save.status} />}
    >
      <Field title="Webhook port" help="The address to give to a tunnel, and the only one.">
        <CopyField value={status.webhook_url} label="Copy the address of the webhook port" />
      </Field>
      <Alert>
        <ShieldCheck aria-hidden />
        <AlertTitle>Only this port is safe to open</AlertTitle>
        <AlertDescription>
          It takes webhooks and does nothing else. The main port, {status.api_url}, opens every connection:
          never give it to a tunnel.
        </AlertDescription>
      </Alert>
      <Field title="Start a tunnel" help="Two common ones; install either. Each prints a public address.">
        <div className="flex flex-col gap-1.5">
          {tunnels(status.webhook_url).map(({ name, command }) => (
            <CopyField key={name} value={command} label={`Copy the command for ${name}`} />
          ))}
        </div>
      </Field>
      <Field
        title="Public address"
        htmlFor="webhook-base"
        problem={problem}
        help={
          <>
            What the tunnel printed. Each integration then shows its own webhook URL below it.{' '}
            <Link to="/webhooks" className="text-primary underline">
              See what came
            </Link>
          </>
        }
      >
        <Input
          id="webhook-base"
          value={base}
          placeholder="https://example.trycloudflare.com"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? 'webhook-base-problem webhook-base-help' : 'webhook-base-help'}
          onChange={(event) => setBase(event.target.value)}
          className="font-mono text-xs"
        />
      </Field>
      {save.error && !problem && <FaultNotice error={save.error} />}
    </Section>
  )
}
