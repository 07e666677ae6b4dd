import type {
  Diagnostic,
  FunctionDetail,
  FunctionView,
  Message,
  Project,
  RecordChange,
  Run,
  RunDetail,
  RunInput,
} from '@/api/types'
import { notFound, Refusal, type FakeCall, type FakeRoutes } from './fake-routes'

/** What the fake program knows about the functions folder and what ran. */
export interface FakeFunctions {
  project: Project
  /** Texts by path. */
  files: Map<string, string>
  diagnostics: Diagnostic[]
  functions: FunctionDetail[]
  runs: RunDetail[]
  timelines: Map<string, Message[]>
  changes: Map<string, RecordChange[]>
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const createIssue = `import { createAction } from 'nango'
import * as z from 'zod'

const Input = z.object({
  repository: z.string().describe('Owner and name, such as acme/web.'),
  title: z.string(),
  labels: z.array(z.string()).optional(),
})

export default createAction({
  description: 'Opens an issue.',
  version: '1.0.0',
  input: Input,
  output: z.object({ number: z.number(), url: z.string() }),
  exec: async (nango, input) => {
    const { repository, ...body } = input
    const answer = await nango.post({ endpoint: \`/repos/\${repository}/issues\`, data: body, retries: 3 })
    await nango.log('Opened issue ' + answer.data.number)
    return { number: answer.data.number, url: answer.data.html_url }
  },
})
`

const listIssues = `import { createSync } from 'nango'
import * as z from 'zod'

const Issue = z.object({ id: z.string(), title: z.string(), state: z.enum(['open', 'closed']) })

export default createSync({
  description: 'Keeps the issues of every repository up to date.',
  version: '1.2.0',
  frequency: 'every hour',
  models: { Issue },
  exec: async (nango) => {
    for await (const page of nango.paginate({ endpoint: '/issues', retries: 3 })) {
      await nango.batchSave(page, 'Issue')
    }
  },
})
`

const inputSchema = {
  $ref: '#/definitions/ActionInput_github_createissue',
  definitions: {
    ActionInput_github_createissue: {
      type: 'object',
      required: ['repository', 'title'],
      additionalProperties: false,
      properties: {
        repository: { type: 'string', description: 'Owner and name, such as acme/web.' },
        title: { type: 'string', minLength: 1 },
        priority: { type: 'string', enum: ['low', 'normal', 'high'], default: 'normal' },
        estimate: { type: 'number', minimum: 0, description: 'Hours.' },
        draft: { type: 'boolean' },
        labels: { type: 'array', items: { type: 'string' } },
        assignee: {
          type: 'object',
          required: ['login'],
          properties: { login: { type: 'string' }, notify: { type: 'boolean' } },
        },
      },
    },
  },
}

function fn(more: Partial<FunctionDetail> & Pick<FunctionDetail, 'name' | 'type' | 'file'>): FunctionDetail {
  return {
    id: `${more.integration ?? 'github'}-${more.type}-${more.name}`,
    integration: 'github',
    provider: 'github',
    description: '',
    version: '1.0.0',
    state: 'ready',
    enabled: true,
    origin: 'repo',
    models: [],
    scopes: [],
    auto_start: false,
    subscriptions: [],
    has_webhook: false,
    connections: 2,
    last_run: null,
    input_schema: null,
    output_schema: null,
    model_schemas: {},
    metadata_schema: null,
    checkpoint_schema: null,
    endpoints: [],
    features: [],
    source: '',
    diagnostics: [],
    installed_at: ago(90),
    allow_credentials: false,
    run_on_save: null,
    last_input: null,
    ...more,
  }
}

function run(id: string, minutes: number, more: Partial<RunDetail>): RunDetail {
  return {
    id,
    job: 1,
    integration: 'github',
    provider: 'github',
    connection: 'anna',
    function: 'create-issue',
    type: 'action',
    kind: 'action',
    trigger: 'gui',
    state: 'succeeded',
    variant: 'base',
    dry: false,
    attempt: 1,
    error: null,
    results: {},
    queued_at: ago(minutes),
    started_at: ago(minutes),
    finished_at: ago(minutes),
    duration_ms: 412,
    operation_id: `op-${id}`,
    input: null,
    output: null,
    checkpoint_from: null,
    checkpoint_to: null,
    last_sync_date: null,
    warnings: [],
    dry_run: null,
    peak_memory: 24_000_000,
    ...more,
  }
}

function fakeMessage(id: number, text: string, more: Partial<Message> = {}): Message {
  return { id, at: ago(2), level: 'info', kind: 'log', source: 'user', text, meta: null, ...more }
}

function call(
  id: number,
  method: string,
  url: string,
  status: number,
  more: Partial<NonNullable<Message['exchange']>> = {},
) {
  return fakeMessage(id, '', {
    kind: 'http',
    source: 'internal',
    exchange: {
      attempt: 1,
      method,
      url,
      request_headers: { Authorization: ['Bearer •••'], Accept: ['application/json'] },
      response_headers: { 'Content-Type': ['application/json'] },
      request_body: '',
      response_body: '[{"id":"1","title":"Login fails"}]',
      request_size: 0,
      response_size: 34,
      status,
      timing: { dns: 2, connect: 9, tls: 14, first_byte: 120, total: 148 },
      ...more,
    },
  })
}

function lastRun(detail: RunDetail): Run {
  const run: Partial<RunDetail> = { ...detail }
  delete run.input
  delete run.output
  delete run.warnings
  return run as Run
}

function fakeRuns(): RunDetail[] {
  return [
    run('run-0004', 2, {
      input: { repository: 'acme/web', title: 'Login fails' },
      output: { number: 42, url: 'https://github.com/acme/web/issues/42' },
      warnings: [
        { code: 'output_shape', path: 'number', message: 'The schema wants a text, this is a number.' },
      ],
    }),
    run('run-0003', 25, {
      function: 'list-issues',
      type: 'sync',
      kind: 'sync',
      trigger: 'schedule',
      job: 2,
      duration_ms: 5230,
      results: { Issue: { added: 3, updated: 1, deleted: 1 } },
      checkpoint_to: { updated_after: '2026-11-21T08:00:00Z' },
    }),
    run('run-0002', 85, {
      function: 'list-issues',
      type: 'sync',
      kind: 'sync',
      trigger: 'schedule',
      duration_ms: 7230,
      results: { Issue: { added: 120, updated: 0, deleted: 0 } },
    }),
    run('run-0001', 120, {
      state: 'failed',
      trigger: 'api',
      input: { repository: 'acme/none', title: 'Lost' },
      error: {
        type: 'script_http_error',
        message: 'GitHub answered 404: Not Found.',
        whose: 'provider',
        stack: 'Error: Not Found\n    at exec (github/actions/create-issue.ts:18:31)',
      },
    }),
  ]
}

function fakeTimelines(): Map<string, Message[]> {
  const issues = 'https://api.github.com/repos/acme/web/issues'
  return new Map([
    [
      'run-0004',
      [
        call(1, 'POST', issues, 502, { retry_reason: 'status 502', retry_after_ms: 1000 }),
        call(2, 'POST', issues, 201, { attempt: 2 }),
        fakeMessage(3, 'Opened issue 42'),
        fakeMessage(4, 'an object on the console', { meta: { console: true, dropped_by_server: true } }),
      ],
    ],
    [
      'run-0003',
      [
        call(11, 'GET', 'https://api.github.com/issues?page=1', 200),
        fakeMessage(12, 'Successfully batch saved 5 records (5 modified) for model Issue', {
          kind: 'records',
          source: 'internal',
          meta: { model: 'Issue', added: 3, updated: 1 },
        }),
        fakeMessage(13, 'Saved the checkpoint.', {
          kind: 'checkpoint',
          source: 'internal',
          meta: { value: { updated_after: '2026-11-21T08:00:00Z' } },
        }),
      ],
    ],
  ])
}

const issue = (id: string, title: string) => ({ id, title, state: 'open' })

function fakeChanges(): Map<string, RecordChange[]> {
  const change = (id: string, action: string, more: Partial<RecordChange> = {}): RecordChange => ({
    model: 'Issue',
    id,
    action,
    fields: [],
    payload: issue(id, 'Login fails'),
    ...more,
  })
  return new Map([
    [
      'run-0003',
      [
        change('101', 'added'),
        change('102', 'updated', { fields: [{ path: 'title', before: 'Login', after: 'Login fails' }] }),
        change('103', 'deleted', { reason: 'It was not seen any more.' }),
      ],
    ],
  ])
}

/** A folder with a few functions, open or not. */
export function fakeFunctions(): FakeFunctions {
  const runs = fakeRuns()
  const [action, sync] = runs
  return {
    project: {
      open: true,
      dir: '/home/anna/integrations',
      name: 'integrations',
      state: 'ready',
      problem: null,
      compiled_at: ago(1),
      duration_ms: 84,
      functions: 3,
      errors: 1,
      warnings: 1,
      recent: ['/home/anna/integrations', '/home/anna/old-integrations'],
      suggested: '/home/anna/patchbay-functions',
    },
    files: new Map([
      ['github/actions/create-issue.ts', createIssue],
      ['github/syncs/list-issues.ts', listIssues],
      ['github/syncs/list-repos.ts', 'export default createSync({\n'],
      ['acme-crm/actions/whoami.ts', 'export default {}\n'],
      ['github/helpers.ts', 'export const perPage = 100\n'],
      ['github/tests/create-issue.test.json', '{\n  "input": {}\n}\n'],
      ['index.ts', "import './github/actions/create-issue.js'\n"],
    ]),
    diagnostics: [
      {
        file: 'github/syncs/list-repos.ts',
        line: 2,
        column: 1,
        end_line: 2,
        end_column: 1,
        severity: 'error',
        source: 'bundle',
        code: 'syntax',
        message: 'Expected "}" but found end of file.',
        hint: 'Close the object.',
      },
      {
        file: 'github/actions/create-issue.ts',
        line: 17,
        column: 11,
        end_line: 17,
        end_column: 21,
        severity: 'warning',
        source: 'types',
        code: 'TS6133',
        message: "'repository' is declared but its value is never read.",
      },
    ],
    functions: [
      fn({
        name: 'create-issue',
        type: 'action',
        file: 'github/actions/create-issue.ts',
        description: 'Opens an issue.',
        scopes: ['repo'],
        input_schema: inputSchema,
        last_run: action ? lastRun(action) : null,
        last_input: {
          connection: 'anna',
          input: { repository: 'acme/web', title: 'Login fails' },
          mode: 'run',
        },
      }),
      fn({
        name: 'list-issues',
        type: 'sync',
        file: 'github/syncs/list-issues.ts',
        description: 'Keeps the issues of every repository up to date.',
        models: ['Issue'],
        frequency: 'every hour',
        has_webhook: true,
        subscriptions: ['issues.opened'],
        last_run: sync ? lastRun(sync) : null,
      }),
      fn({
        name: 'list-repos',
        type: 'sync',
        file: 'github/syncs/list-repos.ts',
        state: 'broken',
        problem: 'Expected "}" but found end of file.',
      }),
      fn({
        name: 'whoami',
        type: 'action',
        integration: 'acme-crm',
        provider: '',
        connections: 0,
        file: 'acme-crm/actions/whoami.ts',
        state: 'unknown-integration',
        problem: 'There is no integration with the key acme-crm.',
      }),
    ],
    runs,
    timelines: fakeTimelines(),
    changes: fakeChanges(),
  }
}

const hashOf = (text: string) =>
  `hash-${text.length}-${Array.from(text).reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 7)}`

const kindOf = (path: string) =>
  /\/(actions|syncs|on-events)\//.test(path)
    ? 'function'
    : path.endsWith('.test.json')
      ? 'fixture'
      : path === 'index.ts'
        ? 'config'
        : 'helper'

function textOf(state: FakeFunctions, path: string) {
  const text = state.files.get(path)
  if (text === undefined) throw notFound('file')
  return { path, text, hash: hashOf(text) }
}

function write(state: FakeFunctions, { path, text, base }: { path: string; text: string; base?: string }) {
  const known = state.files.get(path)
  if (known !== undefined && base !== hashOf(known)) {
    throw new Refusal(409, {
      code: 'file_changed',
      message: `The file ${path} was changed outside of this editor.`,
    })
  }
  state.files.set(path, text)
  return textOf(state, path)
}

function found(state: FakeFunctions, { parts: [integration, type, name] }: FakeCall): FunctionDetail {
  const one = state.functions.find(
    (fn) => fn.integration === integration && fn.type === type && fn.name === name,
  )
  if (!one) throw notFound('function')
  return one
}

/** Runs at once: an output, a call and a line. */
function start(state: FakeFunctions, call_: FakeCall): { data: RunDetail } {
  const one = found(state, call_)
  const input = call_.body as RunInput
  const id = `run-${String(state.runs.length + 1).padStart(4, '0')}`
  const made = run(id, 0, {
    integration: one.integration,
    provider: one.provider,
    function: one.name,
    type: one.type,
    kind: one.type,
    connection: input.connection,
    dry: input.mode === 'dryrun',
    input: input.input ?? null,
    output: one.type === 'action' ? { number: 43, url: 'https://github.com/acme/web/issues/43' } : null,
    dry_run:
      input.mode === 'dryrun'
        ? { saved: one.type === 'sync' ? { Issue: [issue('1', 'Login fails')] } : {}, deleted: {} }
        : null,
  })
  state.runs.unshift(made)
  state.timelines.set(id, [
    call(1, 'POST', 'https://api.github.com/repos/acme/web/issues', 201),
    fakeMessage(2, 'Done'),
  ])
  one.last_run = lastRun(made)
  one.last_input = { connection: input.connection, input: input.input, mode: made.dry ? 'dryrun' : 'run' }
  return { data: made }
}

function runPage(runs: RunDetail[], query: URLSearchParams) {
  const wanted = ['integration', 'function', 'type', 'connection', 'state'] as const
  const dry = query.get('dry')
  const data = runs.filter(
    (one) =>
      wanted.every((name) => !query.get(name) || one[name] === query.get(name)) &&
      (dry === null || String(one.dry) === dry),
  )
  return { data, next_cursor: null }
}

const asView = (one: FunctionDetail): FunctionView => one

function projectRoutes(state: FakeFunctions): FakeRoutes {
  const { files } = state
  return {
    GET: [
      [/^\/patchbay\/project$/, () => ({ data: state.project })],
      [
        /^\/patchbay\/project\/files$/,
        () => ({
          data: [...files].map(([path, text]) => ({
            path,
            size: text.length,
            modified_at: hashOf(text),
            kind: kindOf(path),
          })),
        }),
      ],
      [/^\/patchbay\/project\/file$/, ({ url }) => textOf(state, url.searchParams.get('path') ?? '')],
      [/^\/patchbay\/project\/diagnostics$/, () => ({ data: state.diagnostics, types_checked: true })],
      [/^\/patchbay\/project\/types$/, () => ({ files: [] })],
    ],
    PUT: [
      [
        /^\/patchbay\/project$/,
        ({ body }) => {
          const { dir } = body as { dir: string }
          Object.assign(state.project, { open: true, dir, name: dir.split('/').at(-1), state: 'ready' })
          return { data: state.project }
        },
      ],
      [/^\/patchbay\/project\/file$/, ({ body }) => write(state, body as { path: string; text: string })],
    ],
    POST: [
      [
        /^\/patchbay\/project\/functions$/,
        ({ body }) => {
          const { integration, name, type } = body as Pick<FunctionDetail, 'integration' | 'name' | 'type'>
          const file = `${integration}/${type}s/${name}.ts`
          files.set(file, createIssue)
          state.functions.push(fn({ integration, name, type, file }))
          return textOf(state, file)
        },
      ],
    ],
    DELETE: [
      [/^\/patchbay\/project$/, () => void Object.assign(state.project, { open: false, state: 'none' })],
      [/^\/patchbay\/project\/file$/, ({ url }) => void files.delete(url.searchParams.get('path') ?? '')],
    ],
  }
}

function runRoutes(state: FakeFunctions): FakeRoutes {
  const runOf = ({ parts: [id] }: FakeCall) => {
    const one = state.runs.find((known) => known.id === id)
    if (!one) throw notFound('run')
    return one
  }
  return {
    GET: [
      [/^\/patchbay\/functions$/, () => ({ data: state.functions.map(asView) })],
      [
        /^\/patchbay\/functions\/([^/]+)\/([^/]+)\/([^/]+)\/example$/,
        () => ({ input: { repository: 'acme/api', title: 'An example', labels: ['bug'] } }),
      ],
      [/^\/patchbay\/functions\/([^/]+)\/([^/]+)\/([^/]+)$/, (call_) => ({ data: found(state, call_) })],
      [/^\/patchbay\/runs$/, ({ url }) => runPage(state.runs, url.searchParams)],
      [
        /^\/patchbay\/runs\/([^/]+)\/timeline$/,
        (call_) => {
          const after = Number(call_.url.searchParams.get('after') ?? 0)
          const { id, state: now } = runOf(call_)
          return { state: now, data: (state.timelines.get(id) ?? []).filter((one) => one.id > after) }
        },
      ],
      [
        /^\/patchbay\/runs\/([^/]+)\/changes$/,
        (call_) => {
          const one = runOf(call_)
          const action = call_.url.searchParams.get('action')
          const data = (state.changes.get(one.id) ?? []).filter(
            (change) => !action || change.action === action,
          )
          return { data, counts: one.results, next_cursor: null }
        },
      ],
      [/^\/patchbay\/runs\/([^/]+)$/, (call_) => ({ data: runOf(call_) })],
    ],
    POST: [[/^\/patchbay\/functions\/([^/]+)\/([^/]+)\/([^/]+)\/run$/, (call_) => start(state, call_)]],
    PATCH: [
      [
        /^\/patchbay\/functions\/([^/]+)\/([^/]+)\/([^/]+)$/,
        (call_) => ({ data: Object.assign(found(state, call_), call_.body) }),
      ],
    ],
    DELETE: [[/^\/patchbay\/runs\/([^/]+)$/, (call_) => void (runOf(call_).state = 'cancelled')]],
  }
}

/** Answers about the functions folder, functions and runs. */
export function functionRoutes(state: FakeFunctions): FakeRoutes[] {
  return [projectRoutes(state), runRoutes(state)]
}
