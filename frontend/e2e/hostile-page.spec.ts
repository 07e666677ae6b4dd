import { expect, test, type Frame, type Page } from '@playwright/test'
import { embed, framed } from './support/embed'
import { HostileSite, refusal } from './support/hostile'
import { nobody, type PlainForm, portOf, Scene, answersBelow, submitForm } from './support/hostile-scene'
import { attempts, directives, type Report, traps, tryAll } from './support/injection'
import type { Patchbay } from './support/patchbay'
import { forWebApps, type KnownRoute, knownFiles, knownRoutes } from './support/routes'

let scene: Scene
let hostile: HostileSite
let patchbay: Patchbay
let page: Page

// One program and one attacker for all; each test leaves the program as it found it, which is what most of them prove.
test.beforeAll(async ({ playwright }, { project }) => {
  scene = await Scene.start((options) => playwright.chromium.launch(options), project.use.launchOptions)
  hostile = scene.hostile
  patchbay = scene.patchbay
})

test.afterAll(async () => {
  await scene.stop()
})

test.beforeEach(async () => {
  page = await scene.browser.newPage()
  hostile.visits.length = 0
})

test.afterEach(async () => {
  await page.close()
})

/** The methods that a page may use without asking first. */
function simple(routes: KnownRoute[]): KnownRoute[] {
  return routes.filter(({ method }) => method === 'GET' || method === 'POST')
}

test('a page that rebinds its name to this machine is refused by every route (LH-01)', async () => {
  const routes = await knownRoutes(patchbay)
  expect(routes.length).toBeGreaterThan(60)
  const before = await scene.state()
  await page.goto(scene.rebound)
  await expect(page.getByRole('heading', { name: 'Win a prize' })).toBeVisible()

  scene.rebindToPatchbay()
  const outcomes = [
    ...(await scene.callFrom(page, '', routes, 'cors')),
    ...(await scene.callFrom(page, '', simple(routes), 'no-cors')),
    ...(await scene.callFrom(
      page,
      '',
      (await knownFiles(patchbay)).map((path) => ({ method: 'GET', path })),
      'cors',
    )),
  ]
  scene.rebindToHostile()

  // The page reads the answers, for they are of its own origin; each is the refusal, and none from the hostile site.
  for (const { route, ...outcome } of outcomes) {
    expect.soft(outcome, route).toEqual({ status: 403, text: refusal })
  }
  expect(await scene.state()).toBe(before)
})

test('pages of other origins are refused, though they know the key (LH-05)', async () => {
  const routes = await knownRoutes(patchbay)
  const before = await scene.state()
  const checkFrom = async (where: Page | Frame, name: string, tried: KnownRoute[]) => {
    for (const { route, ...outcome } of await scene.callFrom(where, patchbay.url, tried, 'cors')) {
      expect.soft(outcome, `${name}: ${route}`).toEqual({ error: 'TypeError' })
    }
    const answers = await answersBelow(page, where, patchbay.url)
    for (const { route, ...outcome } of await scene.callFrom(where, patchbay.url, simple(tried), 'no-cors')) {
      expect.soft(outcome, `${name}: ${route}`).toEqual({ error: 'TypeError' })
    }
    await expect
      .poll(() => answers().length, `${name}: answers under the page's feet`)
      .toBeGreaterThanOrEqual(simple(tried).length)
    expect.soft(new Set(answers().map(({ statusCode }) => statusCode)), name).toEqual(new Set([403]))
  }

  await page.goto(scene.evil)
  await checkFrom(page, 'a foreign site', routes)
  await page.goto(`http://localhost:${hostile.port}`)
  const kept = routes.filter(({ path }) => !forWebApps.test(path))
  await checkFrom(page, 'another port of this machine', kept)

  await page.goto(scene.evil)
  const sandbox = await nobody(page)
  expect(await sandbox.evaluate(() => origin)).toBe('null')
  await checkFrom(sandbox, 'the null origin', routes)
  expect(await scene.state()).toBe(before)
})

test('an origin reads answers exactly as long as the user lists it (LH-05)', async () => {
  const evil = `http://evil.test:${hostile.port}`
  const list = async (allowed: string[]) => {
    const body = JSON.stringify({ allowed_origins: allowed })
    expect((await patchbay.fetch('/patchbay/settings', { method: 'PATCH', body })).status).toBe(200)
  }
  const ask = () => scene.callFrom(page, patchbay.url, [{ method: 'GET', path: '/connections' }], 'cors')
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
  const before = await scene.state()
  for (const host of [`evil.test:${hostile.port}`, `evil.test:${portOf(patchbay.url)}`]) {
    for (const form of forms) {
      scene.rebindToHostile()
      await page.goto(`http://${host}/`)
      scene.rebindToPatchbay()
      const target = host.endsWith(portOf(patchbay.url)) ? `http://${host}` : patchbay.url
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.evaluate(submitForm, { ...form, path: target + form.path })
      expect.soft((await answer).status(), `${host} → ${form.path}`).toBe(403)
      await page.waitForURL(target + form.path)
    }
  }
  scene.rebindToHostile()
  expect(await scene.state()).toBe(before)

  // What the forms sent works when it comes from where it may: the refusals above prevented something.
  for (const { path, name, value } of forms.filter(({ path }) => path !== '/patchbay/settings')) {
    const answer = await patchbay.fetch(path, { method: 'POST', body: `${name}=${value}` })
    expect(answer.status, await answer.text()).toBe(200)
  }
  await patchbay.fetch('/integrations/planted', { method: 'DELETE' })
})

test('nothing can be embedded from outside but the Connect page (LH-09)', async () => {
  const routes = (await knownRoutes(patchbay)).filter(({ method }) => method === 'GET')
  const paths = [...new Set([...routes.map(({ path }) => path), ...(await knownFiles(patchbay)), '/nowhere'])]
  expect(paths).toEqual(expect.arrayContaining(['/', '/connect-ui/', '/patchbay/openapi.json', '/theme.js']))
  const urls = paths.map((path) => patchbay.url + path)
  const before = await scene.state()

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
  expect(await scene.state()).toBe(before)

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
