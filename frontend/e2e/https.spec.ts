import { chromium, expect, test } from '@playwright/test'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { OIDCServer, signIn } from './support/oidc'
import { Patchbay } from './support/patchbay'

const run = promisify(execFile)

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

test('a login ends at https://localhost, which the browser trusts until it is switched off', async ({
  launchOptions,
}) => {
  // A user of its own, whose browser has a certificate database. Without /usr/sbin the system's store is out of reach.
  const home = await mkdtemp(path.join(tmpdir(), 'patchbay-home-'))
  const database = path.join(home, '.pki', 'nssdb')
  await mkdir(database, { recursive: true })
  await run('certutil', ['-N', '-d', `sql:${database}`, '--empty-password'])
  const listed = async () => (await run('certutil', ['-L', '-d', `sql:${database}`])).stdout
  const env = { HOME: home, PATH: '/usr/bin:/bin' }
  const httpsPort = await freePort()
  const redirect = `https://localhost:${httpsPort}/oauth/callback`
  const oidc = await OIDCServer.start(60, { redirect })
  const patchbay = await Patchbay.start({ providers: { independent: oidc.provider }, httpsPort, env })
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
    const chosen = await patchbay.fetch('/patchbay/integrations/peer/redirect', {
      method: 'PUT',
      body: JSON.stringify({ kind: 'https' }),
    })
    expect(((await chosen.json()) as { data: { url: string } }).data.url).toBe(redirect)

    const early = await patchbay.fetch('/patchbay/connect', {
      method: 'POST',
      body: JSON.stringify({ integration: 'peer' }),
    })
    expect(early.status, 'no browser opens while nobody would answer').toBe(409)
    expect(await early.text()).toContain('https_disabled')

    const enabled = await patchbay.fetch('/patchbay/https', { method: 'POST', body: '{}' })
    expect(enabled.status, await enabled.clone().text()).toBe(200)
    const { data } = (await enabled.json()) as {
      data: { trusted: boolean; listening: boolean; name: string }
    }
    expect(data).toMatchObject({ trusted: true, listening: true })
    expect(await listed()).toContain(data.name)

    const browser = await chromium.launch({ ...launchOptions, env: { ...process.env, HOME: home } })
    try {
      const page = await browser.newPage() // certificate errors are errors here
      await page.goto(patchbay.guiURL)
      await page.getByRole('navigation', { name: 'Main' }).waitFor()
      await page.goto(`${patchbay.url}/#/integrations/peer`)
      await expect(page.getByTitle(redirect).first()).toBeVisible()
      await page.getByRole('button', { name: 'Connect an account' }).click()
      await page.getByText('More options').click()
      await page.getByLabel('Connection ID').fill('alice')
      const opened = page.context().waitForEvent('page')
      await page.getByRole('button', { name: 'Sign in with Independent Login' }).click()
      const login = await opened
      await signIn(login, 'alice')
      await expect(login.getByRole('heading', { name: 'Independent Login is connected' })).toBeVisible()
      expect(login.url()).toBe(redirect)
    } finally {
      await browser.close()
    }
    expect((await patchbay.proxy('peer', 'alice', '/api/me')).status).toBe(200)

    const disabled = await patchbay.fetch('/patchbay/https', { method: 'DELETE' })
    expect(disabled.status).toBe(204)
    expect(await listed()).not.toContain('Patchbay')
    await expect(fetch(redirect)).rejects.toThrow()
  } finally {
    await patchbay.stop()
    await oidc.stop()
    await rm(home, { recursive: true, force: true })
  }
})
