import { expect, test } from '@playwright/test'
import { OIDCServer, signIn } from './support/oidc'
import { Patchbay } from './support/patchbay'

const tokenSeconds = 3

test('an account connected in the browser outlives its token, fifty callers and a crash', async ({
  page,
}) => {
  const oidc = await OIDCServer.start(tokenSeconds)
  const providers = { independent: oidc.provider }
  let patchbay = await Patchbay.start({ providers })
  try {
    const created = await patchbay.fetch('/integrations', {
      method: 'POST',
      body: JSON.stringify({
        provider: 'independent',
        unique_key: 'peer',
        credentials: {
          type: 'OAUTH2',
          client_id: oidc.clientID,
          client_secret: oidc.clientSecret,
          scopes: 'openid,offline_access',
        },
      }),
    })
    expect(created.status, await created.clone().text()).toBe(200)

    await page.goto(patchbay.guiURL)
    await page.getByRole('navigation', { name: 'Main' }).waitFor()
    await page.goto(`${patchbay.url}/#/integrations/peer`)
    await page.getByRole('button', { name: 'Connect an account' }).click()
    await page.getByText('More options').click()
    await page.getByLabel('Connection ID').fill('alice')
    const opened = page.context().waitForEvent('page')
    await page.getByRole('button', { name: 'Sign in with Independent Login' }).click()
    const login = await opened
    await signIn(login, 'alice')
    await expect(login.getByRole('heading', { name: 'Independent Login is connected' })).toBeVisible()
    expect(login.url(), 'the code must not stay in the address bar').not.toContain('code=')
    await expect(page.getByRole('heading', { name: 'alice' })).toBeVisible()

    const first = await patchbay.proxy('peer', 'alice', '/api/me')
    expect(first.status).toBe(200)
    const { sub, tail } = (await first.json()) as { sub: string; tail: string }
    expect(sub).toBe('alice')

    // The page's own route shows the expiry without renewing anything.
    const shown = await patchbay.fetch('/patchbay/connections/alice?provider_config_key=peer')
    const { data } = (await shown.json()) as { data: { expires_at: string } }
    await page.waitForFunction((expiry) => Date.now() > expiry, Date.parse(data.expires_at))

    const before = await oidc.stats()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => patchbay.proxy('peer', 'alice', '/api/me')),
    )
    expect(answers.map((a) => a.status)).toEqual(Array.from({ length: 50 }, () => 200))
    const after = await oidc.stats()
    expect(after.refresh - before.refresh, 'fifty callers at expiry share one refresh').toBe(1)
    expect(after.refused, 'a used refresh token was never sent again').toBe(0)

    await patchbay.kill()
    patchbay = await Patchbay.start({ providers, dataDir: patchbay.dataDir })
    const survived = await patchbay.proxy('peer', 'alice', '/api/me')
    expect(survived.status).toBe(200)
    expect(((await survived.json()) as { tail: string }).tail).not.toBe(tail)
  } finally {
    await patchbay.stop()
    await oidc.stop()
  }
})

test('a second instance that starts during a login does not get its answer (OA-25)', async ({ page }) => {
  const oidc = await OIDCServer.start(60)
  const providers = { independent: oidc.provider }
  const first = await Patchbay.start({ providers })
  try {
    await first.fetch('/integrations', {
      method: 'POST',
      body: JSON.stringify({
        provider: 'independent',
        unique_key: 'peer',
        credentials: { type: 'OAUTH2', client_id: oidc.clientID, client_secret: oidc.clientSecret },
      }),
    })
    const started = await first.fetch('/patchbay/connect', {
      method: 'POST',
      body: JSON.stringify({ integration: 'peer', connection_id: 'alice' }),
    })
    const { attempt } = (await started.json()) as { attempt: { authorize_url: string } }

    const addr = new URL(first.url).host.replace('localhost', '127.0.0.1')
    await expect(Patchbay.start({ providers, addr }), 'the port is taken').rejects.toThrow(/port|in use/i)
    const second = await Patchbay.start({ providers })
    try {
      await page.goto(attempt.authorize_url)
      await signIn(page, 'alice')
      await expect(page.getByRole('heading', { name: 'Independent Login is connected' })).toBeVisible()
      const count = async (app: Patchbay) =>
        ((await (await app.fetch('/connections')).json()) as { connections: unknown[] }).connections.length
      expect([await count(first), await count(second)]).toEqual([1, 0])
    } finally {
      await second.stop()
    }
  } finally {
    await first.stop()
    await oidc.stop()
  }
})
