import type {
  ConnectionDetail,
  Field,
  Integration,
  Operation,
  ProviderDetail,
  ProviderSummary,
} from '@/api/types'

/** What the fake program holds. Each fake host starts with its own copy. */
export interface FakeData {
  providers: ProviderSummary[]
  integrations: Integration[]
  connections: ConnectionDetail[]
  operations: Operation[]
}

const built: string[] = ['OAUTH2', 'OAUTH2_CC', 'API_KEY', 'BASIC', 'NONE']

const rows: [name: string, title: string, mode: string, categories: string[]][] = [
  ['airtable', 'Airtable', 'OAUTH2', ['productivity']],
  ['asana', 'Asana', 'OAUTH2', ['productivity', 'ticketing']],
  ['bamboohr', 'BambooHR', 'OAUTH2', ['hr']],
  ['cal-com-v2', 'Cal.com (v2)', 'API_KEY', ['productivity']],
  ['datadog', 'Datadog', 'API_KEY', ['dev-tools']],
  ['discord', 'Discord', 'OAUTH2', ['communication']],
  ['figma', 'Figma', 'OAUTH2', ['design']],
  ['github', 'GitHub (User OAuth)', 'OAUTH2', ['dev-tools', 'ticketing', 'popular']],
  ['gong', 'Gong', 'BASIC', ['crm']],
  ['google-drive', 'Google Drive', 'OAUTH2', ['storage', 'popular']],
  ['hubspot', 'HubSpot', 'OAUTH2', ['crm', 'marketing', 'popular']],
  ['jira', 'Jira', 'OAUTH2', ['ticketing', 'dev-tools']],
  ['linear', 'Linear', 'OAUTH2', ['ticketing', 'dev-tools', 'popular']],
  ['netsuite-tba', 'NetSuite (TBA)', 'TBA', ['erp']],
  ['notion', 'Notion', 'OAUTH2', ['productivity', 'knowledge-base', 'popular']],
  ['openai', 'OpenAI', 'API_KEY', ['ai']],
  ['sendgrid', 'SendGrid', 'API_KEY', ['communication']],
  ['shopify', 'Shopify', 'OAUTH2', ['e-commerce']],
  ['slack', 'Slack', 'OAUTH2', ['communication', 'popular']],
  ['stripe-api-key', 'Stripe (API Key)', 'BASIC', ['payment']],
  ['twilio', 'Twilio', 'BASIC', ['communication']],
  ['unauthenticated', 'Unauthenticated', 'NONE', ['other']],
  ['workday', 'Workday', 'TWO_STEP', ['hr']],
  ['zendesk', 'Zendesk', 'OAUTH2', ['support', 'ticketing']],
]

const field = (name: string, title: string, more: Partial<Field> = {}): Field => ({
  name,
  title,
  optional: false,
  secret: false,
  hidden: false,
  automated: false,
  ...more,
})

const credentialFields: Record<string, Field[] | undefined> = {
  API_KEY: [field('apiKey', 'API key', { secret: true, example: 'sk-…' })],
  BASIC: [field('username', 'User name'), field('password', 'Password', { secret: true })],
  OAUTH2_CC: [field('client_id', 'Client ID'), field('client_secret', 'Client secret', { secret: true })],
}

const paramFields: Record<string, Field[]> = {
  datadog: [
    field('siteParameter', 'Site', {
      enum: ['datadoghq.com', 'datadoghq.eu', 'us3.datadoghq.com'],
      default_value: 'datadoghq.com',
      order: 1,
    }),
  ],
  zendesk: [
    field('subdomain', 'Subdomain', {
      pattern: '^[a-z0-9_-]+$',
      prefix: 'https://',
      suffix: '.zendesk.com',
      example: 'acme',
      description: 'The first part of the address you sign in at.',
      order: 1,
    }),
  ],
}

const scopes: Record<string, string[]> = {
  github: ['repo', 'read:org', 'gist', 'user', 'user:email', 'workflow', 'notifications', 'admin:org'],
  slack: ['channels:read', 'chat:write', 'users:read', 'users:read.email'],
  linear: ['read', 'write', 'issues:create', 'comments:create'],
}

/** The details of a provider, made up from its summary. */
export function detailOf(summary: ProviderSummary): ProviderDetail {
  const credentials = credentialFields[summary.auth_mode] ?? []
  const params = paramFields[summary.name] ?? []
  return {
    ...summary,
    docs: `https://docs.example.com/${summary.name}`,
    app_docs: `https://developers.example.com/${summary.name}/apps`,
    scopes_docs: `https://docs.example.com/${summary.name}/scopes`,
    scopes: scopes[summary.name] ?? [],
    default_scopes: summary.name === 'linear' ? ['read'] : [],
    base_url: `https://api.${summary.name}.example.com`,
    verifies: summary.auth_mode === 'API_KEY',
    pkce: true,
    callback_url: 'http://localhost:3003/oauth/callback',
    needs_app: ['OAUTH2', 'TBA'].includes(summary.auth_mode),
    integration_fields: [],
    connection_fields: params,
    credential_fields: credentials,
    assertion_fields: [],
    form: [
      ...params.map((one) => `params.${one.name}`),
      ...credentials.map((one) => `credentials.${one.name}`),
    ],
    facts: { token_url: `https://${summary.name}.example.com/oauth/token`, scope_separator: ' ' },
    origin: { provider: summary.name, source: 'built_in', built_in: true, problems: [], unconfirmed: [] },
    preview: [
      {
        step: 'call',
        method: 'GET',
        url: `https://api.${summary.name}.example.com`,
        query: [],
        headers: [{ name: 'Authorization', value: 'Bearer ${accessToken}' }],
        body: [],
      },
    ],
  }
}

const minute = 60_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

function integration(unique_key: string, provider: string, count: number): Integration {
  const row = rows.find(([name]) => name === provider)
  const oauth = row?.[2] === 'OAUTH2'
  return {
    unique_key,
    provider,
    provider_name: row?.[1] ?? provider,
    display_name: row?.[1] ?? provider,
    auth_mode: row?.[2] ?? 'NONE',
    connection_count: count,
    missing_fields: [],
    callback_url: 'http://localhost:3003/oauth/callback',
    client_id: oauth ? 'Iv1.5f1c9e27d4a8b630' : null,
    has_client_secret: oauth,
    scopes: oauth ? ['repo', 'read:org'] : [],
    app: {},
    integration_config: {},
    forward_webhooks: true,
    webhooks_known: provider === 'github',
    created_at: ago(9 * 24 * 60 * minute),
    updated_at: ago(2 * 24 * 60 * minute),
  }
}

function connection(
  id: number,
  connection_id: string,
  of: Integration,
  more: Partial<ConnectionDetail>,
): ConnectionDetail {
  return {
    id,
    connection_id,
    provider_config_key: of.unique_key,
    provider: of.provider,
    provider_name: of.provider_name,
    auth_mode: of.auth_mode,
    state: 'ok',
    expires_at: null,
    refreshable: of.auth_mode === 'OAUTH2',
    error: null,
    tags: {},
    end_user: null,
    created_at: ago(id * 300 * minute),
    updated_at: ago(id * 30 * minute),
    last_fetched_at: ago(id * 7 * minute),
    metadata: null,
    connection_config: {},
    not_granted: [],
    credentials: [{ name: 'access_token', value: '••••••••', secret: true }],
    refresh: { last_success: null, last_failure: null, attempts: 0, exhausted: false },
    webhook_url_override: null,
    base_url: `https://api.${of.provider}.example.com`,
    ...more,
  }
}

function operation(index: number, more: Partial<Operation>): Operation {
  return {
    id: `op-${index}`,
    kind: 'proxy',
    action: 'get',
    source: 'api',
    state: 'success',
    title: 'GET /user/repos',
    provider: 'github',
    integration: 'github',
    connection: 'anna',
    method: 'GET',
    url: 'https://api.github.com/user/repos?per_page=5',
    status: 200,
    attempts: 1,
    error: null,
    started_at: ago(index * 3 * minute),
    finished_at: ago(index * 3 * minute - 214),
    duration_ms: 214,
    ...more,
  }
}

export function fakeData(): FakeData {
  const github = integration('github', 'github', 2)
  const stripe = integration('stripe-api-key', 'stripe-api-key', 1)
  const slack = {
    ...integration('slack-bot', 'slack', 0),
    client_id: null,
    has_client_secret: false,
    missing_fields: ['client_id', 'client_secret'],
  }
  return {
    providers: rows.map(([name, display_name, auth_mode, categories]) => ({
      name,
      display_name,
      categories,
      auth_mode,
      supported: built.includes(auth_mode),
    })),
    integrations: [github, stripe, slack],
    connections: [
      connection(1, 'anna', github, {
        expires_at: new Date(Date.now() + 47 * minute).toISOString(),
        tags: { team: 'platform', end_user_email: 'anna@example.com' },
        metadata: { plan: 'pro', limits: { requests: 5000, window: 'hour' }, repositories: ['web', 'api'] },
        refresh: { last_success: ago(13 * minute), last_failure: null, attempts: 0, exhausted: false },
      }),
      connection(2, 'build-bot', github, {
        state: 'error',
        expires_at: ago(26 * minute),
        error: {
          code: 'invalid_grant',
          message: 'GitHub refused to refresh the token: the refresh token was revoked.',
          hint: 'Reconnect the account; its owner may have removed the app.',
          log_id: 'op-2',
          at: ago(24 * minute),
        },
        refresh: { last_success: null, last_failure: ago(24 * minute), attempts: 3, exhausted: false },
      }),
      connection(3, 'b5c1f0de-7a34-4e0a-9a51-2f5ac8de9f13', stripe, {
        credentials: [
          { name: 'username', value: 'rk_live_••••••', secret: true },
          { name: 'password', value: '', secret: false },
        ],
      }),
    ],
    operations: [
      operation(1, {}),
      operation(2, {
        kind: 'auth',
        action: 'refresh',
        source: 'system',
        state: 'failed',
        title: 'Refresh of build-bot',
        connection: 'build-bot',
        status: 400,
        error: {
          code: 'invalid_grant',
          message: 'The refresh token was revoked.',
          hint: 'Reconnect the account.',
        },
      }),
      operation(3, {
        title: 'POST /repos/acme/web/issues',
        method: 'POST',
        source: 'playground',
        status: 201,
        attempts: 2,
      }),
    ],
  }
}
