import { useState } from 'react'
import type { RedirectKind, Settings, Status } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { RedirectChoice } from '@/components/redirect/choice'
import { RedirectProblems } from '@/components/redirect/problems'
import { RelayField } from '@/components/redirect/relay-field'
import { messageFor, useDebounced, useSaveSettings } from '../autosave'
import { HTTPSField } from './https'
import { Field, SavedSign, Section } from './section'

/** Where providers send people back to, for every integration without an address of its own. */
export function RedirectSection({ status, settings }: { status: Status; settings: Settings }) {
  const [kind, setKind] = useState<RedirectKind>(settings.redirect)
  const [relay, setRelay] = useState(settings.callback_url)
  const save = useSaveSettings()
  useDebounced(relay, (callback_url) => save.mutate({ redirect: 'relay', callback_url }))
  const problem = messageFor(save.error, 'callback_url')
  const choose = (next: RedirectKind) => {
    setKind(next)
    if (next !== 'relay') save.mutate({ redirect: next })
    else if (relay.trim()) save.mutate({ redirect: next, callback_url: relay })
  }
  return (
    <Section
      id="redirect"
      title="Redirect address"
      description="Where providers send you back after signing in. Each integration can have another one."
      aside={<SavedSign state={save.status} />}
    >
      <RedirectChoice value={kind} onChange={choose} />
      {kind === 'relay' && (
        <RelayField
          value={relay}
          onChange={setRelay}
          target={`${status.api_url}/oauth/callback`}
          problem={problem}
        />
      )}
      <Field
        title="Register this address"
        help="Exactly like this, in every app. Apps that know another one must be changed too."
      >
        <CopyField value={status.callback_url} label="Copy the redirect address" />
      </Field>
      <RedirectProblems problems={status.redirect_problems} />
      {save.error && !problem && <FaultNotice error={save.error} />}
      <HTTPSField />
    </Section>
  )
}
