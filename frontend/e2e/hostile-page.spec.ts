import { expect, test, type Browser, type Frame, type Page } from '@playwright/test'
import { embed, framed } from './support/embed'
import { EchoAPI } from './support/echo-api'
import { HostileSite, Rebinding } from './support/hostile'
import { attempts, directives, type Report, traps, tryAll } from './support/injection'
import { Patchbay } from './support/patchbay'
import { forWebApps, type KnownRoute, knownFiles, knownRoutes } from './support/routes'

const refusal = '{"error":{"code":"forbidden","message":"This request is not allowed here."}}'

let echo: EchoAPI
let hostile: HostileSite
let rebinding: Rebinding
let patchbay: Patchbay
let browser: Browser
let page: Page

// One program and one attacker for all; each test leaves the program as it found it, which is what most of them prove.
test.beforeAll(async ({ playwright }, { project }) => {
  echo = await EchoAPI.start()
  hostile = await HostileSite.start()
  patchbay = await Patchbay.start({ providers: { echo: echoProvider(), hostile: hostile.provider } })
  const post = async (path: string, body: unknown) => {
    const answer = await patchbay.fetch(path, { method: 'POST', body: JSON.stringify(body) })
    expect(answer.ok, await answer.text()).toBe(true)
  }
  await post('/integrations', { provider: 'echo', unique_key: 'echo' })
  await post('/integrations', {
    provider: 'hostile',
    unique_key: 'hostile',
    credentials: { type: 'OAUTH2', client_id: 'id', client_secret: 'secret' },
  })
  await post('/connections', {
    provider_config_key: 'echo',
    connection_id: 'ada',
    credentials: { type: 'API_KEY', apiKey: 'kc_canary' },
  })
  rebinding = await Rebinding.start(hostile.port)
  const options = project.use.launchOptions ?? {}
  const names = `MAP evil.test:${portOf(patchbay.url)} 127.0.0.1:${rebinding.port},MAP evil.test 127.0.0.1`
  browser = await playwright.chromium.launch({
    ...options,
    args: [...(options.args ?? []), '--no-proxy-server', `--host-resolver-rules=${names}`],
  })
})

test.afterAll(async () => {
  await browser.close()
  await patchbay.stop()
  await rebinding.stop()
  await hostile.stop()
  await echo.stop()
})

test.beforeEach(async () => {
  page = await browser.newPage()
  hostile.visits.length = 0
})

test.afterEach(async () => {
  await page.close()
})

function echoProvider(): string {
  return [
    'display_name: Echo',
    'categories: [dev-tools]',
    'auth_mode: API_KEY',
    'credentials:',
    '  apiKey:',
    '    type: string',
    '    title: API key',
    '    pattern: ^kc_[a-z0-9]+$',
    '    secret: true',
    'proxy:',
    `  base_url: ${echo.url}`,
    '  headers:',
    '    x-key: ${apiKey}',
    '',
  ].join('\n')
}

function portOf(url: string): string {
  return new URL(url).port
}

/** Everything that a foreign page could have changed, as text. */
async function state(): Promise<string> {
  const paths = ['integrations', 'connections', 'keys', 'settings', 'history', 'operations']
  const texts = paths.map(async (path) => (await patchbay.fetch(`/patchbay/${path}`)).text())
  return [...(await Promise.all(texts)), ...echo.seen].join('\n')
}

interface Outcome {
  route: string
  status?: number
  text?: string
  error?: string
}

/** Calls routes from the page, with the real key where the mode lets it, and tells what the page could read. */
function callFrom(
  where: Page | Frame,
  origin: string,
  routes: KnownRoute[],
  mode: RequestMode,
): Promise<Outcome[]> {
  return where.evaluate(
    async ({ origin, routes, mode, key }) => {
      const call = async ({ method, path }: { method: string; path: string }) => {
        const route = `${method} ${path}`
        const simple = mode === 'no-cors'
        const headers: Record<string, string> = simple
          ? { 'content-type': 'text/plain' }
          : {
              authorization: `Bearer ${key}`,
              'content-type': 'application/json',
              'provider-config-key': 'echo',
              'connection-id': 'ada',
            }
        const body = method === 'GET' || method === 'DELETE' ? undefined : '{}'
        try {
          const signal = AbortSignal.timeout(10_000)
          const answer = await fetch(origin + path, { method, mode, headers, body, signal })
          return { route, status: answer.status, text: await answer.text() }
        } catch (error) {
          return { route, error: (error as Error).name }
        }
      }
      return Promise.all(routes.map(call))
    },
    { origin, routes, mode, key: patchbay.key },
  )
}

/** Collects the statuses of answers as they come over the wire, where the page itself sees nothing of them. */
async function statusesBelow(where: Page | Frame): Promise<number[]> {
  const devtools = await page.context().newCDPSession(where)
  const statuses: number[] = []
  devtools.on('Network.responseReceivedExtraInfo', ({ statusCode }) => statuses.push(statusCode))
  await devtools.send('Network.enable')
  return statuses
}

/** The methods that a page may use without asking first. */
function simple(routes: KnownRoute[]): KnownRoute[] {
  return routes.filter(({ method }) => method === 'GET' || method === 'POST')
}

test('a page that rebinds its name to this machine is refused by every route (LH-01)', async () => {
  const routes = await knownRoutes(patchbay)
  expect(routes.length).toBeGreaterThan(60)
  const before = await state()
  const home = `http://evil.test:${portOf(patchbay.url)}`
  await page.goto(home)
  await expect(page.getByRole('heading', { name: 'Win a prize' })).toBeVisible()

  rebinding.rebind(Number(portOf(patchbay.url)))
  const outcomes = [
    ...(await callFrom(page, '', routes, 'cors')),
    ...(await callFrom(page, '', simple(routes), 'no-cors')),
    ...(await callFrom(
      page,
      '',
      (await knownFiles(patchbay)).map((path) => ({ method: 'GET', path })),
      'cors',
    )),
  ]
  rebinding.rebind(hostile.port)

  // The page reads the answers, for they are of its own origin; each is the refusal, and none from the hostile site.
  for (const { route, ...outcome } of outcomes) {
    expect.soft(outcome, route).toEqual({ status: 403, text: refusal })
  }
  expect(await state()).toBe(before)
})

test('pages of other origins are refused, though they know the key (LH-05)', async () => {
  const routes = await knownRoutes(patchbay)
  const before = await state()
  const checkFrom = async (where: Page | Frame, name: string, tried: KnownRoute[]) => {
    for (const { route, ...outcome } of await callFrom(where, patchbay.url, tried, 'cors')) {
      expect.soft(outcome, `${name}: ${route}`).toEqual({ error: 'TypeError' })
    }
    const statuses = await statusesBelow(where)
    for (const { route, ...outcome } of await callFrom(where, patchbay.url, simple(tried), 'no-cors')) {
      expect.soft(outcome, `${name}: ${route}`).toEqual({ error: 'TypeError' })
    }
    await expect
      .poll(() => statuses.length, `${name}: answers under the page's feet`)
      .toBeGreaterThanOrEqual(simple(tried).length)
    expect.soft(new Set(statuses), name).toEqual(new Set([403]))
  }

  const evil = `http://evil.test:${hostile.port}`
  await page.goto(evil)
  await checkFrom(page, 'a foreign site', routes)
  await page.goto(`http://localhost:${hostile.port}`)
  const kept = routes.filter(({ path }) => !forWebApps.test(path))
  await checkFrom(page, 'another port of this machine', kept)

  await page.goto(evil)
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = '<h1>Nobody</h1>'
    document.body.append(frame)
  })
  await page.frameLocator('iframe').getByRole('heading').waitFor()
  const nobody = page.frames()[1]
  if (!nobody) throw new Error('no frame')
  expect(await nobody.evaluate(() => origin)).toBe('null')
  await checkFrom(nobody, 'the null origin', routes)
  expect(await state()).toBe(before)
})

test('an origin reads answers exactly as long as the user lists it (LH-05)', async () => {
  const evil = `http://evil.test:${hostile.port}`
  const list = async (allowed: string[]) => {
    const body = JSON.stringify({ allowed_origins: allowed })
    expect((await patchbay.fetch('/patchbay/settings', { method: 'PATCH', body })).status).toBe(200)
  }
  const ask = () => callFrom(page, patchbay.url, [{ method: 'GET', path: '/connections' }], 'cors')
  await page.goto(evil)
  expect((await ask())[0]?.error).toBe('TypeError')
  await list([evil])
  const [listed] = await ask()
  expect(listed?.status).toBe(200)
  expect(listed?.text).toContain('"ada"')
  await list([])
  await page.goto(evil) // another page: the browser keeps the answers to its questions for a while
  expect((await ask())[0]?.text ?? '').toBe('')
})

/** A form whose text/plain body `name=value` is JSON. */
interface PlainForm {
  path: string
  name: string
  value: string
}

test('a form with JSON in a text/plain body changes nothing (LH-06)', async () => {
  const session = await patchbay.fetch('/connect/sessions', {
    method: 'POST',
    body: '{"tags":{"end_user_id":"ada"}}',
  })
  const { data } = (await session.json()) as { data: { token: string } }
  const link = new URL(patchbay.guiURL).hash.replace('#link=', '')
  const forms: PlainForm[] = [
    {
      path: '/integrations',
      name: '{"provider":"echo","unique_key":"planted","display_name":"a',
      value: 'b"}',
    },
    { path: '/patchbay/settings', name: '{"callback_url":"http://evil.test/', value: '"}' },
    {
      path: `/api-auth/api-key/echo?connect_session_token=${data.token}`,
      name: '{"apiKey":"a',
      value: 'b","apiKey":"kc_planted"}',
    },
    { path: '/patchbay/session', name: '{"link":"a', value: `b","link":"${link}"}` },
  ]
  const before = await state()
  for (const host of [`evil.test:${hostile.port}`, `evil.test:${portOf(patchbay.url)}`]) {
    for (const form of forms) {
      rebinding.rebind(hostile.port)
      await page.goto(`http://${host}/`)
      rebinding.rebind(Number(portOf(patchbay.url)))
      const target = host.endsWith(portOf(patchbay.url)) ? `http://${host}` : patchbay.url
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.evaluate(submitForm, { ...form, path: target + form.path })
      expect.soft((await answer).status(), `${host} → ${form.path}`).toBe(403)
      await page.waitForURL(target + form.path)
    }
  }
  rebinding.rebind(hostile.port)
  expect(await state()).toBe(before)

  // What the forms sent works when it comes from where it may: the refusals above prevented something.
  for (const { path, name, value } of forms.filter(({ path }) => path !== '/patchbay/settings')) {
    const answer = await patchbay.fetch(path, { method: 'POST', body: `${name}=${value}` })
    expect(answer.status, await answer.text()).toBe(200)
  }
  await patchbay.fetch('/integrations/planted', { method: 'DELETE' })
})

function submitForm({ path, name, value }: PlainForm) {
  const form = document.createElement('form')
  form.method = 'POST'
  form.enctype = 'text/plain'
  form.action = path
  const input = document.createElement('textarea')
  input.name = name
  input.value = value
  form.append(input)
  document.body.append(form)
  form.submit()
}

test('nothing can be embedded from outside but the Connect page (LH-09)', async () => {
  const routes = (await knownRoutes(patchbay)).filter(({ method }) => method === 'GET')
  const paths = [...new Set([...routes.map(({ path }) => path), ...(await knownFiles(patchbay)), '/nowhere'])]
  expect(paths).toEqual(expect.arrayContaining(['/', '/connect-ui/', '/patchbay/openapi.json', '/theme.js']))
  const urls = paths.map((path) => patchbay.url + path)
  const before = await state()

  // The same elements do load where nothing stands against it.
  await page.goto(`http://localhost:${hostile.port}`)
  const own = `http://localhost:${hostile.port}`
  expect(await embed(page, [`${own}/good.js`, `${own}/good.css`, `${own}/good.svg`])).toEqual(
    expect.arrayContaining([
      `img ${own}/good.svg`,
      `module ${own}/good.js`,
      `script ${own}/good.js`,
      `stylesheet ${own}/good.css`,
    ]),
  )

  // Web apps on this machine may show the tiles of APIs, which say nothing; a foreign site may not even do that.
  const connect = `${patchbay.url}/connect-ui/`
  const tile = `${patchbay.url}/images/template-logos/github.svg`
  for (const [host, loads, frames] of [
    ['localhost', [`img ${tile}`], [connect, tile]],
    ['evil.test', [], [connect]],
  ] as const) {
    await page.goto(`http://${host}:${hostile.port}`)
    const names = await page.evaluate(() => Object.keys(globalThis))
    expect.soft(await embed(page, urls), `elements on ${host}`).toEqual(loads)
    expect.soft(await page.evaluate(() => Object.keys(globalThis)), `globals on ${host}`).toEqual(names)
    expect.soft(await framed(page, urls), `frames on ${host}`).toEqual(frames)
  }
  expect(await state()).toBe(before)

  const heads = paths.map(async (path) => ({ path, answer: await patchbay.fetch(path, { method: 'HEAD' }) }))
  for (const { path, answer } of await Promise.all(heads)) {
    expect.soft(answer.headers.get('x-content-type-options'), path).toBe('nosniff')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect.soft(policy, path).toContain("default-src 'none'")
    if (!/^\/(connect-ui|images)\//.test(path)) expect.soft(policy, path).toContain("frame-ancestors 'none'")
  }
})

test('the page behind a login keeps the code to itself (OA-10)', async () => {
  const started = await patchbay.fetch('/patchbay/connect', {
    method: 'POST',
    body: JSON.stringify({ integration: 'hostile', connection_id: 'mallory' }),
  })
  const { attempt } = (await started.json()) as { attempt: { authorize_url: string } }
  const callback = page.waitForResponse((response) => response.url().includes('/oauth/callback'))
  await page.goto(attempt.authorize_url)
  const answer = await callback
  expect(answer.url(), 'the code did travel').toContain(`code=${HostileSite.code}`)
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  await expect(page.getByRole('heading', { name: 'Hostile Login is connected' })).toBeVisible()
  expect(page.url()).toBe(`${patchbay.url}/oauth/callback`)

  const devtools = await page.context().newCDPSession(page)
  const history = JSON.stringify(await devtools.send('Page.getNavigationHistory'))
  expect(history).toContain('/oauth/callback')
  expect(history).not.toContain(HostileSite.code)

  await page.evaluate((url) => (location.href = url), `${hostile.url}/after`)
  await page.waitForURL(/\/after$/)
  const after = hostile.visits.find(({ url }) => url === '/after')
  expect(after?.headers, 'no referrer').not.toHaveProperty('referer')

  await page.goBack()
  expect(page.url()).toBe(`${patchbay.url}/oauth/callback`)
  await expect(page.getByRole('heading'), 'the good end is not kept for later').not.toContainText(
    'is connected',
  )
  expect(hostile.visits.filter(({ url }) => url === '/token')).toHaveLength(1)

  await page.goto(`${patchbay.url}/oauth/callback?error=access_denied&state=x&redirect=${hostile.url}/landed`)
  await expect(page.getByRole('heading')).toContainText('could not be connected')
  expect(page.url()).toBe(`${patchbay.url}/oauth/callback`)
  expect(hostile.visits.filter(({ url }) => url.includes('landed'))).toEqual([])
})

function report(): Promise<Report> {
  return page.evaluate(() => (globalThis as unknown as { report: Report }).report)
}

function trapped(): string[] {
  const names = hostile.visits
    .filter(({ url }) => url.startsWith('/trap/'))
    .map(({ url }) => url.slice('/trap/'.length))
  return [...new Set(names)].sort()
}

test('a page without a policy does all that the next tests try (UI-05)', async () => {
  await page.goto(hostile.url)
  await page.evaluate(tryAll, hostile.url)
  await expect.poll(async () => (await report()).done.sort()).toEqual([...attempts].sort())
  await expect.poll(trapped).toEqual([...traps].sort())
})

test.describe('the policy of', () => {
  const pages: [name: string, path: string][] = [
    ['the workbench', ''],
    ['the Connect page', '/connect-ui/'],
    ['the page behind a login', '/oauth/callback'],
  ]
  for (const [name, path] of pages) {
    test(`${name} stops foreign content and injected code (UI-05)`, async () => {
      const answer = await page.goto(patchbay.url + path)
      const policy = answer?.headers()['content-security-policy'] ?? ''
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1]
      expect(scripts).toMatch(/^'(self|sha256-[^']+)'$/)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

      await page.evaluate(tryAll, hostile.url)
      await expect.poll(async () => [...new Set((await report()).violated)].sort()).toEqual(directives)
      expect((await report()).done).toEqual([])
      expect(hostile.visits).toEqual([])
    })
  }
})
