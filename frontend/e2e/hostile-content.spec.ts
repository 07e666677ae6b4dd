import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { HostileSite } from './support/hostile'
import { Patchbay } from './support/patchbay'

// What is too large, too deep, dropped, pasted or leads away does not take the window from the user (security UI-02,
// UI-07, UI-09), and a secret does not stay where others can see it (UI-11).

/** The most of an answer a page may draw at a time: a screen and what is near it, never the answer. */
const drawn = { elements: 5_000, characters: 500_000 }

let api: HugeAPI
let hostile: HostileSite
let patchbay: Patchbay
let page: Page

test.beforeAll(async ({ browser }) => {
  api = await HugeAPI.start()
  hostile = await HostileSite.start()
  patchbay = await Patchbay.start({ providers: { huge: provider() } })
  const post = (path: string, body: unknown) =>
    patchbay.fetch(path, { method: 'POST', body: JSON.stringify(body) })
  await post('/integrations', { provider: 'huge', unique_key: 'huge' })
  await post('/connections', {
    provider_config_key: 'huge',
    connection_id: 'ada',
    credentials: { type: 'API_KEY', apiKey: 'kc_0123456789ab' },
  })
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  page = await context.newPage()
  await page.goto(patchbay.guiURL)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await hostile.stop()
  await api.stop()
})

function provider(): string {
  return [
    'display_name: Huge',
    'categories: [dev-tools]',
    `docs: https://evil.test:${hostile.port}/docs`,
    'auth_mode: API_KEY',
    'credentials:',
    '  apiKey:',
    '    type: string',
    '    title: API key',
    '    secret: true',
    'proxy:',
    `  base_url: ${api.url}`,
    '',
  ].join('\n')
}

/** An API whose answers are too much for a screen. */
class HugeAPI {
  static readonly megabyte = 1_000_000
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const many = (text: string, times: number) => {
        let left = times
        const more = () => {
          while (left > 0) {
            left--
            if (!response.write(text)) return
          }
          response.end(']')
        }
        response.on('drain', more).write('[')
        more()
      }
      const row = `{"id":1,"text":"${'x'.repeat(976)}"},`
      switch (request.url) {
        case '/bytes':
          many(row.repeat(100), 1_000) // 100 MB
          return
        case '/rows':
          response.end(`[${Array.from({ length: 1_000_000 }, (_, at) => at).join(',')}]`)
          return
        case '/line':
          response.end(JSON.stringify('a'.repeat(10 * HugeAPI.megabyte)))
          return
        case '/deep':
          response.end('['.repeat(200_000) + ']'.repeat(200_000))
          return
        default:
          response.end('{"small":true}')
      }
    })
  }

  static async start(): Promise<HugeAPI> {
    const api = new HugeAPI()
    await new Promise<void>((listening) => api.server.listen(0, '127.0.0.1', listening))
    return api
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}

/**
 * The page takes a letter, shows it, and has drawn little. How fast is the business of the machine, which may be busy:
 * a page that hangs meets the time of the test.
 */
async function takesInput(when: string): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Path/ })
  const before = await field.inputValue()
  await field.press('End')
  await field.press('a')
  await expect(field, when).toHaveValue(`${before}a`, { timeout: 60_000 })
  const there = await page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    characters: document.body.textContent.length,
  }))
  expect(there.elements, `elements ${when}`).toBeLessThan(drawn.elements)
  expect(there.characters, `characters ${when}`).toBeLessThan(drawn.characters)
}

for (const [name, path] of [
  ['a hundred megabytes', '/bytes'],
  ['a million rows', '/rows'],
  ['a line of ten megabytes', '/line'],
  ['a nest of two hundred thousand', '/deep'],
] as const) {
  test(`${name} do not take the page (UI-07)`, async () => {
    await page.goto('about:blank')
    const request = `integration=huge&connection=ada&method=GET&path=${encodeURIComponent(path)}`
    await page.goto(`${patchbay.url}/#/playground?${request}`)
    const response = page.getByRole('region', { name: 'Response' })
    await page.getByRole('button', { name: /^Send/ }).click()
    await expect(response.getByText('200 OK', { exact: true })).toBeVisible({ timeout: 60_000 })
    await takesInput('with the answer there')
    const ask = response.getByRole('button', { name: 'Show it' })
    if (await ask.isVisible()) await ask.click()
    const copy = response.getByRole('button', { name: 'Copy response body' })
    await expect(copy.first()).toBeVisible({ timeout: 60_000 })
    for (const view of ['Pretty', 'Tree', 'Raw']) {
      const radio = response.getByRole('radio', { name: view })
      if (!(await radio.isVisible())) continue
      await radio.click()
      await takesInput(`in the view ${view}`)
    }
    await page.getByRole('link', { name: 'Home', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible()
  })
}

test('a link in what others wrote opens beside the app, which keeps its page (UI-02)', async () => {
  await page.goto(`${patchbay.url}/#/apis/huge`)
  const link = page.locator(`a[href^="https://evil.test:${hostile.port}/"]`).first()
  await expect(link).toHaveAttribute('rel', /noopener/)
  const opened = page.context().waitForEvent('page')
  await link.click()
  const beside = await opened
  expect(page.url()).toBe(`${patchbay.url}/#/apis/huge`)
  expect(await beside.evaluate(() => opener as unknown)).toBeNull()
  await beside.close()
})

test('what is dropped or pasted into the window stays text (UI-02, UI-09)', async () => {
  await page.goto('about:blank')
  await page.goto(`${patchbay.url}/#/playground?integration=huge&connection=ada&method=POST&path=%2Fx`)
  const before = page.url()
  for (const [kind, text] of [
    ['text/uri-list', `${hostile.url}/dropped`],
    ['text/html', `<a href="${hostile.url}/dropped">x</a><img src="${hostile.url}/dropped">`],
  ] as const) {
    const devtools = await page.context().newCDPSession(page)
    const data = { items: [{ mimeType: kind, data: text }], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data })
    }
  }
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))))
  expect(page.url()).toBe(before)
  expect(page.context().pages()).toHaveLength(1)
  expect(hostile.visits).toEqual([])
  await page.getByRole('tab', { name: /^Body/ }).first().click()
  await page.getByRole('radio', { name: 'JSON' }).click()
  await page.getByRole('textbox', { name: 'Body', exact: true }).click()
  const megabytes = 50
  await page.evaluate(async (size) => navigator.clipboard.writeText('x'.repeat(size)), megabytes * 1_000_000)
  await page.keyboard.press('ControlOrMeta+V')
  await takesInput('after a paste of 50 MB')
})

test('a secret that was revealed or copied does not stay (UI-11)', async () => {
  await page.goto('about:blank')
  await page.clock.install()
  await page.goto(`${patchbay.url}/#/settings`)
  const secret = page.getByText(patchbay.key)
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole('button', { name: 'Reveal API key' }).click()
  await expect(secret).toBeVisible()
  await page.clock.fastForward(60_000)
  await expect(secret).toHaveCount(0)

  await page.getByRole('button', { name: 'Copy API key' }).click()
  await expect.poll(clipboard).toBe(patchbay.key)
  await page.clock.fastForward(60_000)
  await expect.poll(clipboard).toBe('')

  await page.getByRole('button', { name: 'Copy API key' }).click()
  await expect.poll(clipboard).toBe(patchbay.key)
  await page.evaluate(() => navigator.clipboard.writeText('of the user'))
  await page.clock.fastForward(60_000)
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)))
  expect(await clipboard()).toBe('of the user')
})
