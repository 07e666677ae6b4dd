import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Field } from '@/api/types'
import { fakeData, detailOf } from '@/host/fake-data'
import {
  answers,
  checkField,
  checkFields,
  defaultValues,
  formFields,
  shownFields,
  visibleFields,
  type FormField,
} from './fields'

function field(more: Partial<Field> = {}): Field {
  return {
    name: 'domain',
    title: 'Domain',
    optional: false,
    secret: false,
    hidden: false,
    automated: false,
    ...more,
  }
}

function placed(more: Partial<FormField> = {}): FormField {
  const group = more.group ?? 'params'
  const base = field(more)
  return { ...base, group, path: `${group}.${base.name}`, ...more }
}

describe('checkField', () => {
  it.each<[what: string, field: Field, value: string, problem: RegExp | undefined]>([
    ['needs an answer', field(), '', /Domain is needed/],
    ['lets an optional one be empty', field({ optional: true }), '', undefined],
    ['lets an empty default be empty', field({ default_value: '' }), '', undefined],
    ['sees a pasted blank', field(), 'acme ', /blank at its end/],
    ['sees a choice that is none', field({ enum: ['eu', 'us'] }), 'mars', /eu, us/],
    ['sees a doubled prefix', field({ prefix: 'https://' }), 'https://acme.com', /Leave out https/],
    ['sees a doubled suffix', field({ suffix: '.zendesk.com' }), 'acme.zendesk.com', /Leave out \.zendesk/],
    [
      'checks the pattern and shows the example',
      field({ pattern: '^kc_', example: 'kc_1' }),
      'x',
      /like kc_1/,
    ],
    ['accepts what fits the pattern', field({ pattern: '^[a-z0-9_-]+$' }), 'acme-1', undefined],
    [
      'leaves a pattern JavaScript cannot read to the program',
      field({ pattern: '(?P<x>a)' }),
      'b',
      undefined,
    ],
    ['checks a host name', field({ format: 'hostname' }), 'https://acme.com/x', /Leave out https/],
    ['lets a hidden one be empty', field({ hidden: true }), '', undefined],
    ['shows how a secret starts', field({ pattern: '^kc_', example: 'kc_…' }), 'x', /starts with kc_$/],
    ['leaves line breaks of a key alone', field({ multiline: true }), 'a\nb\n', undefined],
    [
      'does not take a port for a host name',
      field({ format: 'hostname' }),
      'localhost:8080',
      /not a host name/,
    ],
    ['checks an email', field({ format: 'email' }), 'anna', /not an email/],
    ['checks a UUID', field({ format: 'uuid' }), '123', /UUID/],
    ['checks an address', field({ format: 'uri' }), 'acme', /https/],
    ['passes over a format it does not know', field({ format: 'date' }), 'x', undefined],
  ])('%s', (_, one, value, problem) => {
    const found = checkField(one, value)
    if (problem) expect(found).toMatch(problem)
    else expect(found).toBeUndefined()
  })
})

interface SharedCheck {
  what: string
  field: Partial<Field>
  value: string
  fine: boolean
}

describe('checkField agrees with the program', () => {
  const shared = JSON.parse(
    readFileSync('../app/catalog/testdata/field_checks.json', 'utf8'),
  ) as SharedCheck[]
  it.each(shared.map((one) => [one.what, one] as const))('on %s', (_, one) => {
    expect(checkField(field(one.field), one.value) === undefined).toBe(one.fine)
  })
})

describe('shownFields', () => {
  const first = field({ name: 'first', enum: ['a', 'b'] })
  const second = field({ name: 'second', visible_when: { field: 'first', equals: 'b' } })
  const third = field({ name: 'third', visible_when: { field: 'second', equals: 'yes' } })
  const names = (values: Record<string, string>) =>
    shownFields([first, second, third], (one) => values[one.name]).map((one) => one.name)

  it('follows a chain of conditions as a whole', () => {
    expect(names({ first: 'b', second: 'yes' })).toEqual(['first', 'second', 'third'])
    expect(names({ first: 'a', second: 'yes' })).toEqual(['first'])
  })

  it('does not follow a chain that bites its tail, nor one that leads nowhere', () => {
    const x = field({ name: 'x', visible_when: { field: 'y', equals: '' } })
    const y = field({ name: 'y', visible_when: { field: 'x', equals: '' } })
    const z = field({ name: 'z', visible_when: { field: 'gone', equals: '' } })
    expect(shownFields([x, y, z], () => '')).toEqual([])
  })
})

describe('a form', () => {
  const kind = placed({ name: 'kind', enum: ['cloud', 'server'] })
  const host = placed({ name: 'host', visible_when: { field: 'kind', equals: 'server' } })
  const region = placed({ name: 'region', hidden: true, default_value: 'eu' })
  const key = placed({ name: 'apiKey', group: 'credentials', secret: true })
  const fields = [kind, host, region, key]

  it('starts with defaults and the first choice', () => {
    expect(defaultValues(fields)).toEqual({
      'params.kind': 'cloud',
      'params.host': '',
      'params.region': 'eu',
      'credentials.apiKey': '',
    })
  })

  it('asks for a field only while the other answer calls for it', () => {
    expect(visibleFields(fields, { 'params.kind': 'cloud' })).toEqual([kind, key])
    expect(visibleFields(fields, { 'params.kind': 'server' })).toEqual([kind, host, key])
    expect(checkFields(fields, { 'params.kind': 'cloud', 'credentials.apiKey': 'k' })).toEqual({})
    expect(checkFields(fields, { 'params.kind': 'server', 'credentials.apiKey': 'k' })).toHaveProperty([
      'params.host',
    ])
  })

  it('sends what is shown and what is hidden with a default, nothing else', () => {
    const values = {
      'params.kind': 'cloud',
      'params.host': 'left over',
      'params.region': 'eu',
      'credentials.apiKey': 'k',
    }
    expect(answers(fields, values, 'params')).toEqual({ kind: 'cloud', region: 'eu' })
    expect(answers(fields, values, 'credentials')).toEqual({ apiKey: 'k' })
  })

  it('does not ask again for what the integration holds', () => {
    const [summary] = fakeData().providers
    if (!summary) throw new Error('the fake has no providers')
    const detail = detailOf(summary)
    detail.integration_fields = [field({ name: 'dppKey' })]
    detail.credential_fields = [field({ name: 'username' }), field({ name: 'dppKey', secret: true })]
    const asked = (held: Record<string, string>) => formFields(detail, held).map((one) => one.name)
    expect(asked({})).toContain('dppKey')
    expect(asked({ dppKey: '***' })).not.toContain('dppKey')
    expect(asked({ username: 'not a field of the integration' })).toContain('username')
  })

  it('keeps the order of the catalog and leaves out what the program fills in', () => {
    const zendesk = fakeData().providers.find((one) => one.name === 'datadog')
    if (!zendesk) throw new Error('the fake has no datadog')
    const detail = detailOf(zendesk)
    detail.connection_fields.push(field({ name: 'machine', automated: true }))
    detail.form = ['credentials.apiKey', 'params.siteParameter']
    expect(formFields(detail).map((one) => one.path)).toEqual(['credentials.apiKey', 'params.siteParameter'])
  })
})
