import type {
  ApiRequest,
  Attempt,
  ConnectInput,
  ConnectionDetail,
  ConnectPageSettings,
  FaultBody,
  Integration,
  IntegrationInput,
  MCPView,
} from '@/api/types'
import { detailOf, fakeData, type FakeData } from './fake-data'
import { fakeWorkbench, operationDetail, operationPage, sendFake, type FakeWorkbench } from './fake-workbench'
import { connectPageRoutes, fakeConnectPage } from './fake-connect-page'
import { environmentRoutes, fakeEnvironments, type FakeEnvironments } from './fake-environments'
import { functionRoutes } from './fake-function-routes'
import { fakeFunctions, type FakeFunctions } from './fake-functions'
import { fakeMCP, mcpRoutes } from './fake-mcp'
import { fakeRecords, recordRoutes, type FakeRecords } from './fake-records'
import { builderRoutes, fakeBuilder, type FakeBuilder } from './fake-builder'
import { catalogRoutes, fakeCatalog, type FakeCatalog } from './fake-catalog'
import { fakeReference, referenceRoutes } from './fake-reference'
import { fakeRedirects, redirectRoutes, type FakeRedirects } from './fake-redirect'
import { fakeWebhooks, webhookRoutes, type FakeWebhooks } from './fake-webhooks'
import { notFound, Refusal, type FakeCall, type FakeRoutes } from './fake-routes'
import type { Hint, Host } from './host'

/** A host whose program is a few objects in memory, for tests and for `npm run dev:fake`. */
export interface FakeHost extends Host {
  data: FakeData
  bench: FakeWorkbench
  records: FakeRecords
  functions: FakeFunctions
  redirects: FakeRedirects
  catalog: FakeCatalog
  environments: FakeEnvironments
  mcp: MCPView
  webhooks: FakeWebhooks
  connectPage: ConnectPageSettings
  builder: FakeBuilder
  /** What was asked, in order, as "METHOD /path". */
  calls: { method: string; path: string; body: unknown; environment?: string }[]
  /** Makes the next call to a path that starts like this fail. */
  failNext(path: string, status: number, error: FaultBody): void
  /** Ends a pending OAuth attempt the way the browser would. */
  finishAttempt(id: string, outcome: Partial<Attempt>): void
  hint(hint: Hint): void
  clipboard: string
  opened: string[]
}

function connectionOf(data: FakeData, call: FakeCall): ConnectionDetail {
  const key = call.url.searchParams.get('provider_config_key')
  const found = data.connections.find(
    (one) => one.connection_id === call.parts[0] && one.provider_config_key === key,
  )
  if (!found) throw notFound('connection')
  return found
}

function newIntegration(data: FakeData, input: IntegrationInput): Integration {
  const provider = data.providers.find((one) => one.name === input.provider)
  if (!provider) throw notFound('API')
  if (data.integrations.some((one) => one.unique_key === input.unique_key)) {
    throw new Refusal(400, {
      code: 'invalid_body',
      errors: [{ code: 'custom', message: 'This key is in use.', path: ['uniqueKey'] }],
    })
  }
  const now = new Date().toISOString()
  return {
    unique_key: input.unique_key,
    provider: provider.name,
    provider_name: provider.display_name,
    display_name: input.display_name ?? provider.display_name,
    auth_mode: provider.auth_mode,
    connection_count: 0,
    missing_fields: [],
    callback_url: 'http://localhost:3003/oauth/callback',
    client_id: input.credentials?.client_id ?? null,
    has_client_secret: Boolean(input.credentials?.client_secret),
    scopes: input.credentials?.scopes?.split(',').filter(Boolean) ?? [],
    app: {},
    integration_config: input.integration_config ?? {},
    forward_webhooks: true,
    webhooks_known: provider.name === 'github',
    created_at: now,
    updated_at: now,
  }
}

function newConnection(data: FakeData, input: ConnectInput): ConnectionDetail {
  const owner = data.integrations.find((one) => one.unique_key === input.integration)
  if (!owner) throw notFound('integration')
  if (input.credentials?.apiKey === 'wrong') {
    throw new Refusal(400, {
      code: 'connection_test_failed',
      message: `${owner.provider_name} refused the credentials (401).`,
      hint: 'Check that the key was copied whole and is not revoked.',
    })
  }
  const id = input.connection_id ?? crypto.randomUUID()
  const now = new Date().toISOString()
  const made: ConnectionDetail = {
    id: data.connections.length + 1,
    connection_id: id,
    provider_config_key: owner.unique_key,
    provider: owner.provider,
    provider_name: owner.provider_name,
    auth_mode: owner.auth_mode,
    state: 'ok',
    refreshable: owner.auth_mode === 'OAUTH2',
    expires_at: null,
    error: null,
    end_user: null,
    last_fetched_at: null,
    webhook_url_override: null,
    tags: input.tags ?? {},
    created_at: now,
    updated_at: now,
    metadata: null,
    connection_config: input.params ?? {},
    not_granted: [],
    credentials: Object.keys(input.credentials ?? {}).map((name) => ({
      name,
      value: '••••••••',
      secret: true,
    })),
    refresh: { last_success: null, last_failure: null, attempts: 0, exhausted: false },
  }
  data.connections = [made, ...data.connections.filter((one) => one.connection_id !== id)]
  return made
}

function routesOf(data: FakeData, bench: FakeWorkbench, attempts: Map<string, Attempt>): FakeRoutes {
  const integration = (key: string | undefined) => {
    const found = data.integrations.find((one) => one.unique_key === key)
    if (!found) throw notFound('integration')
    return found
  }
  return {
    GET: [
      [/^\/patchbay\/status$/, () => statusOf(data)],
      [/^\/patchbay\/providers$/, () => ({ data: data.providers })],
      [
        /^\/patchbay\/providers\/(.+)$/,
        ({ parts }) => {
          const found = data.providers.find((one) => one.name === parts[0])
          if (!found) throw notFound('API')
          return { data: detailOf(found) }
        },
      ],
      [/^\/patchbay\/integrations$/, () => ({ data: data.integrations })],
      [/^\/patchbay\/integrations\/(.+)$/, ({ parts }) => ({ data: integration(parts[0]) })],
      [/^\/patchbay\/connections$/, () => ({ data: data.connections })],
      [/^\/patchbay\/connections\/(.+)$/, (call) => ({ data: connectionOf(data, call) })],
      [
        /^\/patchbay\/attempts\/(.+)$/,
        ({ parts }) => {
          const found = attempts.get(parts[0] ?? '')
          if (!found) throw notFound('attempt')
          return { data: found }
        },
      ],
      [/^\/patchbay\/operations$/, ({ url }) => operationPage(data.operations, url.searchParams)],
      [
        /^\/patchbay\/operations\/(.+)$/,
        ({ parts }) => {
          const found = data.operations.find((one) => one.id === parts[0])
          if (!found) throw notFound('operation')
          return { data: operationDetail(bench, found) }
        },
      ],
      [/^\/patchbay\/history$/, () => ({ data: bench.history })],
      [/^\/patchbay\/settings$/, () => bench.settings],
      [/^\/patchbay\/keys$/, () => ({ key: bench.key })],
      [/^\/patchbay\/doctor$/, () => ({ checks: bench.checks })],
    ],
    POST: [
      [
        /^\/integrations$/,
        ({ body }) => {
          const made = newIntegration(data, body as IntegrationInput)
          data.integrations = [...data.integrations, made]
          return { data: { unique_key: made.unique_key } }
        },
      ],
      [/^\/connections\/metadata$/, ({ body }) => setMetadata(data, body)],
      [/^\/patchbay\/connect$/, ({ body }) => connect(data, attempts, body as ConnectInput)],
      [
        /^\/patchbay\/connections\/(.+)\/reveal$/,
        () => ({ credentials: { access_token: 'gho_revealed_secret' } }),
      ],
      [/^\/patchbay\/connections\/(.+)\/refresh$/, (call) => ({ data: connectionOf(data, call) })],
      [/^\/patchbay\/request$/, ({ body }) => sendFake(bench, data.operations, body as ApiRequest)],
      [
        /^\/patchbay\/keys\/rotate$/,
        () => {
          bench.key = crypto.randomUUID()
          return { key: bench.key }
        },
      ],
    ],
    PATCH: [
      [
        /^\/patchbay\/integrations\/(.+)$/,
        ({ parts, body }) => ({ data: Object.assign(integration(parts[0]), body) }),
      ],
      [
        /^\/connections\/(.+)$/,
        (call) => {
          Object.assign(connectionOf(data, call), call.body)
          return { success: true }
        },
      ],
      [/^\/patchbay\/settings$/, ({ body }) => Object.assign(bench.settings, body)],
    ],
    DELETE: [
      [/^\/patchbay\/operations$/, () => void data.operations.splice(0)],
      [/^\/patchbay\/history$/, () => void bench.history.splice(0)],
      [
        /^\/integrations\/(.+)$/,
        ({ parts }) => {
          data.integrations = data.integrations.filter((one) => one.unique_key !== parts[0])
          return { success: true }
        },
      ],
      [
        /^\/connections\/(.+)$/,
        (call) => {
          const gone = connectionOf(data, call)
          data.connections = data.connections.filter((one) => one !== gone)
          return { success: true }
        },
      ],
      [
        /^\/patchbay\/attempts\/(.+)$/,
        ({ parts }) => {
          const found = attempts.get(parts[0] ?? '')
          if (found) attempts.set(found.id, { ...found, state: 'cancelled' })
          return undefined
        },
      ],
    ],
  }
}

function statusOf(data: FakeData) {
  return {
    version: '0.0.0-fake',
    environment: { name: 'dev', uuid: '6f0a0f3e-97c1-4f0e-9a44-6f1dc2f4f0aa' },
    api_url: 'http://localhost:3003',
    webhook_url: 'http://localhost:3004',
    callback_url: 'http://localhost:3003/oauth/callback',
    redirect_problems: [],
    data_dir: '/home/anna/.config/patchbay',
    program: '/home/anna/.local/bin/patchbay',
    vault: { mode: 'memory', description: 'in memory, forgotten at exit', ok: true },
    counts: {
      integrations: data.integrations.length,
      connections: data.connections.length,
      operations: data.operations.length,
    },
    window: false,
  }
}

function setMetadata(data: FakeData, body: unknown) {
  const { connection_id, metadata } = body as { connection_id: string; metadata: Record<string, unknown> }
  const found = data.connections.find((one) => one.connection_id === connection_id)
  if (!found) throw notFound('connection')
  found.metadata = metadata
  return body
}

function connect(data: FakeData, attempts: Map<string, Attempt>, input: ConnectInput) {
  const owner = data.integrations.find((one) => one.unique_key === input.integration)
  if (owner?.auth_mode !== 'OAUTH2') {
    const made = newConnection(data, input)
    return {
      connection: { connection_id: made.connection_id, provider_config_key: made.provider_config_key },
    }
  }
  const attempt: Attempt = {
    id: `attempt-${attempts.size + 1}`,
    state: 'pending',
    integration: owner.unique_key,
    provider: owner.provider,
    ...(input.connection_id && { connection_id: input.connection_id }),
    operation_id: `op-login-${attempts.size + 1}`,
    authorize_url: `https://${owner.provider}.example.com/oauth/authorize?client_id=${owner.client_id ?? ''}&state=6f0a&code_challenge_method=S256`,
    expires_at: new Date(Date.now() + 600_000).toISOString(),
    notes: [],
  }
  attempts.set(attempt.id, attempt)
  return { attempt }
}

function json(status: number, body: unknown): Response {
  if (body === undefined) return new Response(null, { status: 204 })
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

export function fakeHost(data: FakeData = fakeData()): FakeHost {
  const attempts = new Map<string, Attempt>()
  const listeners = new Set<(hint: Hint) => void>()
  const failures: { path: string; status: number; error: FaultBody }[] = []
  const bench = fakeWorkbench()
  const records = fakeRecords()
  const functions = fakeFunctions()
  const redirects = fakeRedirects()
  const catalog = fakeCatalog()
  const environments = fakeEnvironments()
  const mcp = fakeMCP()
  const webhooks = fakeWebhooks()
  const connectPage = fakeConnectPage()
  const builder = fakeBuilder()
  const tables = [
    catalogRoutes(catalog, data),
    redirectRoutes(redirects),
    environmentRoutes(environments),
    mcpRoutes(mcp),
    webhookRoutes(webhooks),
    connectPageRoutes(connectPage),
    builderRoutes(builder),
    routesOf(data, bench, attempts),
    ...functionRoutes(functions),
    recordRoutes(records),
    referenceRoutes(fakeReference()),
  ]

  const answer = (method: string, url: URL, body: unknown): Response => {
    const failing = failures.findIndex((one) => url.pathname.startsWith(one.path))
    if (failing >= 0) {
      const [failure] = failures.splice(failing, 1)
      if (failure) return json(failure.status, { error: failure.error })
    }
    for (const [pattern, respond] of tables.flatMap((routes) => routes[method] ?? [])) {
      const match = pattern.exec(url.pathname)
      if (!match) continue
      try {
        return json(200, respond({ method, url, body, parts: match.slice(1).map(decodeURIComponent) }))
      } catch (error) {
        if (error instanceof Refusal) return json(error.status, { error: error.error })
        throw error
      }
    }
    return json(404, {
      error: { code: 'not_found', message: `The fake does not answer ${method} ${url.pathname}.` },
    })
  }

  const fake: FakeHost = {
    kind: 'fake',
    data,
    bench,
    records,
    functions,
    redirects,
    catalog,
    environments,
    mcp,
    webhooks,
    connectPage,
    builder,
    calls: [],
    clipboard: '',
    opened: [],
    signIn: () => Promise.resolve('ready'),
    fetch: (path, init = {}) => {
      const method = init.method ?? 'GET'
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
      const environment = new Headers(init.headers).get('Patchbay-Environment')
      fake.calls.push({ method, path, body, ...(environment && { environment }) })
      const response = answer(method, new URL(path, 'http://fake'), body)
      if (method !== 'GET') {
        for (const topic of [
          'catalog',
          'integrations',
          'connections',
          'attempts',
          'operations',
          'settings',
          'functions',
          'runs',
          'records',
          'syncs',
          'project',
          'webhooks',
          'notifications',
        ] as const)
          fake.hint({ topic })
      }
      return Promise.resolve(response)
    },
    subscribe: (onHint, onConnected) => {
      listeners.add(onHint)
      onConnected?.(true)
      return () => listeners.delete(onHint)
    },
    openBrowser: (url) => {
      fake.opened.push(url)
    },
    copy: (text) => {
      fake.clipboard = text
      return Promise.resolve()
    },
    clearCopied: (text) => {
      if (fake.clipboard === text) fake.clipboard = ''
      return Promise.resolve()
    },
    onSignedIn: () => () => undefined,
    onSignedOut: () => () => undefined,
    onCommand: () => () => undefined,
    failNext: (path, status, error) => {
      failures.push({ path, status, error })
    },
    finishAttempt: (id, outcome) => {
      const found = attempts.get(id)
      if (!found) throw new Error(`no attempt ${id}`)
      if (outcome.state === 'succeeded') {
        newConnection(data, {
          integration: found.integration,
          connection_id: outcome.connection_id ?? 'new-connection',
        })
      }
      attempts.set(id, { ...found, ...outcome })
      fake.hint({ topic: 'attempts', id })
      fake.hint({ topic: 'connections' })
    },
    hint: (hint) => listeners.forEach((tell) => tell(hint)),
  }
  return fake
}
