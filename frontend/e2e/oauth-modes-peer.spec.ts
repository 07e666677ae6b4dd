import { expect, test, type Page } from '@playwright/test'
import { generateKeyPairSync } from 'node:crypto'
import { OIDCServer, signIn } from './support/oidc'
import { Patchbay } from './support/patchbay'

// What the independent server offers beyond the plain code flow. Whether a grant was given, a client made or a token
// taken back is asked of the server, not of the app.

const tokenSeconds = 3

interface Attempt {
  id: string
  authorize_url: string
}

test('any MCP server: found out about, registered with, logged in to, renewed and signed out of', async ({
  page,
}) => {
  const oidc = await OIDCServer.start(tokenSeconds)
  const patchbay = await Patchbay.start({ providers: { 'any-mcp': anyMCP } })
  try {
    await integrate(patchbay, 'any-mcp', undefined)
    await login(page, patchbay, 'any-mcp', { mcp_server_url: `${oidc.issuer}/mcp` })

    const first = await me(patchbay, 'any-mcp', '/me')
    expect(first).toMatchObject({ sub: 'alice', scope: 'mcp.use' })
    await untilExpired(page, patchbay, 'any-mcp')
    const second = await me(patchbay, 'any-mcp', '/me')
    expect(second.sub).toBe('alice')
    expect(second.client, 'the client that the connection registered').toBe(first.client)
    expect(second.tail, 'a new token for the same resource').not.toBe(first.tail)
    expect(await oidc.stats()).toMatchObject({ registered: 1, code: 1, refresh: 1, refused: 0 })

    const gone = await patchbay.fetch('/connections/alice?provider_config_key=any-mcp', { method: 'DELETE' })
    expect(gone.status).toBe(200)
    expect((await oidc.stats()).revoked, 'the server took the access back').toBe(1)
  } finally {
    await patchbay.stop()
    await oidc.stop()
  }
})

test('a service that signs who it is gets tokens, and one with a stranger’s key gets told why not', async ({
  page,
}) => {
  const oidc = await OIDCServer.start(tokenSeconds)
  const patchbay = await Patchbay.start({ providers: { 'signed-service': signedService(oidc.issuer) } })
  try {
    await integrate(patchbay, 'signed-service', undefined)
    const { client_id, jwk } = await oidc.service()
    const connect = (key: JsonWebKey) =>
      patchbay.fetch('/patchbay/connect', {
        method: 'POST',
        body: JSON.stringify({
          integration: 'signed-service',
          connection_id: 'alice',
          params: { oauth_scopes: 'things.read' },
          credentials: { client_id, client_private_key: JSON.stringify(key) },
        }),
      })
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
    const refused = await connect({ ...stranger, ...{ kid: jwk.kid } })
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('invalid_client')
    expect((await patchbay.proxy('signed-service', 'alice', '/api/me')).status, 'nothing was stored').toBe(
      400,
    )

    const made = await connect(jwk)
    expect(made.status, await made.clone().text()).toBe(200)
    const first = await me(patchbay, 'signed-service', '/api/me')
    expect(first).toMatchObject({ client: client_id, scope: 'things.read' })
    await untilExpired(page, patchbay, 'signed-service')
    expect((await me(patchbay, 'signed-service', '/api/me')).tail).not.toBe(first.tail)
    expect(await oidc.stats()).toMatchObject({ service: 2, refused: 1 })
  } finally {
    await patchbay.stop()
    await oidc.stop()
  }
})

test('a token whose answer does not say its end is asked about, and renewed when that has come', async ({
  page,
}) => {
  const oidc = await OIDCServer.start(tokenSeconds, { unsaid: true })
  const patchbay = await Patchbay.start({ providers: { salesforce: ownSalesforce(oidc.issuer) } })
  try {
    await integrate(patchbay, 'salesforce', {
      type: 'OAUTH2',
      client_id: oidc.clientID,
      client_secret: oidc.clientSecret,
      scopes: 'openid,offline_access',
    })
    const before = Date.now()
    await login(page, patchbay, 'salesforce')
    expect((await oidc.stats()).introspected).toBe(1)
    const end = await untilExpired(page, patchbay, 'salesforce')
    expect(end - before, 'as the server told').toBeLessThan((tokenSeconds + 10) * 1000)
    await me(patchbay, 'salesforce', '/api/me')
    expect(await oidc.stats()).toMatchObject({ refresh: 1, introspected: 2, refused: 0, api: 1 })
  } finally {
    await patchbay.stop()
    await oidc.stop()
  }
})

const signedService = (issuer: string) =>
  [
    'display_name: Signed Service',
    'categories: [dev-tools]',
    'auth_mode: OAUTH2_CC',
    `token_url: ${issuer}/token`,
    'token_request_auth_method: private_key_jwt',
    'token_params:',
    '  grant_type: client_credentials',
    'credentials:',
    '  client_id:',
    '    title: Client ID',
    '  client_private_key:',
    '    title: Private key (JWK)',
    '    secret: true',
    'connection_config:',
    '  oauth_scopes:',
    '    title: Scopes',
    'proxy:',
    `  base_url: ${issuer}`,
    '',
  ].join('\n')

// A Salesforce of one's own: its answers name no lifetime but an instance_url.
const ownSalesforce = (issuer: string) =>
  [
    'display_name: Own Salesforce',
    'categories: [crm]',
    'auth_mode: OAUTH2',
    `authorization_url: ${issuer}/auth`,
    'authorization_params:',
    '  prompt: consent',
    `token_url: ${issuer}/token`,
    'refresh_params:',
    '  grant_type: refresh_token',
    'token_response_metadata: [instance_url]',
    'proxy:',
    '  base_url: ${connectionConfig.instance_url}',
    '',
  ].join('\n')

// The address that the user types decides everything else, also where the API is.
const anyMCP = [
  'display_name: Any MCP',
  'categories: [mcp]',
  'auth_mode: MCP_OAUTH2_GENERIC',
  'connection_config:',
  '  mcp_server_url:',
  '    title: MCP server URL',
  'proxy:',
  '  base_url: ${connectionConfig.mcp_server_url}',
  '',
].join('\n')

async function integrate(patchbay: Patchbay, provider: string, credentials: unknown): Promise<void> {
  const created = await patchbay.fetch('/integrations', {
    method: 'POST',
    body: JSON.stringify({ provider, unique_key: provider, credentials }),
  })
  expect(created.status, await created.clone().text()).toBe(200)
}

/** Connects the account alice on the server's own pages. */
async function login(page: Page, patchbay: Patchbay, integration: string, params = {}): Promise<void> {
  const body = JSON.stringify({ integration, connection_id: 'alice', params })
  const started = await patchbay.fetch('/patchbay/connect', { method: 'POST', body })
  expect(started.status, await started.clone().text()).toBe(200)
  const { attempt } = (await started.json()) as { attempt: Attempt }
  await page.goto(attempt.authorize_url)
  await signIn(page, 'alice')
  await expect(page.getByRole('heading', { name: /is connected$/ })).toBeVisible()
}

interface Me {
  sub: string
  client: string
  scope: string
  tail: string
}

async function me(patchbay: Patchbay, integration: string, pathname: string): Promise<Me> {
  const answer = await patchbay.proxy(integration, 'alice', pathname)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Me
}

/** Waits until the token's end, as the page's own route tells it without renewing anything. */
async function untilExpired(page: Page, patchbay: Patchbay, integration: string): Promise<number> {
  const shown = await patchbay.fetch(`/patchbay/connections/alice?provider_config_key=${integration}`)
  const { data } = (await shown.json()) as { data: { expires_at: string } }
  const end = Date.parse(data.expires_at)
  await page.waitForFunction((expiry) => Date.now() > expiry, end)
  return end
}
