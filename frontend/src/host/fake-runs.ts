import type { Message, RecordChange, Run, RunDetail } from '@/api/types'

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

export function run(id: string, minutes: number, more: Partial<RunDetail>): RunDetail {
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

export function fakeMessage(id: number, text: string, more: Partial<Message> = {}): Message {
  return { id, at: ago(2), level: 'info', kind: 'log', source: 'user', text, meta: null, ...more }
}

export function call(
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

export function lastRun(detail: RunDetail): Run {
  const run: Partial<RunDetail> = { ...detail }
  delete run.input
  delete run.output
  delete run.warnings
  return run as Run
}

export function fakeRuns(): RunDetail[] {
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

export function fakeTimelines(): Map<string, Message[]> {
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

export const issue = (id: string, title: string) => ({ id, title, state: 'open' })

export function fakeChanges(): Map<string, RecordChange[]> {
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
