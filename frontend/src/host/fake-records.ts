import type {
  DeployInput,
  DeployPlan,
  ExportPlan,
  RecordModel,
  RecordRow,
  SyncInstance,
  Target,
  TargetInput,
  Template,
} from '@/api/types'
import { notFound, Refusal, type FakeCall, type FakeRoutes } from './fake-routes'

interface FakeRecordSet extends RecordModel {
  /** Makes a row where it is asked for, so that a large set costs nothing. */
  row: (index: number) => RecordRow
}

/** What the fake program knows about records, syncs, ready-made functions and servers. */
export interface FakeRecords {
  sets: FakeRecordSet[]
  /** Whether a search has been through all records. */
  complete: () => boolean
  syncs: SyncInstance[]
  templates: Template[]
  plan: ExportPlan
  targets: Target[]
  deploy: Omit<DeployPlan, 'target'>
  variables: string[]
}

const minute = 60_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

const titles = [
  'Button does nothing on Safari',
  'Add dark mode',
  'Crash when the list is empty',
  'Rename “Save” to “Keep”',
  'Docs: wrong link on the start page',
]
const actions = ['added', 'added', 'updated', 'added', 'deleted'] as const

function issue(index: number): RecordRow {
  const action = actions[index % actions.length] ?? 'added'
  return {
    id: `issue-${String(index + 1).padStart(6, '0')}`,
    action,
    first_seen: ago(index * 2000 + 40 * minute),
    modified: ago(index * 2000 + 3 * minute),
    deleted: action === 'deleted' ? ago(index * 2000 + 3 * minute) : null,
    pruned: index % 97 === 96,
    run: index % 10 === 9 ? null : 'run-0003',
    payload: {
      id: `issue-${String(index + 1).padStart(6, '0')}`,
      number: index + 1,
      title: titles[index % titles.length],
      state: index % 3 === 0 ? 'closed' : 'open',
      author: { login: index % 2 ? 'anna' : 'ben', id: index % 2 ? 7 : 8 },
      labels: index % 4 === 0 ? ['bug', 'ui'] : [],
      comments: index % 9,
      body: index % 5 === 0 ? null : 'Steps to reproduce: open the page, press the button, wait.',
    },
  }
}

function contact(index: number): RecordRow {
  return {
    id: String(9000 + index),
    action: 'added',
    first_seen: ago((index + 1) * minute),
    modified: ago((index + 1) * minute),
    deleted: null,
    pruned: false,
    run: null,
    payload: { id: String(9000 + index), email: `person${index}@example.com`, name: `Person ${index}` },
  }
}

function sync(id: string, more: Partial<SyncInstance>): SyncInstance {
  return {
    id,
    integration: 'github',
    provider: 'github',
    connection: 'anna',
    name: 'list-issues',
    variant: 'base',
    status: 'SUCCESS',
    frequency: 'every 1h',
    own_frequency: false,
    next_run_at: new Date(Date.now() + 24 * minute).toISOString(),
    last_run: null,
    last_sync_date: ago(36 * minute),
    checkpoint: { cursor: '2026-11-21T08:00:00Z', page: 12 },
    records: { Issue: 100_000 },
    last_result: { Issue: { added: 120, updated: 14, deleted: 2 } },
    ...more,
  }
}

function template(provider: string, providerName: string, more: Partial<Template>): Template {
  const name = more.name ?? 'list-issues'
  return {
    id: `${provider}/${name}`,
    provider,
    provider_name: providerName,
    name,
    type: 'sync',
    description: '',
    models: [],
    scopes: [],
    group: 'issues',
    used_by: [],
    ...more,
  }
}

export function fakeRecords(): FakeRecords {
  return {
    complete: () => true,
    sets: [
      {
        integration: 'github',
        provider: 'github',
        connection: 'anna',
        model: 'Issue',
        variant: 'base',
        records: 80_000,
        deleted: 20_000,
        bytes: 41_000_000,
        changed_at: ago(3 * minute),
        row: issue,
      },
      {
        integration: 'github',
        provider: 'github',
        connection: 'build-bot',
        model: 'Contact',
        variant: 'europe',
        records: 3,
        deleted: 0,
        bytes: 900,
        changed_at: ago(90 * minute),
        row: contact,
      },
    ],
    syncs: [
      sync('sync-1', {}),
      sync('sync-2', {
        name: 'list-pull-requests',
        status: 'ERROR',
        own_frequency: true,
        frequency: 'every 15m',
        records: { PullRequest: 412 },
        last_result: {},
        checkpoint: null,
      }),
      sync('sync-3', {
        connection: 'build-bot',
        variant: 'europe',
        status: 'PAUSED',
        next_run_at: null,
        records: { Contact: 3 },
        last_result: { Contact: { added: 3, updated: 0, deleted: 0 } },
        checkpoint: null,
      }),
    ],
    templates: [
      template('github', 'GitHub', {
        name: 'list-issues',
        description: 'Keeps the issues of your repositories, new and changed ones first.',
        models: ['Issue'],
        scopes: ['repo'],
        frequency: 'every 1h',
        docs: 'https://docs.github.com/rest/issues',
      }),
      template('github', 'GitHub', {
        name: 'create-issue',
        type: 'action',
        description: 'Opens an issue in a repository.',
        models: ['Issue'],
        scopes: ['repo'],
      }),
      template('stripe-api-key', 'Stripe (API Key)', {
        name: 'list-payments',
        group: 'payments',
        description: 'Keeps payments with their fees and refunds.',
        models: ['Payment'],
        frequency: 'every 30m',
      }),
      template('datadog', 'Datadog', {
        name: 'list-monitors',
        group: 'alerts',
        description: 'Keeps the monitors and their state.',
        models: ['Monitor'],
        frequency: 'every 1h',
      }),
    ],
    plan: {
      out: '/home/anna/functions-export',
      files: [
        { path: 'github/syncs/list-issues.ts', change: 'add', size: 1820 },
        {
          path: 'index.ts',
          change: 'change',
          size: 96,
          diff: "--- index.ts\n+++ index.ts\n@@ -1,2 +1,2 @@\n import './github/actions/create-issue.js';\n-import './github/syncs/issues.js';\n+import './github/syncs/list-issues.js';\n",
        },
        { path: 'package.json', change: 'same', size: 310 },
      ],
      parity: [
        {
          function: 'github/list-issues',
          file: 'github/syncs/list-issues.ts',
          line: 14,
          severity: 'breaks',
          code: 'absent-global',
          message: 'The function calls fetch, which a real server stops.',
          hint: 'Use nango.get, which goes through the proxy.',
        },
        {
          function: 'github/list-issues',
          file: 'github/syncs/list-issues.ts',
          line: 31,
          severity: 'differs',
          code: 'time-limit',
          message: 'A server stops an action after 15 minutes.',
        },
        {
          function: '',
          severity: 'note',
          code: 'cli',
          message: 'Deploy with the official CLI 0.70 or newer.',
        },
      ],
    },
    targets: [{ name: 'cloud', url: 'https://api.example.com', has_key: true }],
    deploy: {
      added: [{ integration: 'github', name: 'list-issues', type: 'sync' }],
      changed: [{ integration: 'github', name: 'create-issue', type: 'action' }],
      removed: [],
      disabled: [],
      models: [],
      missing: [],
      parity: [],
      destructive: false,
    },
    variables: ['REGION'],
  }
}

const frequencyRules = {
  message: 'A frequency is a number and a unit.',
  hint: 'For example “every 30m” or “2 hours”.',
}

/** Answers about records, syncs, templates and exports. */
export function recordRoutes(store: FakeRecords): FakeRoutes {
  const named = (wanted: string) => {
    const found = store.targets.find((one) => one.name === wanted)
    if (!found) throw notFound('server')
    return found
  }
  const setNamed = ({ url }: FakeCall) => setOf(store, url.searchParams)
  return {
    GET: [
      [/^\/patchbay\/records\/models$/, () => ({ data: store.sets.map(modelOf) })],
      [/^\/patchbay\/records$/, (call) => windowOf(store, setNamed(call), call.url.searchParams)],
      [/^\/patchbay\/syncs$/, () => ({ data: store.syncs })],
      [/^\/patchbay\/templates$/, () => ({ data: store.templates })],
      [
        /^\/patchbay\/templates\/([^/]+)\/([^/]+)\/([^/]+)$/,
        ({ parts }) => ({
          data: {
            ...templateOf(store, parts),
            files: [
              {
                path: `${parts[0] ?? ''}/${parts[1] ?? ''}s/${parts[2] ?? ''}.ts`,
                text: "import { createSync } from 'nango'\n\nexport default createSync({\n  description: 'Keeps issues',\n})\n",
                hash: '1',
              },
            ],
          },
        }),
      ],
      [/^\/patchbay\/deploy\/targets$/, () => ({ data: store.targets })],
      [/^\/patchbay\/variables$/, () => ({ data: store.variables.map((name) => ({ name })) })],
    ],
    POST: [
      [/^\/sync\/(start|pause|trigger)$/, (call) => commandSyncs(store, call)],
      [
        /^\/sync\/([^/]+)\/variant\/([^/]+)$/,
        ({ parts: [name = '', variant = ''], body }) => {
          const { provider_config_key, connection_id } = body as {
            provider_config_key: string
            connection_id: string
          }
          const made = sync(`sync-${store.syncs.length + 1}`, {
            name,
            variant,
            integration: provider_config_key,
            connection: connection_id,
            records: {},
            last_result: {},
            checkpoint: null,
          })
          store.syncs.push(made)
          return { id: made.id, name, variant }
        },
      ],
      [
        /^\/patchbay\/templates\/([^/]+)\/([^/]+)\/([^/]+)\/use$/,
        ({ parts, body }) => {
          const { integration } = body as { integration: string }
          templateOf(store, parts).used_by.push(integration)
          return { files: [`${integration}/${parts[1] ?? ''}s/${parts[2] ?? ''}.ts`] }
        },
      ],
      [/^\/patchbay\/export\/plan$/, ({ body }) => ({ data: { ...store.plan, out: outOf(body) } })],
      [
        /^\/patchbay\/export$/,
        ({ body }) => {
          const written = { ...store.plan, out: outOf(body) }
          store.plan = {
            ...store.plan,
            files: store.plan.files.map(({ path, size }) => ({ path, size, change: 'same' })),
          }
          return { data: written }
        },
      ],
      [
        /^\/patchbay\/deploy\/plan$/,
        ({ body }) => ({ data: { ...store.deploy, target: named((body as DeployInput).target) } }),
      ],
      [
        /^\/patchbay\/deploy$/,
        ({ body }) => {
          if (store.deploy.destructive && !(body as DeployInput).confirmed) {
            throw new Refusal(409, { code: 'not_confirmed', message: 'This deploy deletes functions.' })
          }
          return {
            deployed: [...store.deploy.added, ...store.deploy.changed].map(({ integration, name, type }) => ({
              integration,
              name,
              type,
              version: '0.0.2',
            })),
          }
        },
      ],
    ],
    PUT: [
      [/^\/sync\/update-connection-frequency$/, (call) => setFrequency(store, call)],
      [
        /^\/patchbay\/deploy\/targets$/,
        ({ body }) => {
          const { name, url, key } = body as TargetInput
          const had = store.targets.find((one) => one.name === name)
          const saved = { name, url, has_key: Boolean(key) || (had?.has_key ?? false) }
          store.targets = [...store.targets.filter((one) => one.name !== name), saved]
          return { data: saved }
        },
      ],
      [
        /^\/patchbay\/variables$/,
        ({ body }) => {
          const { name } = body as { name: string }
          if (!store.variables.includes(name)) store.variables.push(name)
          return { data: store.variables.map((one) => ({ name: one })) }
        },
      ],
    ],
    DELETE: [
      [
        /^\/patchbay\/records$/,
        (call) => {
          const gone = setNamed(call)
          store.sets = store.sets.filter((one) => one !== gone)
          return undefined
        },
      ],
      [
        /^\/sync\/([^/]+)\/variant\/([^/]+)$/,
        ({ parts: [name, variant] }) => {
          store.syncs = store.syncs.filter((one) => one.name !== name || one.variant !== variant)
          return { success: true }
        },
      ],
      [
        /^\/patchbay\/deploy\/targets\/(.+)$/,
        ({ parts }) => {
          store.targets = store.targets.filter((one) => one.name !== parts[0])
          return undefined
        },
      ],
      [
        /^\/patchbay\/variables\/(.+)$/,
        ({ parts }) => {
          store.variables = store.variables.filter((one) => one !== parts[0])
          return undefined
        },
      ],
    ],
  }
}

const outOf = (body: unknown) => (body as { out: string }).out

/** What the API tells of a set: everything but how the fake makes its rows. */
function modelOf(set: FakeRecordSet): RecordModel {
  const model: Partial<FakeRecordSet> = { ...set }
  delete model.row
  return model as RecordModel
}

function templateOf(store: FakeRecords, [provider, type, name]: string[]) {
  const found = store.templates.find(
    (one) => one.provider === provider && one.type === type && one.name === name,
  )
  if (!found) throw notFound('ready-made function')
  return found
}

function setOf(store: FakeRecords, query: URLSearchParams): FakeRecordSet {
  const found = store.sets.find((one) =>
    (['integration', 'connection', 'model', 'variant'] as const).every(
      (name) => one[name] === (query.get(name) ?? 'base'),
    ),
  )
  if (!found) throw notFound('model')
  return found
}

function windowOf(store: FakeRecords, set: FakeRecordSet, query: URLSearchParams) {
  const offset = Number(query.get('offset') ?? 0)
  const limit = Number(query.get('limit') ?? 100)
  const search = query.get('search')?.toLowerCase()
  const action = query.get('action')
  const count = set.records + set.deleted
  if (!search && !action) {
    const length = Math.max(0, Math.min(limit, count - offset))
    const data = Array.from({ length }, (_, index) =>
      set.row(query.get('order') === 'oldest' ? count - 1 - offset - index : offset + index),
    )
    return { data, total: count, complete: true }
  }
  const matching = Array.from({ length: count }, (_, index) => set.row(index)).filter(
    (row) =>
      (!action || row.action === action) && (!search || JSON.stringify(row).toLowerCase().includes(search)),
  )
  return {
    data: matching.slice(offset, offset + limit),
    total: matching.length,
    complete: !search || store.complete(),
  }
}

interface SyncBody {
  syncs: { name: string; variant: string }[]
  provider_config_key: string
  connection_id: string
}

function commandSyncs(store: FakeRecords, { parts, body }: FakeCall) {
  const { syncs, provider_config_key, connection_id } = body as SyncBody
  for (const { name, variant } of syncs) {
    const found = store.syncs.find(
      (one) =>
        one.name === name &&
        one.variant === variant &&
        one.integration === provider_config_key &&
        one.connection === connection_id,
    )
    if (!found) throw notFound('sync')
    found.status = parts[0] === 'pause' ? 'PAUSED' : parts[0] === 'trigger' ? 'RUNNING' : 'SUCCESS'
  }
  return { success: true }
}

function setFrequency(store: FakeRecords, { body }: FakeCall) {
  const { sync_name, sync_variant, connection_id, frequency } = body as {
    sync_name: string
    sync_variant: string
    connection_id: string
    frequency: string | null
  }
  const found = store.syncs.find(
    (one) => one.name === sync_name && one.variant === sync_variant && one.connection === connection_id,
  )
  if (!found) throw notFound('sync')
  if (frequency !== null && !/\d/.test(frequency))
    throw new Refusal(400, { code: 'invalid_body', ...frequencyRules })
  found.frequency = frequency ?? 'every 1h'
  found.own_frequency = frequency !== null
  return { frequency: found.frequency }
}
