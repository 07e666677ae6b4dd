import type {
  ApiRequest,
  ApiResponse,
  Check,
  Diagnosis,
  HistoryItem,
  Message,
  Operation,
  OperationDetail,
  Settings,
} from '@/api/types'

/** What the fake program knows about requests, the log and its own settings. */
export interface FakeWorkbench {
  history: HistoryItem[]
  /** Lines and attempts, by operation. */
  messages: Map<string, Message[]>
  diagnoses: Map<string, Diagnosis>
  settings: Settings
  key: string
  checks: Check[]
  /** Answers the playground; set it to make an API behave in a certain way. */
  respond: (request: ApiRequest) => Partial<ApiResponse>
}

export function fakeWorkbench(): FakeWorkbench {
  return {
    history: [],
    messages: new Map(),
    diagnoses: new Map(),
    settings: {
      appearance: 'system',
      allowed_hosts: [],
      allowed_origins: [],
      redirect: 'localhost',
      callback_url: '',
      keep_alive: true,
      test_keys: false,
      webhook_base_url: '',
      mcp: false,
    },
    key: '0f3e6f0a-97c1-4f0e-9a44-6f1dc2f4f0aa',
    checks: [
      { name: 'keychain', ok: true, message: 'The keychain can be written, read and cleared.' },
      { name: 'port', ok: true, message: 'Patchbay answers on 127.0.0.1:3003.' },
      { name: 'clock', ok: true, message: 'The clock is right.' },
    ],
    respond: () => ({ body: '{"login":"anna","id":1}' }),
  }
}

/** Sends a request the way the program does: an answer, a row of history and an operation in the log. */
export function sendFake(bench: FakeWorkbench, operations: Operation[], request: ApiRequest): ApiResponse {
  const id = `op-${operations.length + 1}`
  const at = new Date().toISOString()
  const partial = bench.respond(request)
  const response: ApiResponse = {
    operation_id: id,
    status: 200,
    headers: { 'Content-Type': ['application/json'] },
    body: '',
    body_encoding: 'utf8',
    size: partial.body?.length ?? 0,
    truncated: false,
    duration_ms: 182,
    timing: { dns: 4, connect: 21, tls: 33, first_byte: 118, total: 182 },
    attempts: 1,
    url: `${request.base_url_override ?? 'https://api.example.com'}${request.path}`,
    ...partial,
  }
  bench.history.unshift({
    operation_id: id,
    at,
    provider_config_key: request.provider_config_key,
    connection_id: request.connection_id,
    method: request.method,
    path: request.path,
    headers: request.headers ?? {},
    ...(request.body !== undefined && { body: request.body }),
    status: response.status,
    duration_ms: response.duration_ms,
  })
  operations.unshift({
    id,
    kind: 'proxy',
    action: request.method.toLowerCase(),
    source: 'playground',
    state: response.status < 400 ? 'success' : 'failed',
    title: `${request.method} ${request.path}`,
    provider: request.provider_config_key,
    integration: request.provider_config_key,
    connection: request.connection_id,
    method: request.method,
    url: response.url,
    status: response.status,
    attempts: response.attempts,
    error: null,
    started_at: at,
    finished_at: at,
    duration_ms: response.duration_ms,
  })
  return response
}

export function operationDetail(bench: FakeWorkbench, operation: Operation): OperationDetail {
  return {
    ...operation,
    messages: bench.messages.get(operation.id) ?? [],
    diagnosis: bench.diagnoses.get(operation.id) ?? null,
  }
}

/** One page of the log, filtered and newest first, as the program answers it. */
export function operationPage(operations: Operation[], query: URLSearchParams) {
  const limit = Number(query.get('limit') ?? 50)
  const wanted = (['kind', 'state', 'integration', 'connection', 'source'] as const).flatMap((name) => {
    const value = query.get(name)
    return value ? [[name, value] as const] : []
  })
  const search = query.get('search')?.toLowerCase() ?? ''
  const cursor = query.get('cursor')
  const found = operations.filter(
    (one) =>
      wanted.every(([name, value]) => one[name] === value) &&
      JSON.stringify(one).toLowerCase().includes(search) &&
      (!cursor || one.id < cursor),
  )
  const page = found.slice(0, limit)
  return { data: page, next_cursor: found.length > limit ? (page.at(-1)?.id ?? null) : null }
}
