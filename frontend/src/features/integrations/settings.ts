import type { Integration, IntegrationUpdate, ProviderDetail } from '@/api/types'
import { checkField } from '@/lib/fields'
import { checkKey } from '@/lib/keys'
import { appFields, hasClient, type AppValues } from './app-fields'
import { changedConfig, configFields, kept, shownConfig } from './form'

/** The settings as the form holds them. */
export interface Edited {
  uniqueKey: string
  displayName: string
  clientId: string
  /** Empty: the stored one stays. */
  clientSecret: string
  scopes: string[]
  /** App id, link, private key and the like; a secret that is empty stays as it is stored. */
  app: AppValues
  config: Record<string, string>
  forwardWebhooks: boolean
}

/** What is stored, without the secrets. */
export function editedFrom(integration: Integration): Edited {
  return {
    uniqueKey: integration.unique_key,
    displayName: integration.display_name,
    clientId: integration.client_id ?? '',
    clientSecret: '',
    scopes: integration.scopes,
    app: shownConfig(integration.app),
    config: shownConfig(integration.integration_config),
    forwardWebhooks: integration.forward_webhooks,
  }
}

/** What differs, in the words of the API. */
export function changes(before: Edited, now: Edited, provider: ProviderDetail): IntegrationUpdate {
  const config = changedConfig(provider, before.config, now.config)
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const credentials = {
    ...(now.clientId !== before.clientId && { client_id: now.clientId.trim() }),
    ...(now.clientSecret !== before.clientSecret && { client_secret: now.clientSecret }),
    ...(!same(now.scopes, before.scopes) && { scopes: now.scopes.join(',') }),
    ...Object.fromEntries(
      appFields(provider)
        .map(({ name }) => [name, now.app[name]?.trim() ?? ''] as const)
        .filter(([name, value]) => value !== '' && value !== before.app[name]),
    ),
  }
  return {
    ...(now.uniqueKey !== before.uniqueKey && { unique_key: now.uniqueKey }),
    ...(now.displayName !== before.displayName && { display_name: now.displayName.trim() }),
    ...(now.forwardWebhooks !== before.forwardWebhooks && { forward_webhooks: now.forwardWebhooks }),
    ...(Object.keys(credentials).length > 0 && { credentials }),
    ...(Object.keys(config).length > 0 && { integration_config: config }),
  }
}

/** Why the settings cannot be saved, by field; those of the app are named `app.NAME`. */
export function problems(
  now: Edited,
  provider: ProviderDetail,
  integration: Integration,
): Record<string, string> {
  const found: Record<string, string> = {}
  const key = checkKey(now.uniqueKey)
  if (key) found.uniqueKey = key
  if (!now.displayName.trim()) found.displayName = 'A name is needed.'
  if (hasClient(provider) && integration.client_id && !now.clientId.trim())
    found.clientId = 'The client ID is needed.'
  for (const field of configFields(provider, now.config)) {
    const value = now.config[field.name] ?? ''
    // What was never filled in is shown as missing, and must not keep the rest from being saved.
    const emptied = field.secret ? '' : integration.integration_config[field.name]
    const problem = value || emptied ? checkField(field, value) : undefined
    if (problem) found[field.name] = problem
  }
  for (const field of appFields(provider)) {
    const value = now.app[field.name] ?? ''
    const emptied = !field.secret && integration.app[field.name] && integration.app[field.name] !== kept
    const problem = value || emptied ? checkField(field, value) : undefined
    if (problem) found[`app.${field.name}`] = problem
  }
  return found
}
