import type {
  Notification,
  NotificationDetail,
  NotificationSettings,
  WebhookDetail,
  WebhookDraft,
  WebhookSetup,
} from '@/api/types'
import { notFound, Refusal, type FakeRoutes } from './fake-routes'
import { ago } from './fake-runs'

/** What providers sent to the fake program, and what it sent to the user's app. */
export interface FakeWebhooks {
  /** Newest first. */
  received: WebhookDetail[]
  sent: NotificationDetail[]
  setups: Map<string, WebhookSetup>
  settings: NotificationSettings
  key: string
}

export function fakeWebhook(id: string, minutes: number, more: Partial<WebhookDetail> = {}): WebhookDetail {
  const body = more.body ?? '{"action":"opened","issue":{"title":"Login fails"}}'
  return {
    id,
    integration: 'github',
    provider: 'github',
    provider_name: 'GitHub',
    state: 'done',
    verification: 'verified',
    simulated: false,
    edited: false,
    resent_from: null,
    types: ['issues'],
    connections: ['anna'],
    reason: null,
    note: null,
    status: 200,
    content_type: 'application/json',
    size: body.length,
    preview: body,
    operation_id: `op-${id}`,
    received_at: ago(minutes),
    finished_at: ago(minutes),
    url: 'http://localhost:3004/webhook/dev/github',
    headers: { 'Content-Type': ['application/json'], 'X-Hub-Signature-256': ['•••'] },
    query: {},
    body_encoding: 'utf8',
    jobs: [],
    ...more,
    body,
  }
}

export function fakeNotification(
  id: string,
  minutes: number,
  more: Partial<NotificationDetail> = {},
): NotificationDetail {
  const url = 'http://localhost:8080/hooks'
  return {
    id,
    type: 'sync',
    action: 'sync',
    integration: 'github',
    provider: 'github',
    connection: 'anna',
    subject: 'list-issues · Issue',
    run_id: 'run-0003',
    simulated: false,
    state: 'delivered',
    size: 21,
    attempts: 1,
    created_at: ago(minutes),
    finished_at: ago(minutes),
    targets: [{ url, state: 'delivered', attempts: 1, next_at: null, status: 200, error: '' }],
    body: '{"type":"sync","a":1}',
    forward_headers: {},
    history: [
      {
        number: 1,
        url,
        started_at: ago(minutes),
        duration_ms: 12,
        request_headers: { 'X-Nango-Hmac-Sha256': ['9f2c'] },
        status: 200,
        response_headers: {},
        response_body: 'ok',
        error_code: '',
        error: '',
        retry_after_ms: 0,
        operation_id: `op-${id}`,
      },
    ],
    ...more,
  }
}

const setup = (): WebhookSetup => ({
  url: 'http://localhost:3004/webhook/dev/github',
  local_url: 'http://localhost:3004/webhook/dev/github',
  handled: true,
  signs: true,
  signing: 'HMAC-SHA256 of the body',
  secret_help: 'GitHub shows it where the webhook is made.',
  identifier: 'the installation’s id',
  has_secret: false,
  can_verify: false,
  derived_secret: false,
  previous_until: null,
  accept_unsigned: false,
  forward_webhooks: true,
  events: [
    { type: 'issues', label: 'An issue was opened', body: { action: 'opened', at: '{{now}}' } },
    { type: 'push', label: 'Commits were pushed', body: { ref: 'refs/heads/main' } },
  ],
})

export function fakeWebhooks(): FakeWebhooks {
  return {
    received: [fakeWebhook('wh-1', 4)],
    sent: [],
    setups: new Map([['github', setup()]]),
    settings: {
      primary_url: '',
      secondary_url: '',
      on_auth_creation: true,
      on_auth_refresh_error: true,
      on_connection_deletion: true,
      on_sync_completion_always: true,
      on_sync_error: true,
      on_async_action_completion: true,
      sign_with: 'own',
    },
    key: 'whsec_1',
  }
}

/** The part of a list that its query asks for. */
function pick<T extends { integration: string; state: string }>(
  rows: T[],
  query: URLSearchParams,
  typesOf: (row: T) => string[],
) {
  const [integration, state, type, search] = ['integration', 'state', 'type', 'search'].map((name) =>
    query.get(name),
  )
  const data = rows.filter(
    (row) =>
      (!integration || row.integration === integration) &&
      (!state || row.state === state) &&
      (!type || typesOf(row).includes(type)) &&
      (!search || JSON.stringify(row).includes(search)),
  )
  return { data, next_cursor: null }
}

function find<T extends { id: string }>(rows: T[], id: string | undefined, what: string): T {
  const found = rows.find((one) => one.id === id)
  if (!found) throw notFound(what)
  return found
}

function receive(store: FakeWebhooks, more: Partial<WebhookDetail>) {
  const made = fakeWebhook(`wh-${store.received.length + 1}`, 0, more)
  store.received = [made, ...store.received]
  return { id: made.id, state: made.state }
}

function simulate(store: FakeWebhooks, draft: WebhookDraft) {
  const { integration, type, connection } = draft
  const known = store.setups.get(integration)
  if (!known) throw new Refusal(400, { code: 'webhook_no_handler', message: 'It is not known.' })
  const body = draft.body ?? known.events.find((one) => one.type === type)?.body
  const made = receive(store, {
    integration,
    simulated: true,
    types: type ? [type] : [],
    connections: connection ? [connection] : [],
    body: JSON.stringify(body),
    ...(!connection && { state: 'unmatched' }),
  })
  return { ...made, status: 200, answer: '{"status":"success"}', headers: {}, body: JSON.stringify(body) }
}

function endRound(notification: Notification, state: 'waiting' | 'cancelled') {
  notification.state = state
  for (const target of notification.targets) target.state = state
}

export function webhookRoutes(store: FakeWebhooks): FakeRoutes {
  const unhandled = (): WebhookSetup => ({ ...setup(), handled: false, signs: false, events: [] })
  return {
    GET: [
      [
        /^\/patchbay\/webhooks$/,
        ({ url: { searchParams } }) => {
          const simulated = searchParams.get('simulated')
          const rows = store.received.filter((one) => !simulated || String(one.simulated) === simulated)
          return pick(rows, searchParams, (row) => row.types)
        },
      ],
      [
        /^\/patchbay\/webhooks\/([^/]+)$/,
        ({ parts }) => ({ data: find(store.received, parts[0], 'webhook') }),
      ],
      [
        /^\/patchbay\/integrations\/([^/]+)\/webhook$/,
        ({ parts }) => ({ data: store.setups.get(parts[0] ?? '') ?? unhandled() }),
      ],
      [/^\/patchbay\/notifications$/, ({ url }) => pick(store.sent, url.searchParams, (row) => [row.type])],
      [
        /^\/patchbay\/notifications\/([^/]+)$/,
        ({ parts }) => ({ data: find(store.sent, parts[0], 'notification') }),
      ],
      [/^\/patchbay\/notification-settings$/, () => store.settings],
      [/^\/patchbay\/webhook-signing-key$/, () => ({ key: store.key, sign_with: store.settings.sign_with })],
    ],
    POST: [
      [/^\/patchbay\/webhooks\/simulate$/, ({ body }) => simulate(store, body as WebhookDraft)],
      [
        /^\/patchbay\/webhooks\/([^/]+)\/resend$/,
        ({ parts, body }) => {
          const edit = body as { body?: string; vouch?: boolean }
          const first = find(store.received, parts[0], 'webhook')
          const edited = edit.body !== undefined
          if (first.state === 'held' && !edited && !edit.vouch) {
            throw new Refusal(400, { code: 'webhook_still_held', message: 'It is still held.' })
          }
          return receive(store, {
            ...first,
            id: `wh-${store.received.length + 1}`,
            resent_from: first.id,
            edited,
            state: 'done',
            reason: null,
            body: edit.body ?? first.body,
          })
        },
      ],
      [
        /^\/patchbay\/notifications\/([^/]+)\/(resend|cancel)$/,
        ({ parts }) => {
          const found = find(store.sent, parts[0], 'notification')
          endRound(found, parts[1] === 'resend' ? 'waiting' : 'cancelled')
          return { data: { ...found } }
        },
      ],
      [/^\/patchbay\/integrations\/([^/]+)\/webhook\/secret$/, () => ({ secret: 'follows-from-the-app' })],
      [
        /^\/environment\/webhook-signing-key\/rotate$/,
        () => {
          store.key = `${store.key}-new`
          return { data: { webhook_signing_key: store.key } }
        },
      ],
    ],
    PATCH: [
      [
        /^\/patchbay\/notification-settings$/,
        ({ body }) => {
          const change = body as Partial<NotificationSettings>
          if (change.primary_url && !change.primary_url.startsWith('http')) {
            throw new Refusal(400, {
              code: 'invalid_body',
              message: 'The address is wrong.',
              errors: [
                { code: 'custom', message: 'Begin it with http:// or https://.', path: ['primary_url'] },
              ],
            })
          }
          store.settings = { ...store.settings, ...change }
          return store.settings
        },
      ],
    ],
    PUT: [
      [
        /^\/patchbay\/integrations\/([^/]+)\/webhook$/,
        ({ parts, body }) => {
          const { secret, accept_unsigned } = body as { secret?: string; accept_unsigned?: boolean }
          const next = { ...(store.setups.get(parts[0] ?? '') ?? unhandled()) }
          if (secret !== undefined) next.has_secret = next.can_verify = secret !== ''
          if (accept_unsigned !== undefined) next.accept_unsigned = accept_unsigned
          store.setups.set(parts[0] ?? '', next)
          return { data: next }
        },
      ],
    ],
  }
}
