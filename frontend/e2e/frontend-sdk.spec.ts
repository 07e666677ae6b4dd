import { expect, test, type Page } from '@playwright/test'
import { KeyAPI } from './support/api-peer'
import { OIDCServer, signIn } from './support/oidc'
import { Patchbay } from './support/patchbay'
import { WebApp } from './support/web-app'

// The official frontend SDK, unmodified, in a page of another origin: every public method of its class.

const key = 'kc_5f1c9e27'

interface Answer {
  providerConfigKey?: string
  connectionId?: string
  error?: string
}

let app: WebApp
let api: KeyAPI
let oidc: OIDCServer
let patchbay: Patchbay

test.beforeAll(async () => {
  app = await WebApp.start()
  api = await KeyAPI.start(key)
  oidc = await OIDCServer.start(300)
  patchbay = await Patchbay.start({ providers: { independent: oidc.provider, 'key-corner': api.provider } })
  const credentials = {
    type: 'OAUTH2',
    client_id: oidc.clientID,
    client_secret: oidc.clientSecret,
    scopes: 'openid,offline_access',
  }
  for (const body of [
    { provider: 'unauthenticated', unique_key: 'open' },
    { provider: 'key-corner', unique_key: 'keys' },
    { provider: 'independent', unique_key: 'login', credentials },
    {
      provider: 'independent',
      unique_key: 'broken',
      credentials: { ...credentials, client_secret: 'wrong' },
    },
  ]) {
    expect((await patchbay.post('/integrations', body)).status).toBe(200)
  }
})

test.afterAll(async () => {
  await patchbay.stop()
  await oidc.stop()
  await api.stop()
  await app.stop()
})

async function session(path: string, body: unknown): Promise<string> {
  const answer = await patchbay.post(path, body)
  return ((await answer.json()) as { data: { token: string } }).data.token
}

const visitor = () => session('/connect/sessions', { tags: { end_user_id: 'ada' } })

/** Calls a method of the SDK in the page; a refusal becomes its type. */
function call(page: Page, token: string | undefined, method: string, ...args: unknown[]): Promise<Answer> {
  return page.evaluate(
    async ([host, connectSessionToken, name, given]) => {
      type Call = (...args: unknown[]) => Promise<Answer>
      const make = (globalThis as unknown as { newNango: (o: unknown) => Record<string, Call> }).newNango
      const options = { host, ...(connectSessionToken ? { connectSessionToken } : { publicKey: 'none' }) }
      const nango = make(options)
      Object.assign(globalThis, { last: nango })
      try {
        return (await nango[name]?.(...given)) ?? {}
      } catch (error) {
        return { error: (error as { type?: string }).type ?? String(error) }
      }
    },
    [patchbay.url, token, method, args] as const,
  )
}

/** The same with a popup that somebody signs in to. */
async function signedIn(page: Page, token: string, method: string, integration: string): Promise<Answer> {
  await page.context().clearCookies() // the provider must not know the last visitor any more
  const popup = page.waitForEvent('popup')
  const answer = call(page, token, method, integration)
  await signIn(await popup, 'alice')
  return answer
}

test('every public method of the frontend SDK works from a page of another origin', async ({ page }) => {
  await page.goto(app.url)
  await page.waitForFunction('globalThis.newNango')
  const hidden = await WebApp.hiddenMethods()
  const methods = await page.evaluate<string[]>('globalThis.methods')
  expect(methods.filter((name) => !hidden.includes(name)).sort()).toEqual(
    ['auth', 'clear', 'constructor', 'create', 'openConnectUI', 'reconnect'].sort(),
  )
  const token = await visitor()

  await test.step('create', async () => {
    expect(await call(page, token, 'create', 'open')).toMatchObject({ providerConfigKey: 'open' })
    expect(await call(page, token, 'create', 'none')).toEqual({ error: 'unknown_provider_config' })
  })

  await test.step('auth with a key', async () => {
    const good = { credentials: { apiKey: key } }
    expect(await call(page, token, 'auth', 'keys', good)).toMatchObject({ providerConfigKey: 'keys' })
    const wrong = { credentials: { apiKey: 'kc_00000000' } }
    expect(await call(page, token, 'auth', 'keys', wrong)).toEqual({ error: 'connection_test_failed' })
  })

  let made: Answer = {}
  await test.step('auth by popup and socket', async () => {
    made = await signedIn(page, token, 'auth', 'login')
    expect(made).toMatchObject({ providerConfigKey: 'login', isPending: false })
    expect((await signedIn(page, token, 'auth', 'broken')).error).toBeTruthy()
  })

  await test.step('reconnect', async () => {
    const again = await session('/connect/sessions/reconnect', {
      connection_id: made.connectionId,
      integration_id: 'login',
    })
    const kept = await signedIn(page, again, 'reconnect', 'login')
    expect(kept.connectionId).toBe(made.connectionId)
    expect(await call(page, undefined, 'reconnect', 'login')).toEqual({
      error: 'missing_connect_session_token',
    })
  })

  await test.step('a closed window', async () => {
    const popup = page.waitForEvent('popup')
    const answer = call(page, token, 'auth', 'login', { detectClosedAuthWindow: true })
    const window = await popup
    await window.waitForURL((url) => url.href.startsWith(oidc.issuer))
    await window.close()
    expect(await answer).toEqual({ error: 'window_closed' })
  })

  await test.step('clear', async () => {
    await page.context().clearCookies()
    const popup = page.waitForEvent('popup')
    const never = call(page, token, 'auth', 'login').catch(() => 'nobody waits for it any more')
    const login = await popup
    await login.locator('input[name=login]').waitFor()
    const closed = login.waitForEvent('close')
    await page.evaluate(() => {
      ;(globalThis as unknown as { last: { clear: () => void } }).last.clear()
    })
    await closed
    await page.reload()
    expect(await never).toBe('nobody waits for it any more')
    await page.waitForFunction('globalThis.newNango')
  })

  await test.step('openConnectUI', async () => {
    await page.evaluate(
      ([host, connectSessionToken]) => {
        interface Open {
          openConnectUI: (o: unknown) => void
        }
        const page = globalThis as unknown as { newNango: (o: unknown) => Open; events: unknown[] }
        const onEvent = (event: unknown) => page.events.push(event)
        const nango = page.newNango({ host, connectSessionToken })
        nango.openConnectUI({ baseURL: host + '/connect-ui', apiURL: host, onEvent })
      },
      [patchbay.url, token] as const,
    )
    await page.frameLocator('#connect-ui').getByRole('button', { name: 'Close' }).first().click()
    await expect(page.locator('#connect-ui')).toHaveCount(0)
  })
})
