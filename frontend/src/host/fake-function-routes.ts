import type { FunctionDetail, FunctionView, RunDetail, RunInput } from '@/api/types'
import { createIssue, fn, type FakeFunctions } from './fake-functions'
import { notFound, Refusal, type FakeCall, type FakeRoutes } from './fake-routes'
import { call, fakeMessage, issue, lastRun, run } from './fake-runs'

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
