import { expect, test, type Frame, type FrameLocator, type Locator, type Page } from '@playwright/test'
import { generateKeyPairSync } from 'node:crypto'
import { KeyAPI } from './support/api-peer'
import { problemsOn } from './support/axe'
import { OIDCServer, signIn } from './support/oidc'
import { Patchbay } from './support/patchbay'
import { type ConnectEvent, WebApp } from './support/web-app'

const key = 'kc_5f1c9e27'

let app: WebApp
let api: KeyAPI
let oidc: OIDCServer
let patchbay: Patchbay

test.beforeAll(async () => {
  app = await WebApp.start()
  api = await KeyAPI.start(key)
  oidc = await OIDCServer.start(300)
  patchbay = await Patchbay.start({ providers: { independent: oidc.provider, 'key-corner': api.provider } })
  const create = async (body: unknown) => {
    const answer = await patchbay.post('/integrations', body)
    expect(answer.status, await answer.text()).toBe(200)
  }
  await create({ provider: 'key-corner', unique_key: 'keys' })
  const credentials = {
    type: 'OAUTH2',
    client_id: oidc.clientID,
    client_secret: oidc.clientSecret,
    scopes: 'openid,offline_access',
  }
  await create({ provider: 'independent', unique_key: 'login', credentials })
  const wrong = { ...credentials, client_secret: 'copied-from-somewhere-else' }
  await create({
    provider: 'independent',
    unique_key: 'broken',
    display_name: 'Broken Login',
    credentials: wrong,
  })
  await create({ provider: 'snowflake-jwt', unique_key: 'snow' })
  await create({ provider: 'zendesk-api-key', unique_key: 'desk' })
})

test.afterAll(async () => {
  await patchbay.stop()
  await oidc.stop()
  await api.stop()
  await app.stop()
})

/** A Connect session as the app's server would make one; without names, for every integration. */
async function session(...integrations: string[]): Promise<{ token: string; connect_link: string }> {
  const body = {
    tags: { end_user_id: 'ada' },
    ...(integrations.length > 0 && { allowed_integrations: integrations }),
  }
  const answer = await patchbay.post('/connect/sessions', body)
  return ((await answer.json()) as { data: { token: string; connect_link: string } }).data
}

interface Opened {
  inside: FrameLocator
  frame: Frame
}

/** Opens the Connect page from the app with the SDK. */
async function openConnect(
  page: Page,
  token: string,
  options: Record<string, unknown> = {},
): Promise<Opened> {
  await page.goto(app.url)
  await page.waitForFunction('globalThis.openConnect')
  await page.evaluate(
    (all) => (globalThis as unknown as { openConnect: (all: unknown) => void }).openConnect(all),
    { host: patchbay.url, token, ...options },
  )
  const inside = page.frameLocator('#connect-ui')
  await inside.getByRole('heading', { level: 1 }).filter({ hasNotText: '…' }).waitFor()
  const frame = page.frames().find((one) => one.url().startsWith(`${patchbay.url}/connect-ui/`))
  if (!frame) throw new Error('The Connect page is not framed.')
  return { inside, frame }
}

function events(page: Page): Promise<ConnectEvent[]> {
  return page.evaluate(() => (globalThis as unknown as { events: ConnectEvent[] }).events)
}

async function connected(integration: string): Promise<string[]> {
  const answer = await patchbay.fetch('/connections')
  const { connections } = (await answer.json()) as {
    connections: { connection_id: string; provider_config_key: string }[]
  }
  return connections.filter((one) => one.provider_config_key === integration).map((one) => one.connection_id)
}

test('an API key is checked field by field, tested, stored and announced', async ({ page }) => {
  const { token } = await session('keys')
  const { inside } = await openConnect(page, token)
  await expect(inside.getByRole('heading', { name: 'Connect Key Corner' })).toBeVisible()
  const field = inside.getByLabel('API key')
  const submit = inside.getByRole('button', { name: 'Connect', exact: true })
  await expect(field).toHaveAttribute('type', 'password')

  await submit.click()
  await expect(field).toHaveAccessibleDescription(/API key is needed/)
  await field.fill('not a key')
  await submit.click()
  await expect(field).toHaveAccessibleDescription(
    /does not have the form the provider uses. It looks like kc_0123abcd/,
  )
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toBeFocused()
  expect(await connected('keys')).toEqual([])

  await field.fill('kc_wrong')
  await submit.click()
  await expect(inside.getByRole('alert')).toContainText(
    'Key Corner does not accept the credentials.Compare what was entered',
  )
  expect((await events(page)).at(-1)).toMatchObject({
    type: 'error',
    payload: { errorType: 'connection_test_failed' },
  })
  expect(await connected('keys')).toEqual([])

  await field.fill(key)
  await submit.click()
  await expect(inside.getByRole('heading', { name: 'Key Corner is connected' })).toBeVisible()
  const [id] = await connected('keys')
  expect((await events(page)).at(-1)).toEqual({
    type: 'connect',
    payload: { providerConfigKey: 'keys', connectionId: id },
  })
  expect((await patchbay.proxy('keys', id ?? '', '/v1/me')).status).toBe(200)

  await inside.getByRole('button', { name: 'Finish' }).click()
  await expect(page.locator('#connect-ui')).toHaveCount(0)
  expect((await events(page)).at(-1)).toEqual({ type: 'close' })
})

test('an account is connected in a window of the provider', async ({ page }) => {
  const { token } = await session('login')
  const { inside } = await openConnect(page, token)
  const popup = page.waitForEvent('popup')
  await inside.getByRole('button', { name: 'Connect', exact: true }).click()
  const login = await popup
  await expect(inside.getByRole('heading', { name: 'Log in to Independent Login' })).toBeVisible()
  await signIn(login, 'alice')

  await expect(inside.getByRole('heading', { name: 'Independent Login is connected' })).toBeVisible()
  await expect.poll(() => login.isClosed(), 'the window closes itself').toBe(true)
  const [id] = await connected('login')
  expect((await events(page)).at(-1)).toEqual({
    type: 'connect',
    payload: { providerConfigKey: 'login', connectionId: id },
  })
  const me = await patchbay.proxy('login', id ?? '', '/api/me')
  expect(((await me.json()) as { sub: string }).sub).toBe('alice')
})

test('a login window that is closed early is told, and the login can start over', async ({ page }) => {
  const before = await connected('login')
  const { token } = await session('login')
  const { inside } = await openConnect(page, token, { detectClosedAuthWindow: true })
  const popup = page.waitForEvent('popup')
  await inside.getByRole('button', { name: 'Connect', exact: true }).click()
  const login = await popup
  await login.locator('input[name=login]').waitFor()
  await login.close()
  await expect(inside.getByRole('alert')).toContainText('closed before the login was finished')
  expect((await events(page)).at(-1)).toMatchObject({
    type: 'error',
    payload: { errorType: 'window_closed' },
  })
  expect(await connected('login')).toEqual(before)

  const again = inside.getByRole('button', { name: 'Try again' })
  const rightOf = async (one: Locator) => {
    const box = await one.boundingBox()
    return box ? box.x + box.width : 0
  }
  expect(await rightOf(again), 'the main button stands right').toBeCloseTo(
    await rightOf(inside.getByRole('alert')),
    0,
  )
  await again.click()
  await expect(inside.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled()
  await inside.getByRole('button', { name: 'Close' }).click()
  await expect(page.locator('#connect-ui')).toHaveCount(0)
})

test('a session that nobody knows is told in a frame whose storage the browser keeps shut', async ({
  page,
}) => {
  await page.addInitScript(() => {
    if (window.parent === window) return
    const shut = () => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    }
    for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, { get: shut })
  })
  const failures: Error[] = []
  page.on('pageerror', (failure) => failures.push(failure))
  const { inside } = await openConnect(page, `nango_connect_session_${'0'.repeat(64)}`)
  await expect(inside.getByRole('heading', { name: 'That did not work' })).toBeVisible()
  expect((await events(page)).at(-1)).toMatchObject({ type: 'error' })
  expect(failures).toEqual([])

  await test.step('and a new session of the app starts anew', async () => {
    const renew = (token: string) =>
      page.evaluate(
        (next) =>
          (
            globalThis as unknown as { connectUI: { setSessionToken: (t: string) => void } }
          ).connectUI.setSessionToken(next),
        token,
      )
    await renew((await session('keys')).token)
    await expect(inside.getByRole('heading', { name: 'Connect Key Corner' })).toBeVisible()
    await renew((await session('desk')).token)
    await expect(inside.getByRole('heading', { name: /Connect Zendesk/ })).toBeVisible()
    expect((await events(page)).filter((event) => event.type === 'ready')).toHaveLength(1)
  })
  await inside.getByRole('button', { name: 'Close' }).click()
  await expect(page.locator('#connect-ui')).toHaveCount(0)
})

test('an app that sends its session late is told once that the page is ready', async ({ page }) => {
  await page.clock.install()
  await page.goto(app.url)
  await page.waitForFunction('globalThis.openConnect')
  await page.evaluate(
    (host) => (globalThis as unknown as { openConnect: (all: unknown) => void }).openConnect({ host }),
    patchbay.url,
  )
  const inside = page.frameLocator('#connect-ui')
  await expect(inside.getByRole('heading', { name: 'One moment…' })).toBeAttached()
  await page.clock.runFor(10_500)
  await expect(inside.getByRole('alert')).toContainText('needs a Connect session token')
  expect((await events(page)).map((event) => event.type)).toEqual(['ready', 'error'])
})

test('the link of a session is a page of its own and keeps no token in its address', async ({ page }) => {
  const { token, connect_link: link } = await session()
  expect(link).toContain(token)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Choose what to connect' })).toBeVisible()
  expect(page.url()).not.toContain(token)
  await expect(page.getByRole('button', { name: 'Close' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Key Corner' }).click()
  await expect(page.getByRole('heading', { name: 'Connect Key Corner' })).toBeFocused()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('button', { name: 'Independent Login' })).toBeVisible()
  await page.getByRole('button', { name: 'Key Corner' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Connect Key Corner' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Choose what to connect' })).toBeVisible()

  const elsewhere = await page.context().newPage()
  await elsewhere.goto(`${patchbay.url}/connect-ui/`)
  await expect(elsewhere.getByRole('alert')).toContainText('needs a Connect session token')
  await elsewhere.close()
  await page.goto(`${patchbay.url}/connect-ui/?session_token=nango_connect_session_${'0'.repeat(64)}`)
  await expect(page.getByRole('heading', { name: 'That did not work' })).toBeVisible()
  await page.goto(`${patchbay.url}/connect-ui/`)
  await expect(page.getByRole('alert')).toContainText('needs a Connect session token')
})

test('Escape and a press beside the sheet close it until something was typed', async ({ page }) => {
  const { token } = await session('keys')
  const gone = expect(page.locator('#connect-ui'))
  await openConnect(page, token)
  await page.keyboard.press('Escape')
  await gone.toHaveCount(0)
  await openConnect(page, token)
  await page.mouse.click(5, 5)
  await gone.toHaveCount(0)
  const { inside } = await openConnect(page, token)
  await inside.getByLabel('API key').fill('half')
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(inside.getByLabel('API key')).toHaveValue('half')
  await inside.getByRole('button', { name: 'Close' }).click()
  await gone.toHaveCount(0)
})

test('it looks as its environment wants, unless the app wants otherwise', async ({ page }, info) => {
  const look = (change: unknown) =>
    patchbay.fetch('/patchbay/connect-page-settings', {
      method: 'PATCH',
      body: JSON.stringify(change),
    })
  const chosen = {
    default_theme: 'dark',
    primary_light: '#ffe066',
    primary_dark: '#5c3d00',
    show_watermark: true,
  }
  expect((await look(chosen)).status).toBe(200)
  try {
    const { token } = await session('desk')
    for (const [options, colour] of [
      [{ themeOverride: 'light' }, 'rgb(255, 224, 102)'],
      [{}, 'rgb(92, 61, 0)'],
    ] as const) {
      const { inside, frame } = await openConnect(page, token, options)
      await expect(inside.getByRole('button', { name: 'Connect', exact: true })).toHaveCSS(
        'background-color',
        colour,
      )
      await expect(inside.getByText('Connected with Patchbay')).toBeVisible()
      expect.soft(await problemsOn(frame), colour).toEqual([])
      await page.screenshot({ path: info.outputPath(`look-${colour.length}.png`) })
    }
  } finally {
    await look({
      default_theme: 'system',
      primary_light: '#4b4fcc',
      primary_dark: '#979bf1',
      show_watermark: false,
    })
  }
})

test('a login that fails says why and what to change', async ({ page }, info) => {
  const { token } = await session('broken')
  const { inside } = await openConnect(page, token)
  const popup = page.waitForEvent('popup')
  await inside.getByRole('button', { name: 'Connect', exact: true }).click()
  await signIn(await popup, 'alice')
  await expect(inside.getByRole('heading', { name: 'That did not work' })).toBeFocused()
  const alert = inside.getByRole('alert')
  await expect(alert).toContainText('Independent Login does not accept the client id or secret.')
  await expect(alert).toContainText("Compare client id and secret with those in the provider's app settings")
  await expect(alert.getByRole('list', { name: 'What shows it' })).toContainText('invalid_client')
  await expect(alert).not.toContainText('copied-from-somewhere-else')
  await page.screenshot({ path: info.outputPath('failed.png') })
  expect((await events(page)).at(-1)).toMatchObject({ type: 'error' })
})

test('its form knows every kind of field', async ({ page }, info) => {
  await page.goto((await session('desk')).connect_link)
  const subdomain = page.getByLabel('Subdomain')
  await expect(page.getByText('.zendesk.com', { exact: true })).toBeVisible()
  await subdomain.fill('acme.zendesk.com')
  await page.getByLabel('Email').fill('ada')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(subdomain).toHaveAccessibleDescription(/Leave out .zendesk.com/)
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/This is not an email address/)
  await expect(subdomain).toBeFocused()
  await expect(page.getByRole('link', { name: /Where do I find this/ })).toHaveAttribute('href', /^https:/)
  await page.screenshot({ path: info.outputPath('lines.png') })

  await page.goto((await session('snow')).connect_link)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }) as string
  const file = { name: 'key.pem', mimeType: 'text/plain', buffer: Buffer.from(pem) }
  const key = page.getByLabel('Private key (PEM)', { exact: true })
  await page.getByLabel('File with Private key (PEM)').setInputFiles(file)
  await expect(key).toHaveCSS('-webkit-text-security', 'disc')
  await key.focus()
  await key.blur()
  await expect(page.getByText(/openssl pkcs8 -topk8/)).toBeVisible()
  expect(await problemsOn(page)).toEqual([])
  await page.screenshot({ path: info.outputPath('document.png') })
})

test('it is used on a small screen and without a mouse', async ({ page }, info) => {
  await page.setViewportSize({ width: 320, height: 480 })
  await page.goto((await session()).connect_link)
  await expect(page.getByRole('heading', { name: 'Choose what to connect' })).toBeFocused()
  await page.screenshot({ path: info.outputPath('list.png') })
  const choice = page.getByRole('button', { name: /Zendesk/ })
  for (
    let presses = 0;
    presses < 10 && !(await choice.evaluate((it) => it === document.activeElement));
    presses++
  )
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /Connect Zendesk/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Subdomain')).toBeFocused()
  await page.keyboard.type('acme')
  await page.screenshot({ path: info.outputPath('form.png') })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  expect(await problemsOn(page)).toEqual([])
})

/** The colour at the lower left, beside the sheet: red, green and blue, 0 to 255. */
async function cornerOf(page: Page): Promise<number[]> {
  const shot = await page.screenshot({ clip: { x: 40, y: 800, width: 1, height: 1 } })
  return page.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const context = document.createElement('canvas').getContext('2d')
    context?.drawImage(image, 0, 0)
    return Array.from(context?.getImageData(0, 0, 1, 1).data ?? []).slice(0, 3)
  }, shot.toString('base64'))
}

test('in an app that says it is dark no light area stands around the dark sheet, and a rule of the app lets it shine through', async ({
  page,
}) => {
  const { token } = await session('desk')
  const { inside } = await openConnect(page, token, { themeOverride: 'dark' })
  await expect(inside.getByRole('main')).toHaveCSS('color-scheme', 'dark')
  await page.addStyleTag({ content: 'html { color-scheme: dark; background: rgb(0, 200, 0) }' })
  await expect.poll(async () => Math.max(...(await cornerOf(page)))).toBeLessThan(90)
  expect((await cornerOf(page))[0], 'the browser puts white behind the frame').toBeGreaterThan(0)
  await page.addStyleTag({ content: '#connect-ui { color-scheme: light }' })
  await expect.poll(async () => (await cornerOf(page))[0]).toBe(0)
})

for (const theme of ['light', 'dark'] as const) {
  test(`it speaks German on a small screen in the ${theme} theme`, async ({ page }, info) => {
    await page.setViewportSize({ width: 320, height: 640 })
    const look = async (name: string) => {
      expect.soft(await problemsOn(page), name).toEqual([])
      const wide = await page.evaluate(() => {
        const main = document.querySelector('main')
        return main ? main.scrollWidth - main.clientWidth : -1
      })
      expect.soft(wide, `${name} is too wide`).toBeLessThanOrEqual(0)
      await page.screenshot({ path: info.outputPath(`${name}.png`) })
    }
    await page.goto(`${(await session()).connect_link}&lang=de&theme=${theme}`)
    await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    await expect(page.getByRole('heading', { name: 'Was möchten Sie verbinden?' })).toBeVisible()
    await look('list')
    await page.getByRole('button', { name: /Snowflake/ }).click()
    await page.getByRole('button', { name: 'Verbinden', exact: true }).click()
    await expect(page.getByText(/fehlt noch/).first()).toBeVisible()
    await look('document')
    await page.getByRole('button', { name: 'Zurück' }).click()
    await page.getByRole('button', { name: 'Key Corner' }).click()
    await page.getByLabel('API key').fill('kc_wrong')
    await page.getByRole('button', { name: 'Verbinden', exact: true }).click()
    await page.getByRole('alert').waitFor()
    await look('refused')
    await page.getByLabel('API key').fill(key)
    await page.getByRole('button', { name: 'Verbinden', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Key Corner ist verbunden' })).toBeVisible()
    await look('connected')
  })

  test(`every view is accessible in the ${theme} theme`, async ({ page }) => {
    const { token } = await session()
    const { inside, frame } = await openConnect(page, token, { themeOverride: theme })
    const look = async (name: string) => expect.soft(await problemsOn(frame), name).toEqual([])
    await expect(inside.getByRole('main')).toHaveCSS('color-scheme', theme)
    await page.evaluate(() => (document.documentElement.style.background = 'rgb(0, 200, 0)'))
    const [red, green, blue] = await cornerOf(page)
    expect([red, blue], 'only the app shines through').toEqual([0, 0])
    const [least, most] = theme === 'dark' ? [50, 80] : [90, 140]
    expect(green, 'and is dimmed').toBeGreaterThan(least)
    expect(green, 'and is dimmed').toBeLessThan(most)
    await look('list')
    await inside.getByRole('button', { name: 'Key Corner' }).click()
    await look('form')
    await inside.getByLabel('API key').fill('not a key')
    await inside.getByRole('button', { name: 'Connect', exact: true }).click()
    await look('wrong field')
    await inside.getByLabel('API key').fill('kc_wrong')
    await inside.getByRole('button', { name: 'Connect', exact: true }).click()
    await inside.getByRole('alert').waitFor()
    await look('refused key')
    await inside.getByLabel('API key').fill(key)
    await inside.getByRole('button', { name: 'Connect', exact: true }).click()
    await inside.getByRole('button', { name: 'Finish' }).waitFor()
    await look('connected')

    const login = await openConnect(page, (await session('login')).token, { themeOverride: theme })
    const popup = page.waitForEvent('popup')
    await login.inside.getByRole('button', { name: 'Connect', exact: true }).click()
    await (await popup).close()
    await expect(login.inside.getByText('The login window is closed')).toBeVisible()
    expect.soft(await problemsOn(login.frame), 'waiting for the login').toEqual([])

    await page.goto(`${patchbay.url}/connect-ui/?theme=${theme}`)
    await page.getByRole('alert').waitFor()
    expect.soft(await problemsOn(page), 'no token').toEqual([])
  })
}
