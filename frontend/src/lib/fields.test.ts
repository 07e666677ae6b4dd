import { describe, expect, it } from 'vitest'
import type { Field } from '@/api/types'
import { fakeData, detailOf } from '@/host/fake-data'
import {
  answers,
  checkField,
  checkFields,
  defaultValues,
  formFields,
  isVisible,
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
    ['accepts a host with a port', field({ format: 'hostname' }), 'localhost:8080', undefined],
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
    expect(isVisible(host, { 'params.kind': 'cloud' })).toBe(false)
    expect(isVisible(host, { 'params.kind': 'server' })).toBe(true)
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

  it('keeps the order of the catalog and leaves out what the program fills in', () => {
    const zendesk = fakeData().providers.find((one) => one.name === 'datadog')
    if (!zendesk) throw new Error('the fake has no datadog')
    const detail = detailOf(zendesk)
    detail.connection_fields.push(field({ name: 'machine', automated: true }))
    detail.form = ['credentials.apiKey', 'params.siteParameter']
    expect(formFields(detail).map((one) => one.path)).toEqual(['credentials.apiKey', 'params.siteParameter'])
  })
})
