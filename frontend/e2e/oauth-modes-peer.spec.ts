import { expect, test, type Page } from '@playwright/test'
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
async function untilExpired(page: Page, patchbay: Patchbay, integration: string): Promise<void> {
  const shown = await patchbay.fetch(`/patchbay/connections/alice?provider_config_key=${integration}`)
  const { data } = (await shown.json()) as { data: { expires_at: string } }
  await page.waitForFunction((expiry) => Date.now() > expiry, Date.parse(data.expires_at))
}
