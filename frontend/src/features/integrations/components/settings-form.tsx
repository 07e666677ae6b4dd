import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { updateIntegration } from '@/api/integrations'
import type { Integration, ProviderDetail } from '@/api/types'
import { ExternalLink } from '@/components/external-link'
import { FormField } from '@/components/form-field'
import { ProviderField } from '@/components/provider-field'
import { SaveStatus } from '@/components/save-status'
import { SecretInput } from '@/components/secret-field'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import { clientLabels } from '@/lib/auth-modes'
import { useAutosave } from '@/lib/autosave'
import { appFields, hasClient, hasScopes } from '../app-fields'
import { configFields } from '../form'
import { changes, editedFrom, problems, type Edited } from '../settings'
import { ScopesPicker } from './scopes-picker'

/** Everything that can be changed on an integration. Saves by itself. */
export function SettingsForm({
  integration,
  provider,
}: {
  integration: Integration
  provider: ProviderDetail
}) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [now, setNow] = useState(() => editedFrom(integration))
  const [stored, setStored] = useState(() => editedFrom(integration))
  const wrong = problems(now, provider, integration)
  const set = (change: Partial<Edited>) => setNow((before) => ({ ...before, ...change }))
  const { state, retry } = useAutosave({
    value: now,
    stored,
    enabled: Object.keys(wrong).length === 0,
    save: async (value) => {
      await updateIntegration(stored.uniqueKey, changes(stored, value, provider))
      setStored(value)
      await client.invalidateQueries({ queryKey: ['integrations'] })
      if (value.uniqueKey !== stored.uniqueKey) {
        await navigate({ to: '/integrations/$key', params: { key: value.uniqueKey }, replace: true })
      }
    },
  })
  const refused = (...names: string[]) =>
    state.is === 'failed'
      ? state.fault.errors.find((one) => one.path.some((part) => names.includes(part)))?.message
      : undefined

  return (
    <Card>
      <CardHeader className="flex-row items-center justify-between">
        <CardTitle>Settings</CardTitle>
        <SaveStatus state={state} retry={() => void retry()} />
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField label="Name" error={wrong.displayName ?? refused('display_name')}>
            {(control) => (
              <Input
                {...control}
                value={now.displayName}
                onChange={(event) => set({ displayName: event.target.value })}
              />
            )}
          </FormField>
          <FormField
            label="Unique key"
            error={wrong.uniqueKey ?? refused('unique_key', 'uniqueKey')}
            help={
              integration.connection_count > 0
                ? 'Fixed while there are connections: scripts name them by it.'
                : 'Scripts name the integration by this.'
            }
          >
            {(control) => (
              <Input
                {...control}
                value={now.uniqueKey}
                readOnly={integration.connection_count > 0}
                spellCheck={false}
                onChange={(event) => set({ uniqueKey: event.target.value })}
                className="font-mono text-xs read-only:bg-muted"
              />
            )}
          </FormField>
          {hasClient(provider) && (
            <>
              <FormField
                label={clientLabels(provider.auth_mode).id}
                error={wrong.clientId ?? refused('client_id')}
              >
                {(control) => (
                  <Input
                    {...control}
                    value={now.clientId}
                    spellCheck={false}
                    autoComplete="off"
                    onChange={(event) => set({ clientId: event.target.value })}
                    className="font-mono text-xs"
                  />
                )}
              </FormField>
              <FormField
                label={clientLabels(provider.auth_mode).secret}
                error={refused('client_secret')}
                help={
                  integration.has_client_secret ? 'One is stored. Type to replace it.' : 'None is stored yet.'
                }
              >
                {(control) => (
                  <SecretInput
                    {...control}
                    value={now.clientSecret}
                    placeholder={integration.has_client_secret ? '••••••••••••' : ''}
                    onChange={(event) => set({ clientSecret: event.target.value })}
                  />
                )}
              </FormField>
            </>
          )}
        </div>
        {appFields(provider).map((field) => (
          <ProviderField
            key={field.name}
            field={field}
            value={now.app[field.name] ?? ''}
            {...(integration.app[field.name] && { placeholder: '••••••••••••' })}
            onChange={(value) => set({ app: { ...now.app, [field.name]: value } })}
            error={wrong[`app.${field.name}`] ?? refused(field.name)}
          />
        ))}
        {hasScopes(provider) && (
          <FormField
            label="Scopes"
            error={refused('scopes')}
            help={
              <>
                New connections ask for these; existing ones keep what they were given.{' '}
                {provider.scopes_docs && (
                  <ExternalLink href={provider.scopes_docs}>What they mean</ExternalLink>
                )}
              </>
            }
          >
            {() => (
              <ScopesPicker
                value={now.scopes}
                onChange={(scopes) => set({ scopes })}
                known={provider.scopes}
                defaults={provider.default_scopes}
              />
            )}
          </FormField>
        )}
        {configFields(provider, now.config).map((field) => (
          <ProviderField
            key={field.name}
            field={field}
            value={now.config[field.name] ?? ''}
            {...(field.secret &&
              integration.integration_config[field.name] && { placeholder: '••••••••••••' })}
            onChange={(value) => set({ config: { ...now.config, [field.name]: value } })}
            error={wrong[field.name] ?? refused(field.name)}
          />
        ))}
        <div className="flex items-center gap-2.5">
          <Switch
            id="forward-webhooks"
            checked={now.forwardWebhooks}
            onCheckedChange={(forwardWebhooks) => set({ forwardWebhooks })}
          />
          <Label htmlFor="forward-webhooks" className="font-normal">
            Forward the provider’s webhooks to my own address
          </Label>
        </div>
      </CardContent>
    </Card>
  )
}
