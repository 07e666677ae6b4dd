import { beforeEach, describe, expect, it } from 'vitest'
import type { FunctionView } from '@/api/types'
import { replaceHost } from '@/host'
import { fakeHost, type FakeHost } from '@/host/fake'
import { chosenFunction, refOf } from './ref'
import { emptyDraft, runInput, switchEditing, type RunDraft } from './run-draft'
import { Versions } from './saving'
import { check } from './schema/check'
import { fieldOf, startValue, type Schema } from './schema/schema'
import { branchesOf } from './tree'

describe('a schema as a form', () => {
  const root: Schema = {
    $ref: '#/definitions/Input',
    definitions: {
      Input: {
        type: 'object',
        required: ['name', 'count', 'kind', 'on', 'tags', 'owner'],
        properties: {
          name: { type: 'string', minLength: 1 },
          count: { type: 'integer', minimum: 1 },
          kind: { anyOf: [{ const: 'a' }, { const: 'b' }] },
          on: { type: 'boolean' },
          tags: { type: 'array', items: { type: 'string' } },
          owner: { $ref: '#/definitions/Owner' },
          note: { type: ['string', 'null'] },
          limit: { type: 'number', default: 10 },
        },
      },
      Owner: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, boss: { $ref: '#/definitions/Owner' } },
      },
    },
  }

  it('starts with what is needed and the defaults', () => {
    expect(startValue(root, root)).toEqual({
      name: '',
      kind: 'a',
      on: false,
      tags: [],
      owner: { id: '' },
      limit: 10,
    })
  })

  it.each<[string, Schema, Partial<ReturnType<typeof fieldOf>>]>([
    ['a text or null', { type: ['string', 'null'] }, { kind: 'text', nullable: true }],
    ['a whole number', { type: 'integer' }, { kind: 'number', whole: true }],
    [
      'one of several words',
      { anyOf: [{ const: 'a' }, { const: 'b' }] },
      { kind: 'choice', choices: ['a', 'b'] },
    ],
    ['words or null', { enum: ['a', null] }, { kind: 'choice', choices: ['a'], nullable: true }],
    ['one of two objects', { anyOf: [{ type: 'object' }, { type: 'array' }] }, { kind: 'json' }],
    ['anything', {}, { kind: 'json' }],
    [
      'an object of any names',
      { type: 'object', additionalProperties: { type: 'string' } },
      { kind: 'json' },
    ],
    [
      'parts put together',
      { allOf: [{ properties: { a: { type: 'string' } } }, { required: ['a'] }] },
      { kind: 'object' },
    ],
  ])('shows %s', (_, schema, field) => {
    expect(fieldOf(schema, schema)).toMatchObject(field)
  })

  it('ends at a schema that contains itself', () => {
    const loop: Schema = { $ref: '#/definitions/A', definitions: { A: { $ref: '#/definitions/A' } } }
    expect(fieldOf(loop, loop).kind).toBe('json')
  })

  it('tells what does not fit, by its path', () => {
    const value = {
      name: '',
      count: 1.5,
      kind: 'c',
      on: 'yes',
      tags: ['a', 1],
      owner: {},
      note: null,
      extra: 1,
    }
    expect(check(root, root, value)).toEqual({
      name: 'This is needed.',
      count: 'This has to be a whole number.',
      kind: 'Choose one of: a, b.',
      on: 'This has to be true or false.',
      'tags.1': 'This has to be a text.',
      'owner.id': 'This is needed.',
    })
  })

  it('finds nothing wrong with what fits', () => {
    const value = { name: 'x', count: 1, kind: 'b', on: true, tags: [], owner: { id: '1' } }
    expect(check(root, root, value)).toEqual({})
  })
})

describe('the run panel’s draft', () => {
  const draft = (more: Partial<RunDraft>): RunDraft => ({ ...emptyDraft, connection: 'anna', ...more })
  const action = { type: 'action' as const, has_webhook: false }
  const sync = { type: 'sync' as const, has_webhook: true }

  it('goes from form to JSON and back without loss', () => {
    const start = draft({ input: { title: 'a', unknown: [1] } })
    const raw = switchEditing(start, true)
    expect(raw.raw).toBe('{\n  "title": "a",\n  "unknown": [\n    1\n  ]\n}')
    expect(switchEditing(raw, false)).toEqual(start)
  })

  it('keeps a text that is not JSON yet, rather than going back to the form', () => {
    const half = draft({ raw: '{"title": ' })
    expect(switchEditing(half, false)).toBe(half)
    expect(runInput(half, action)).toEqual({ field: 'input', message: 'The input is not JSON.' })
  })

  it('needs a connection', () => {
    expect(runInput(emptyDraft, action)).toMatchObject({ field: 'connection' })
  })

  it('sends dry run options only with a dry run', () => {
    const full = draft({
      input: 1,
      metadata: '{"a":1}',
      checkpoint: '{}',
      lastSyncDate: '2026-01-01',
      validate: true,
    })
    expect(runInput(full, action)).toEqual({ connection: 'anna', mode: 'run', input: 1 })
    expect(runInput({ ...full, mode: 'dryrun', saveFixture: true }, sync)).toEqual({
      connection: 'anna',
      mode: 'dryrun',
      metadata: { a: 1 },
      checkpoint: {},
      last_sync_date: '2026-01-01',
      validate: true,
      save_fixture: true,
    })
  })

  it('sends an event to the webhook code', () => {
    const event = draft({ event: true, payload: '{"action":"opened"}', subscription: 'issues' })
    expect(runInput(event, sync)).toEqual({
      connection: 'anna',
      mode: 'run',
      payload: { action: 'opened' },
      subscription: 'issues',
    })
    expect(runInput(event, action)).not.toHaveProperty('payload')
  })
})

describe('saving a file', () => {
  let host: FakeHost
  const path = 'github/helpers.ts'
  beforeEach(() => {
    host = fakeHost()
    replaceHost(host)
  })
  const disk = () => host.functions.files.get(path)

  it('writes over the version that was edited', async () => {
    const versions = new Versions()
    const before = disk() ?? ''
    expect(await versions.save(path, 'one', before)).toEqual({ saved: true })
    expect(await versions.save(path, 'two', 'one')).toEqual({ saved: true })
    expect(disk()).toBe('two')
  })

  it('writes nothing over what somebody else wrote, and can overwrite it when told to', async () => {
    const versions = new Versions()
    const before = disk() ?? ''
    await versions.save(path, 'mine', before)
    host.functions.files.set(path, 'theirs')
    expect(await versions.save(path, 'mine, longer', 'mine')).toEqual({ conflict: 'theirs' })
    expect(disk()).toBe('theirs')
    expect(await versions.save(path, 'mine, longer', 'theirs')).toEqual({ saved: true })
    expect(disk()).toBe('mine, longer')
  })

  it('finds the conflict also where the edited version was never read', async () => {
    expect(await new Versions().save(path, 'mine', 'a version long gone')).toEqual({ conflict: disk() })
  })

  it('makes a deleted file anew when the text is kept', async () => {
    const versions = new Versions()
    await versions.save(path, 'mine', disk() ?? '')
    host.functions.files.delete(path)
    host.failNext('/patchbay/project/file', 409, {
      code: 'file_changed',
      message: 'It was deleted meanwhile.',
    })
    expect(await versions.save(path, 'mine 2', 'mine')).toEqual({ conflict: '' })
    expect(await versions.save(path, 'mine 2', '')).toEqual({ saved: true })
    expect(disk()).toBe('mine 2')
  })
})

describe('the tree', () => {
  const one = (integration: string, name: string, more: Partial<FunctionView> = {}) =>
    ({
      integration,
      name,
      type: 'action',
      provider: integration,
      description: '',
      models: [],
      state: 'ready',
      connections: 1,
      file: `${integration}/actions/${name}.ts`,
      ...more,
    }) as unknown as FunctionView
  const all = [one('b', 'z', { type: 'sync' }), one('b', 'yak'), one('a', 'x', { models: ['Issue'] })]

  it('sorts by integration, type and name', () => {
    expect(
      branchesOf(all, '').map((branch) => [branch.integration, branch.functions.map(({ name }) => name)]),
    ).toEqual([
      ['a', ['x']],
      ['b', ['yak', 'z']],
    ])
  })

  it('finds by name, integration and model', () => {
    const names = (query: string) =>
      branchesOf(all, query).flatMap((branch) => branch.functions.map(({ name }) => name))
    expect(names('yak')).toEqual(['yak'])
    expect(names('issue')).toEqual(['x'])
    expect(names('nothing')).toEqual([])
  })

  it('knows the chosen function by name or by file', () => {
    expect(chosenFunction(all, 'b/action/yak', undefined)?.name).toBe('yak')
    expect(chosenFunction(all, undefined, 'a/actions/x.ts')?.name).toBe('x')
    expect(refOf('a/other/x')).toBeUndefined()
  })
})
