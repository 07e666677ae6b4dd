import type { Field, ProviderDetail } from '@/api/types'

/** What only some kinds of apps have, beside or in place of client ID and secret. */
export type AppValues = Record<string, string>

function field(name: string, title: string, more: Partial<Field>): Field {
  return { name, title, optional: false, secret: false, hidden: false, automated: false, ...more }
}

const link = (example: string) =>
  field('app_link', 'Public link', {
    description: 'The page where people install it, as the provider shows it.',
    format: 'uri',
    example,
  })

const github = [
  field('app_id', 'App ID', {
    description: 'The number on the app’s page.',
    pattern: '^[0-9]+$',
    example: '123456',
  }),
  link('https://github.com/apps/your-app'),
  field('private_key', 'Private key', {
    description: 'The .pem file that the app’s page gives you. Sealed before it is stored.',
    pattern: '^-----BEGIN RSA PRIVATE KEY-----[\\s\\S]+-----END RSA PRIVATE KEY-----\\s*$',
    secret: true,
    multiline: true,
  }),
]

const plugin = [
  link('https://app.example.com/plugins/your-plugin'),
  field('username', 'User name', { description: 'The identifier of the plugin’s token.' }),
  field('password', 'Password', {
    description: 'The key of the plugin’s token. Sealed before it is stored.',
    secret: true,
  }),
]

/** The fields of the provider's kind of app. */
export function appFields(provider: ProviderDetail): Field[] {
  switch (provider.auth_mode) {
    case 'APP':
    case 'CUSTOM':
      return github
    case 'INSTALL_PLUGIN':
      return plugin
    default:
      return []
  }
}

/** Whether the app has a client ID and secret. */
export function hasClient(provider: ProviderDetail): boolean {
  return provider.needs_app && !['APP', 'INSTALL_PLUGIN'].includes(provider.auth_mode)
}

/** Whether a login asks for scopes; what a GitHub App or a NetSuite token may do is set at the provider. */
export function hasScopes(provider: ProviderDetail): boolean {
  return hasClient(provider) && !['CUSTOM', 'TBA'].includes(provider.auth_mode)
}

/** Where a GitHub App sends people after its installation; other apps have no such address. */
export function setupUrl(provider: ProviderDetail, callbackUrl: string): string | undefined {
  if (provider.auth_mode !== 'APP' || !URL.canParse(callbackUrl)) return undefined
  return new URL('/app-auth/connect', callbackUrl).href
}
