import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ProviderDetail } from '@/api/types'
import { appFields, hasClient, hasScopes, setupUrl } from './app-fields'
import { keepDraft, readDraft } from './draft'
import { emptyForm, formFieldOf, integrationInput, integrationResolver } from './form'

const [sample] = JSON.parse(readFileSync('src/testing/forms.json', 'utf8')) as ProviderDetail[]

function kind(auth_mode: string): ProviderDetail {
  if (!sample) throw new Error('there is no form')
  return {
    ...sample,
    name: 'app',
    auth_mode,
    needs_app: true,
    integration_fields: [],
    default_scopes: ['read'],
  }
}

const key = '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----'
const typed: Record<string, string> = {
  app_id: '77',
  app_link: 'https://github.com/apps/mine',
  private_key: key,
  username: 'me',
  password: 'secret',
}

function filled(provider: ProviderDetail) {
  const app = Object.fromEntries(appFields(provider).map(({ name }) => [name, typed[name] ?? '']))
  return { ...emptyForm(provider, 'app'), clientId: 'id', clientSecret: 'cs', app }
}

async function complaints(provider: ProviderDetail, app: Record<string, string>) {
  const values = { ...filled(provider), app: { ...filled(provider).app, ...app } }
  const options = { fields: {}, shouldUseNativeValidation: false }
  return (await integrationResolver(provider)(values, undefined, options)).errors.app
}

describe('the fields of an app', () => {
  beforeEach(() => localStorage.clear())

  it.each([
    ['OAUTH2', ['client_id', 'client_secret', 'scopes', 'type']],
    ['APP', ['app_id', 'app_link', 'private_key', 'type']],
    ['CUSTOM', ['app_id', 'app_link', 'client_id', 'client_secret', 'private_key', 'type']],
    ['INSTALL_PLUGIN', ['app_link', 'password', 'type', 'username']],
  ])('of the kind %s are sent and nothing else', (mode, names) => {
    const provider = kind(mode)
    const sent = integrationInput(provider, filled(provider)).credentials ?? {}
    expect(Object.keys(sent).sort()).toEqual(names)
    expect(hasClient(provider)).toBe(names.includes('client_id'))
    expect(hasScopes(provider)).toBe(names.includes('scopes'))
  })

  it('are checked as one types', async () => {
    const app = kind('APP')
    expect(await complaints(app, {})).toBeUndefined()
    expect(await complaints(app, { app_id: 'mine' })).toHaveProperty('app_id')
    expect(await complaints(app, { app_link: 'mine' })).toHaveProperty('app_link')
    expect(await complaints(app, { private_key: 'mine' })).toHaveProperty('private_key')
    expect(await complaints(kind('INSTALL_PLUGIN'), { password: '' })).toHaveProperty('password')
  })

  it('show what the program found wrong where it belongs', () => {
    expect(formFieldOf(['credentials', 'private_key'])).toBe('app.private_key')
    expect(formFieldOf(['credentials', 'client_id'])).toBe('clientId')
  })

  it('leave no secret in the draft', () => {
    const provider = kind('APP')
    keepDraft(provider, filled(provider))
    expect(readDraft('app').app).toEqual({
      app_id: '77',
      app_link: 'https://github.com/apps/mine',
      private_key: '',
    })
  })

  it('come with the address for after the installation', () => {
    expect(setupUrl(kind('APP'), 'http://localhost:3003/oauth/callback')).toBe(
      'http://localhost:3003/app-auth/connect',
    )
    expect(setupUrl(kind('CUSTOM'), 'http://localhost:3003/oauth/callback')).toBeUndefined()
  })
})
