import { expect, test } from '@playwright/test'
import { OAuth1Server } from './support/oauth1'
import { Patchbay } from './support/patchbay'

let server: OAuth1Server
let patchbay: Patchbay

test.beforeEach(async () => {
  server = await OAuth1Server.start()
  patchbay = await Patchbay.start({ providers: { 'old-login': server.provider } })
})

test.afterEach(async () => {
  await patchbay.stop()
  await server.stop()
})

test('an account of OAuth 1.0a is connected, and every call is signed as the server checks it', async ({
  page,
}) => {
  await integrate(server.consumerSecret)
  await page.goto(await begin())
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('heading', { name: 'Old Login is connected' })).toBeVisible()

  const calls: [pathname: string, init?: RequestInit][] = [
    ['/api/things'],
    ['/api/things?page=2&filter=a%20b%26c%3Dd&empty=&%C3%BC=%E2%82%AC'],
    ['/api/(here)*!~/caf%C3%A9'],
    ['/api/things/7', { method: 'DELETE' }],
    ['/api/json', { method: 'POST', body: '{"a":"b c"}' }],
    ['/api/form', { method: 'POST', ...form("status=it's+a%20test%2B%21&lat=48.1") }],
  ]
  for (const [pathname, init] of calls) {
    const answer = await patchbay.proxy('old-login', 'alice', pathname, init)
    expect(answer.status, `${pathname}: ${await answer.clone().text()}`).toBe(200)
    expect(await answer.json()).toMatchObject({ user: 'alice', method: init?.method ?? 'GET' })
  }
  expect(await server.stats()).toEqual({ requests: 1, tokens: 1, calls: calls.length, problems: [] })
})

test('a wrong consumer secret is refused by the server before any browser opens', async () => {
  await integrate('not the secret')
  const started = await start()
  expect(started.status).toBe(400)
  expect(await started.text()).toContain('does not accept the signature')
  expect((await server.stats()).problems.join()).toContain('signature_invalid')
})

test('a person who denies leaves no connection', async ({ page }) => {
  await integrate(server.consumerSecret)
  await page.goto(await begin())
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('heading', { name: 'Old Login could not be connected' })).toBeVisible()
  await expect(page.getByText('The login was declined at Old Login')).toBeVisible()
  const listed = (await (await patchbay.fetch('/connections')).json()) as { connections: unknown[] }
  expect(listed.connections).toEqual([])
  expect((await server.stats()).tokens).toBe(0)
})

function form(body: string): RequestInit {
  return { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
}

async function integrate(secret: string): Promise<void> {
  const created = await patchbay.fetch('/integrations', {
    method: 'POST',
    body: JSON.stringify({
      provider: 'old-login',
      unique_key: 'old-login',
      credentials: { type: 'OAUTH1', client_id: server.consumerKey, client_secret: secret },
    }),
  })
  expect(created.status, await created.clone().text()).toBe(200)
}

/** Starts a login and returns the address that the browser is to open. */
async function begin(): Promise<string> {
  const started = await start()
  expect(started.status, await started.clone().text()).toBe(200)
  return ((await started.json()) as { attempt: { authorize_url: string } }).attempt.authorize_url
}

function start(): Promise<Response> {
  return patchbay.fetch('/patchbay/connect', {
    method: 'POST',
    body: JSON.stringify({ integration: 'old-login', connection_id: 'alice' }),
  })
}
