import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ProviderDetail } from '@/api/types'
import { keepDraft, readDraft } from './draft'
import {
  changedConfig,
  configFields,
  emptyForm,
  integrationInput,
  integrationResolver,
  shownConfig,
} from './form'

// The forms of telling providers as the program sends them; a Go test keeps the file fresh.
const forms = JSON.parse(readFileSync('src/testing/forms.json', 'utf8')) as ProviderDetail[]

function provider(name: string): ProviderDetail {
  const found = forms.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name} among the forms`)
  return { ...found, default_scopes: [] }
}

/** What the form complains about, by the name of the setting. */
async function complaints(detail: ProviderDetail, config: Record<string, string>) {
  const form = { ...emptyForm(detail, 'aws'), config }
  const result = await integrationResolver(detail)(form, undefined, {
    fields: {},
    shouldUseNativeValidation: false,
  })
  return (result.errors.config ?? {}) as Record<string, { message: string } | undefined>
}

describe('the settings of AWS', () => {
  const aws = provider('aws-sigv4')
  const names = (config: Record<string, string>) => configFields(aws, config).map((field) => field.name)
  const start = emptyForm(aws, 'aws').config

  it('start with their defaults', () => {
    expect(start).toMatchObject({ stsMode: 'builtin', stsAuthType: 'none', stsAuthHeader: 'x-api-key' })
  })

  it('ask for what the choices call for, through the whole chain', () => {
    expect(names(start)).toEqual([
      'service',
      'defaultRegion',
      'stsMode',
      'awsAccessKeyId',
      'awsSecretAccessKey',
    ])
    const custom = { ...start, stsMode: 'custom' }
    expect(names(custom)).toEqual(['service', 'defaultRegion', 'stsMode', 'stsEndpointUrl', 'stsAuthType'])
    expect(names({ ...custom, stsAuthType: 'api_key' })).toContain('stsApiKey')
    expect(names({ ...custom, stsAuthType: 'basic' })).toContain('stsAuthPassword')
    expect(names({ ...start, stsAuthType: 'basic' })).not.toContain('stsAuthPassword')
  })

  it('are checked only while they are shown', async () => {
    const custom = { ...start, service: 's3', stsMode: 'custom', stsAuthType: 'api_key' }
    expect((await complaints(aws, custom)).stsApiKey?.message).toBe('Endpoint API key is needed.')
    expect(await complaints(aws, { ...custom, stsMode: 'builtin' })).toEqual({})
    expect(
      (await complaints(aws, { ...custom, stsEndpointUrl: 'http://sts.acme.com' })).stsEndpointUrl,
    ).toBeDefined()
  })

  it('are sent without what is not shown', () => {
    const config = { ...start, service: 's3', stsMode: 'custom', awsSecretAccessKey: 'left over' }
    expect(integrationInput(aws, { ...emptyForm(aws, 'aws'), config }).integration_config).toEqual({
      service: 's3',
      stsMode: 'custom',
      stsAuthType: 'none',
    })
  })

  it('are changed one by one: an emptied one too, a secret only when it is typed anew', () => {
    const stored = shownConfig({
      ...start,
      service: 's3',
      defaultRegion: 'us-east-1',
      awsSecretAccessKey: '***',
    })
    expect(stored.awsSecretAccessKey).toBe('')
    expect(changedConfig(aws, stored, stored)).toEqual({})
    expect(changedConfig(aws, stored, { ...stored, defaultRegion: '' })).toEqual({ defaultRegion: '' })
    expect(changedConfig(aws, stored, { ...stored, awsSecretAccessKey: 'new' })).toEqual({
      awsSecretAccessKey: 'new',
    })
  })
})

describe('the settings of a private API', () => {
  const generic = provider('private-api-generic')

  it('say where the key goes, and warn of the query', async () => {
    expect(configFields(generic, {}).find((field) => field.name === 'keyPlacement')?.warnings?.query).toMatch(
      /logs/,
    )
    const config = { ...emptyForm(generic, 'x').config, keyName: 'X-Key', baseUrl: 'https://api.acme.com' }
    expect(await complaints(generic, config)).toEqual({})
    expect(
      (await complaints(generic, { ...config, valueTemplate: 'Bearer' })).valueTemplate?.message,
    ).toMatch(/looks like Bearer \$\{apiKey\}/)
  })
})

describe('a draft', () => {
  beforeEach(() => localStorage.clear())

  it('keeps the settings and none of the secrets', () => {
    const aws = provider('aws-sigv4')
    const form = emptyForm(aws, 'aws')
    keepDraft(aws, {
      ...form,
      clientSecret: 's3cret',
      config: { ...form.config, service: 's3', awsSecretAccessKey: 'aws-secret', stsApiKey: 'sts-secret' },
    })
    const kept = JSON.stringify(Object.entries(localStorage))
    expect(kept).toContain('x-api-key')
    expect(kept).not.toMatch(/s3cret|aws-secret|sts-secret/)
    expect(readDraft('aws-sigv4').config).toMatchObject({ service: 's3', awsSecretAccessKey: '' })
  })
})
