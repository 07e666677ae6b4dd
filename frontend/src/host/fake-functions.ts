import type { Diagnostic, FunctionDetail, Message, Project, RecordChange, RunDetail } from '@/api/types'
import { ago, fakeChanges, fakeRuns, fakeTimelines, lastRun } from './fake-runs'

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

export const createIssue = `import { createAction } from 'nango'
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

export function fn(
  more: Partial<FunctionDetail> & Pick<FunctionDetail, 'name' | 'type' | 'file'>,
): FunctionDetail {
  return {
    id: `${more.integration ?? 'github'}-${more.type}-${more.name}`,
    integration: 'github',
    provider: 'github',
    description: '',
    version: '1.0.0',
    state: 'ready',
    enabled: true,
    origin: 'repo',
    deployed: false,
    waiting: false,
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
