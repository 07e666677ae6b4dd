/** The shapes of the local API that the page reads and writes. */

export type AuthMode =
  | 'API_KEY'
  | 'APP'
  | 'AWS_SIGV4'
  | 'BASIC'
  | 'BILL'
  | 'CUSTOM'
  | 'INSTALL_PLUGIN'
  | 'JWT'
  | 'MCP_OAUTH2'
  | 'MCP_OAUTH2_GENERIC'
  | 'NONE'
  | 'OAUTH1'
  | 'OAUTH2'
  | 'OAUTH2_CC'
  | 'SIGNATURE'
  | 'TBA'
  | 'TWO_STEP'

export interface FaultBody {
  code: string
  message?: string
  hint?: string
  errors?: { code: string; message: string; path: string[] }[]
  payload?: unknown
}

export interface Status {
  version: string
  environment: { name: string; uuid: string }
  api_url: string
  webhook_url: string
  callback_url: string
  data_dir: string
  vault: { mode: string; description: string; ok: boolean; message?: string }
  counts: { integrations: number; connections: number; operations: number }
  window: boolean
}

export interface ProviderSummary {
  name: string
  display_name: string
  categories: string[]
  auth_mode: AuthMode
  /** This version knows how to connect an account of this auth mode. */
  supported: boolean
}

export interface Field {
  name: string
  title: string
  description?: string
  example?: string
  pattern?: string
  format?: string
  enum?: string[]
  optional: boolean
  secret: boolean
  hidden: boolean
  automated: boolean
  default_value?: string
  prefix?: string
  suffix?: string
  order?: number
  visible_when?: { field: string; equals: string }
}

export interface ProviderDetail extends ProviderSummary {
  docs?: string
  /** Where a developer registers an app of their own. */
  app_docs?: string
  scopes_docs?: string
  scopes: string[]
  default_scopes: string[]
  base_url?: string
  verifies: boolean
  pkce: boolean
  callback_url: string
  /** The integration needs a client id and secret before anyone can connect. */
  needs_app: boolean
  integration_fields: Field[]
  connection_fields: Field[]
  credential_fields: Field[]
  /** `credentials.x` and `params.x`, in the order to ask for them. */
  form: string[]
  facts: Record<string, unknown>
}

export interface Integration {
  unique_key: string
  provider: string
  provider_name: string
  display_name: string
  auth_mode: AuthMode
  connection_count: number
  missing_fields: string[]
  callback_url: string
  client_id?: string | null
  has_client_secret: boolean
  scopes: string[]
  integration_config: Record<string, string>
  forward_webhooks: boolean
  created_at: string
  updated_at: string
}

export interface AppCredentialsInput {
  type: AuthMode
  client_id: string
  client_secret: string
  scopes?: string
}

export interface IntegrationInput {
  provider: string
  unique_key: string
  display_name?: string
  forward_webhooks?: boolean
  credentials?: AppCredentialsInput
  integration_config?: Record<string, string>
}

export interface IntegrationUpdate {
  unique_key?: string
  display_name?: string
  forward_webhooks?: boolean
  credentials?: Partial<AppCredentialsInput> & { type: AuthMode }
  integration_config?: Record<string, string>
}

export type ConnectionState = 'ok' | 'expired' | 'error'

export interface ConnectionError {
  code: string
  message: string
  hint?: string
  log_id?: string
  at: string
}

export interface Connection {
  id: number
  connection_id: string
  provider_config_key: string
  provider: string
  provider_name: string
  auth_mode: AuthMode
  state: ConnectionState
  expires_at?: string | null
  refreshable: boolean
  error?: ConnectionError | null
  tags: Record<string, string>
  end_user?: Record<string, unknown> | null
  created_at: string
  updated_at: string
  last_fetched_at?: string | null
}

export interface ConnectionDetail extends Connection {
  metadata: Record<string, unknown> | null
  connection_config: Record<string, unknown>
  credentials: { name: string; value: string; secret: boolean }[]
  refresh: {
    last_success?: string | null
    last_failure?: string | null
    attempts: number
    exhausted: boolean
  }
  webhook_url_override?: string | null
  base_url?: string
}

export interface ConnectInput {
  integration: string
  connection_id?: string
  params?: Record<string, string>
  credentials?: Record<string, string>
  authorization_params?: Record<string, string>
  reconnect?: boolean
  tags?: Record<string, string>
  /** Let the program open the system browser itself. */
  open?: boolean
}

export type AttemptState = 'pending' | 'succeeded' | 'failed' | 'cancelled' | 'expired'

export interface Attempt {
  id: string
  state: AttemptState
  integration: string
  provider: string
  connection_id?: string
  authorize_url: string
  expires_at: string
  error?: { code: string; message: string; hint?: string }
}

export interface ConnectResult {
  attempt?: Attempt
  connection?: { connection_id: string; provider_config_key: string }
}

export interface ApiRequest {
  provider_config_key: string
  connection_id: string
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
  base_url_override?: string
  retries?: number
}

export interface Timing {
  dns: number
  connect: number
  tls: number
  first_byte: number
  total: number
}

export interface ApiResponse {
  operation_id: string
  status: number
  headers: Record<string, string[]>
  body: string
  body_encoding: 'utf8' | 'base64'
  size: number
  truncated: boolean
  duration_ms: number
  timing: Timing
  attempts: number
  url: string
}

export interface HistoryItem {
  operation_id: string
  at: string
  provider_config_key: string
  connection_id: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
  status: number
  duration_ms: number
}

export type OperationState = 'running' | 'success' | 'failed'

export interface Operation {
  id: string
  kind: string
  action: string
  source: string
  state: OperationState
  title: string
  provider: string
  integration: string
  connection: string
  method?: string
  url?: string
  status?: number
  attempts: number
  error?: { code: string; message: string; hint?: string } | null
  started_at: string
  finished_at?: string | null
  duration_ms?: number | null
}

export interface Exchange {
  attempt: number
  method: string
  url: string
  request_headers: Record<string, string[]>
  response_headers: Record<string, string[]>
  request_body: string
  response_body: string
  request_size: number
  response_size: number
  status: number
  timing: Timing
  remote_addr?: string
  error?: string
  retry_reason?: string
  retry_after_ms?: number
}

export interface Message {
  id: number
  at: string
  level: string
  text: string
  exchange?: Exchange
}

export interface OperationDetail extends Operation {
  messages: Message[]
}

export interface OperationFilter {
  kind?: string
  state?: string
  integration?: string
  connection?: string
  source?: string
  search?: string
  cursor?: string
  limit?: number
}

export interface Settings {
  appearance: 'system' | 'light' | 'dark'
  allowed_hosts: string[]
  allowed_origins: string[]
  /** Empty: the default, on the API's own address. */
  callback_url: string
}

export interface Check {
  name: string
  ok: boolean
  message: string
  hint?: string
}
