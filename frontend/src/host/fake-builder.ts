import type { BuilderInput, BuilderModel, BuilderModelInput, BuilderRound, BuilderSession } from '@/api/types'
import { notFound, type FakeRoutes } from './fake-routes'

/** The builder of the fake program. Its session goes one of `steps` further each time it is asked for. */
export interface FakeBuilder {
  model: BuilderModel | null
  session: BuilderSession | undefined
  steps: Partial<BuilderSession>[]
}

const round = (part: Partial<BuilderRound>): BuilderRound => ({
  number: 1,
  phase: 'writing',
  prompt: 'Write the action "close-issue".',
  answer: '',
  code: '',
  problems: [],
  dry_run: null,
  input_tokens: 0,
  output_tokens: 0,
  ...part,
})

const broken = round({
  phase: 'done',
  answer: 'Here: const n: number = "x"',
  code: 'const n: number = "x"',
  problems: [
    {
      file: 'github/actions/close-issue.ts',
      line: 1,
      column: 7,
      end_line: 1,
      end_column: 8,
      severity: 'error',
      source: 'types',
      code: 'TS2322',
      message: "Type 'string' is not assignable to type 'number'.",
    },
  ],
  input_tokens: 5200,
  output_tokens: 310,
})

const good = round({
  number: 2,
  phase: 'done',
  prompt: 'That file does not work yet.',
  answer: 'Repaired: const n: number = 1',
  code: 'const n: number = 1',
  dry_run: { run_id: 'run-1', state: 'succeeded', output: { closed: true }, problem: '', note: '' },
})

export const fakeBuilder = (): FakeBuilder => ({
  model: null,
  session: undefined,
  steps: [
    { rounds: [round({ answer: 'import { createAction' })] },
    { rounds: [broken, round({ number: 2, phase: 'writing' })] },
    { rounds: [broken, good], state: 'passed' },
  ],
})

function begin(input: BuilderInput, model: string): BuilderSession {
  return {
    id: 'session-1',
    state: 'running',
    description: input.description,
    integration: input.integration,
    connection: input.connection ?? '',
    name: input.name,
    type: input.type as BuilderSession['type'],
    file: `${input.integration}/actions/${input.name}.ts`,
    model,
    most_rounds: 5,
    rounds: [round({})],
    error: null,
    created_at: new Date().toISOString(),
  }
}

export function builderRoutes(store: FakeBuilder): FakeRoutes {
  const change = (part: Partial<BuilderSession>) => {
    if (!store.session) throw notFound('session')
    store.session = { ...store.session, ...part }
    return { data: store.session }
  }
  return {
    GET: [
      [/^\/patchbay\/builder\/model$/, () => ({ data: store.model })],
      [
        /^\/patchbay\/builder\/samples$/,
        () => ({
          data: [
            { id: 'op-1', method: 'GET', address: '/issues?state=open', body: '[{"id":1}]', cut: false },
          ],
        }),
      ],
      [/^\/patchbay\/builder\/sessions\/(.+)$/, () => change(store.steps.shift() ?? {})],
    ],
    PUT: [
      [
        /^\/patchbay\/builder\/model$/,
        ({ body }) => {
          const { kind, url, name, key } = body as BuilderModelInput
          store.model = { kind: kind as BuilderModel['kind'], url, name, has_key: Boolean(key) }
          return { data: store.model }
        },
      ],
    ],
    POST: [
      [/^\/patchbay\/builder\/model\/test$/, () => ({ answer: 'ready', input_tokens: 9, output_tokens: 1 })],
      [
        /^\/patchbay\/builder\/sessions$/,
        ({ body }) => {
          store.session = begin(body as BuilderInput, store.model?.name ?? '')
          return { data: store.session }
        },
      ],
      [/^\/patchbay\/builder\/sessions\/.+\/stop$/, () => change({ state: 'stopped' })],
      [/^\/patchbay\/builder\/sessions\/.+\/accept$/, () => change({ state: 'accepted' })],
    ],
    DELETE: [[/^\/patchbay\/builder\/model$/, () => void (store.model = null)]],
  }
}
