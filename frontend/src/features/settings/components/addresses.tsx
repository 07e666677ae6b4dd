import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Settings, Status } from '@/api/types'
import { CopyButton, CopyField } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { messageFor, useDebounced, useSaveSettings } from '../autosave'
import { Field, SavedSign, Section } from './section'

export function AddressesSection({ status, settings }: { status: Status; settings: Settings }) {
  return (
    <Section
      id="addresses"
      title="Addresses"
      description="Where Patchbay answers on this machine. Nothing else can reach it."
    >
      <Field title="API and proxy" help="Scripts and SDKs use this as their host.">
        <CopyField value={status.api_url} label="Copy the API address" />
      </Field>
      <Field
        title="Base URL of one connection"
        help="For SDKs of a provider that take a base URL: they call the API through Patchbay, with your API key as the token."
      >
        <CopyField
          value={`${status.api_url}/patchbay/c/{integration}/{connection}`}
          label="Copy the base URL pattern"
        />
      </Field>
      <Field
        title="Webhooks"
        help="The only address to give to a tunnel: nothing but webhooks is served there."
      >
        <CopyField value={status.webhook_url} label="Copy the webhook address" />
      </Field>
      <CallbackField status={status} settings={settings} />
    </Section>
  )
}

function CallbackField({ status, settings }: { status: Status; settings: Settings }) {
  const [text, setText] = useState(settings.callback_url)
  const save = useSaveSettings()
  useDebounced(text, (callback_url) => save.mutate({ callback_url }))
  const problem = messageFor(save.error, 'callback_url')
  return (
    <Field
      htmlFor="callback-url"
      title="Callback URL"
      problem={problem}
      aside={
        <>
          <SavedSign state={save.status} />
          {text && (
            <Button variant="ghost" size="sm" onClick={() => setText('')}>
              <RotateCcw aria-hidden /> Use the default
            </Button>
          )}
          <CopyButton value={status.callback_url} label="Copy the callback URL in force" />
        </>
      }
      help="Where providers send you back after signing in. Register exactly this address in each app. Change it only when a provider refuses http or localhost, and then point the new address at this one; apps registered with the old address must be changed too."
    >
      <Input
        id="callback-url"
        type="url"
        value={text}
        placeholder={status.callback_url}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? 'callback-url-problem callback-url-help' : 'callback-url-help'}
        onChange={(event) => setText(event.target.value)}
        className="font-mono text-xs"
      />
      {save.error && !problem && <FaultNotice error={save.error} />}
    </Field>
  )
}
