import { expect, test, type Frame, type Page } from '@playwright/test'
import { nobody, portOf, Scene, answersBelow, submitForm } from './support/hostile-scene'
import { refusal } from './support/hostile'
import type { KnownRoute } from './support/routes'

// The doors of MCP and the login socket, as web pages find them: coding assistants may use the first, the user's own
// web app the second, and a page on the web neither.

const doors = ['/mcp', '/mcp/management', '/mcp/patchbay']

const rpc = (method: string, params: unknown) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
const messages = [
  rpc('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'page', version: '1' },
  }),
  rpc('tools/list', {}),
  rpc('tools/call', {
    name: 'proxy_request',
    arguments: { method: 'DELETE', path: '/planted', integration_id: 'echo', connection_id: 'ada' },
  }),
]

/** All that a page can ask of a door: every message, the stream, the end of a session, and methods of nobody. */
const asked: KnownRoute[] = doors.flatMap((path) => [
  ...messages.map((body) => ({ method: 'POST', path, body })),
  ...['GET', 'DELETE', 'PUT', 'PATCH', 'HEAD'].map((method) => ({ method, path })),
])
const simple = asked.filter(({ method }) => ['GET', 'POST', 'HEAD'].includes(method))

let scene: Scene
let page: Page

test.beforeAll(async ({ playwright }, { project }) => {
  scene = await Scene.start((options) => playwright.chromium.launch(options), project.use.launchOptions)
  const body = JSON.stringify({ mcp: true })
  expect((await scene.patchbay.fetch('/patchbay/settings', { method: 'PATCH', body })).status).toBe(200)
})

test.afterAll(async () => {
  await scene.stop()
})

test.beforeEach(async () => {
  page = await scene.browser.newPage()
})

test.afterEach(async () => {
  scene.rebindToHostile()
  await page.close()
})

/** Tries an event stream and tells how it ended. */
function stream(where: Page | Frame, url: string): Promise<string> {
  return where.evaluate(
    (url) =>
      new Promise<string>((settled) => {
        const events = new EventSource(url)
        events.onopen = () => settled('open')
        events.onmessage = () => settled('message')
        events.onerror = () => settled(events.readyState === EventSource.CLOSED ? 'refused' : 'tries again')
      }),
    url,
  )
}

/** Tries a WebSocket and tells its first message, or that it was refused. */
function socket(where: Page | Frame, url: string): Promise<string> {
  return where.evaluate(
    (url) =>
      new Promise<string>((settled) => {
        const socket = new WebSocket(url)
        socket.onmessage = ({ data }) => {
          settled(String(data))
          socket.close()
        }
        socket.onclose = () => settled('refused')
      }),
    url,
  )
}

test('a program with the key gets in, so that the refusals below prevent something (LH-23)', async () => {
  const headers = {
    accept: 'application/json, text/event-stream',
    'provider-config-key': 'echo',
    'connection-id': 'ada',
  }
  for (const door of doors) {
    const answer = await scene.patchbay.fetch(door, { method: 'POST', body: messages[1], headers })
    expect(answer.status, door).toBe(200)
    expect(await answer.text(), door).toContain('"tools":')
  }
})

test('a page that rebinds its name gets into no door of MCP (LH-23)', async () => {
  const before = await scene.state()
  await page.goto(scene.rebound)
  await expect(page.getByRole('heading', { name: 'Win a prize' })).toBeVisible()
  scene.rebindToPatchbay()
  const outcomes = [
    ...(await scene.callFrom(page, '', asked, 'cors')),
    ...(await scene.callFrom(page, '', simple, 'no-cors')),
  ]
  for (const { route, ...outcome } of outcomes) {
    const text = route.startsWith('HEAD') ? '' : refusal
    expect.soft(outcome, route).toEqual({ status: 403, text })
  }
  for (const door of doors) {
    expect.soft(await stream(page, scene.rebound + door), `stream of ${door}`).toBe('refused')
    const url = scene.rebound.replace('http', 'ws') + door
    expect.soft(await socket(page, url), `socket of ${door}`).toBe('refused')
  }
  scene.rebindToHostile()
  expect(await scene.state()).toBe(before)
})

test('pages of other origins get into no door of MCP, though they know the key (LH-23)', async () => {
  const before = await scene.state()
  const checkFrom = async (where: Page | Frame, name: string) => {
    const read = await scene.callFrom(where, scene.patchbay.url, asked, 'cors')
    for (const { route, ...outcome } of read) {
      expect.soft(outcome, `${name}: ${route}`).toEqual({ error: 'TypeError' })
    }
    const answers = await answersBelow(page, where, scene.patchbay.url)
    for (const { route, ...outcome } of await scene.callFrom(where, scene.patchbay.url, simple, 'no-cors')) {
      expect.soft(outcome, `${name}: ${route}`).toEqual({ error: 'TypeError' })
    }
    for (const door of doors) {
      expect.soft(await stream(where, scene.patchbay.url + door), `${name}: ${door}`).toBe('refused')
      const url = scene.patchbay.url.replace('http', 'ws') + door
      expect.soft(await socket(where, url), `${name}: ${door}`).toBe('refused')
    }
    await expect.poll(() => answers().length, name).toBeGreaterThanOrEqual(simple.length + doors.length)
    expect.soft(new Set(answers().map(({ statusCode }) => statusCode)), name).toEqual(new Set([403]))
  }
  await page.goto(scene.evil)
  await checkFrom(page, 'a foreign site')
  await checkFrom(await nobody(page), 'the null origin')
  await page.goto(`http://localhost:${portOf(scene.hostile.url)}`)
  await checkFrom(page, 'another port of this machine')
  expect(await scene.state()).toBe(before)
})

test('the question before a request gets no leave, and the doors of MCP take no form (LH-07, LH-23)', async () => {
  const before = await scene.state()
  await page.goto(scene.evil)
  const answers = await answersBelow(page, page, scene.patchbay.url)
  await scene.callFrom(page, scene.patchbay.url, asked, 'cors')
  await expect.poll(() => answers().length).toBeGreaterThanOrEqual(asked.length)
  for (const { statusCode, headers } of answers()) {
    expect.soft(statusCode).toBe(403)
    const names = Object.keys(headers).map((name) => name.toLowerCase())
    expect.soft(names.filter((name) => name.startsWith('access-control-'))).toEqual([])
  }
  for (const host of [scene.evil, scene.rebound]) {
    for (const door of doors) {
      scene.rebindToHostile()
      await page.goto(host)
      scene.rebindToPatchbay()
      const target = host === scene.rebound ? scene.rebound : scene.patchbay.url
      const answer = page.waitForResponse((response) => response.request().method() === 'POST')
      const form = {
        path: target + door,
        name: '{"jsonrpc":"2.0","id":1,"method":"tools/list","a":"',
        value: '"}',
      }
      await page.evaluate(submitForm, form)
      expect.soft((await answer).status(), `${host} → ${door}`).toBe(403)
      await page.waitForURL(target + door)
    }
  }
  scene.rebindToHostile()
  expect(await scene.state()).toBe(before)
})

test('the login socket opens to web apps of this machine and to no other page (LH-05)', async () => {
  const url = `${scene.patchbay.url.replace('http', 'ws')}/`
  await page.goto(`http://localhost:${portOf(scene.hostile.url)}`)
  expect(JSON.parse(await socket(page, url))).toMatchObject({ message_type: 'connection_ack' })

  await page.goto(scene.evil)
  expect(await socket(page, url), 'a foreign site').toBe('refused')
  expect(await socket(await nobody(page), url), 'the null origin').toBe('refused')
  await page.goto(scene.rebound)
  scene.rebindToPatchbay()
  expect(await socket(page, `${scene.rebound.replace('http', 'ws')}/`), 'a rebound name').toBe('refused')
  expect(await socket(page, url), 'the page of a rebound name').toBe('refused')
})

test('the port for webhooks tells a page nothing but that it is there (LH-22)', async () => {
  const { webhook_url: port } = (await (await scene.patchbay.fetch('/patchbay/status')).json()) as {
    webhook_url: string
  }
  const before = await scene.state()
  await page.goto(scene.evil)
  const routes = ['/', '/connections', '/patchbay/keys', '/proxy/stolen', '/mcp', '/webhook/dev/echo']
  const tried = routes.flatMap((path) => ['GET', 'POST', 'DELETE'].map((method) => ({ method, path })))
  for (const { route, ...outcome } of await scene.callFrom(page, port, tried, 'cors')) {
    expect.soft(outcome, route).toEqual({ error: 'TypeError' })
  }
  expect(await scene.state()).toBe(before)
})
