import type { FieldErrors, Path, Resolver } from 'react-hook-form'
import type { IntegrationInput, ProviderDetail } from '@/api/types'
import { checkField, shownFields, startValue } from '@/lib/fields'
import { checkKey } from '@/lib/keys'
import { appFields, hasClient, hasScopes, type AppValues } from './app-fields'

export interface IntegrationForm {
  uniqueKey: string
  displayName: string
  clientId: string
  clientSecret: string
  scopes: string[]
  app: AppValues
  config: Record<string, string>
}

/** The settings of the integration itself that a person fills in, given what is filled in already. */
export function configFields(provider: ProviderDetail, config: Record<string, string>) {
  return shownFields(provider.integration_fields, (field) => config[field.name])
}

/** What reads in place of a stored secret; sent back it means "keep it". */
export const kept = '***'

/** The stored settings as a form shows them: what is secret starts empty. */
export function shownConfig(config: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, value === kept ? '' : value]),
  )
}

/** The settings that differ, for an update: what was emptied too, except a secret, which stays. */
export function changedConfig(
  provider: ProviderDetail,
  before: Record<string, string>,
  now: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    configFields(provider, now)
      .map((field) => ({ field, value: now[field.name] ?? '' }))
      .filter(({ field, value }) => value !== (before[field.name] ?? '') && !(field.secret && value === ''))
      .map(({ field, value }) => [field.name, value]),
  )
}

export function emptyForm(provider: ProviderDetail, uniqueKey: string): IntegrationForm {
  return {
    uniqueKey,
    displayName: provider.display_name,
    clientId: '',
    clientSecret: '',
    scopes: provider.default_scopes,
    app: Object.fromEntries(appFields(provider).map((field) => [field.name, ''])),
    config: Object.fromEntries(provider.integration_fields.map((field) => [field.name, startValue(field)])),
  }
}

/** Checks a new integration as one types. */
export function integrationResolver(provider: ProviderDetail): Resolver<IntegrationForm> {
  return (values) => {
    const errors: FieldErrors<IntegrationForm> = {}
    const set = (
      name: 'uniqueKey' | 'displayName' | 'clientId' | 'clientSecret',
      message: string | undefined,
    ) => {
      if (message) errors[name] = { type: 'form', message }
    }
    set('uniqueKey', checkKey(values.uniqueKey))
    set('displayName', values.displayName.trim() ? undefined : 'A name is needed.')
    if (hasClient(provider)) {
      const tba = provider.auth_mode === 'TBA'
      set(
        'clientId',
        values.clientId.trim()
          ? undefined
          : tba
            ? 'The consumer key is needed to sign requests.'
            : 'The client ID is needed to send people to sign in.',
      )
      set(
        'clientSecret',
        values.clientSecret
          ? undefined
          : `The ${tba ? 'consumer' : 'client'} secret is needed to ${tba ? 'sign requests' : 'get a token'}.`,
      )
    }
    for (const field of appFields(provider)) {
      const message = checkField(field, values.app[field.name] ?? '')
      if (message) errors.app = { ...errors.app, [field.name]: { type: 'catalog', message } }
    }
    for (const field of configFields(provider, values.config)) {
      const message = checkField(field, values.config[field.name] ?? '')
      if (message) errors.config = { ...errors.config, [field.name]: { type: 'catalog', message } }
    }
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} }
  }
}

export function integrationInput(provider: ProviderDetail, form: IntegrationForm): IntegrationInput {
  const config = changedConfig(provider, {}, form.config)
  return {
    provider: provider.name,
    unique_key: form.uniqueKey,
    display_name: form.displayName.trim(),
    ...(provider.needs_app && {
      credentials: {
        type: provider.auth_mode,
        ...(hasClient(provider) && { client_id: form.clientId.trim(), client_secret: form.clientSecret }),
        ...(hasScopes(provider) && form.scopes.length > 0 && { scopes: form.scopes.join(',') }),
        ...Object.fromEntries(appFields(provider).map(({ name }) => [name, form.app[name]?.trim() ?? ''])),
      },
    }),
    ...(Object.keys(config).length > 0 && { integration_config: config }),
  }
}

const wireNames: Record<string, Path<IntegrationForm>> = {
  uniqueKey: 'uniqueKey',
  unique_key: 'uniqueKey',
  display_name: 'displayName',
  client_id: 'clientId',
  client_secret: 'clientSecret',
  scopes: 'scopes',
}

/** Where the form shows what the program found wrong. */
export function formFieldOf(path: string[]): Path<IntegrationForm> | undefined {
  const [first, second] = path
  if (first === 'integration_config' && second) return `config.${second}`
  if (first === 'credentials' && second && /^(app_|private_|username|password)/.test(second))
    return `app.${second}`
  return wireNames[(first === 'credentials' ? second : first) ?? '']
}
