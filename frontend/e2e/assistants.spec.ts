import { expect, test, type Page } from '@playwright/test'
import { Assistant } from './support/assistant'
import { EchoAPI } from './support/echo-api'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'
import { record } from './support/record'

// A coding assistant at the real program's door, and a user who answers in a browser: what asks, what the user reads, and
// what each answer leads to at the API.

let api: EchoAPI
let patchbay: Patchbay
let page: Page
let assistant: Assistant

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  api = await EchoAPI.start()
  patchbay = await Patchbay.start({
    providers: {
      echo: `display_name: Echo\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: ${api.url}\n`,
    },
  })
  await patchbay.post('/integrations', { provider: 'echo', unique_key: 'echo' })
  await patchbay.post('/connections', {
    provider_config_key: 'echo',
    connection_id: 'me',
    credentials: { type: 'NONE' },
  })
  assistant = new Assistant(patchbay, 'some-agent/2.1')
  page = await openApp(browser, patchbay)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await api.stop()
})

const dialog = () => page.getByRole('dialog', { name: 'A coding assistant asks' })
const exactly = () => dialog().getByLabel('What exactly is sent or written')
const decide = (name: string) => dialog().getByRole('button', { name, exact: true }).click()

/** Has the assistant call the API; answered when the user has decided. */
const request = (method: string, path: string, body?: unknown) =>
  assistant.call('proxy_request', { method, path, integration_id: 'echo', connection_id: 'me', body })

/** Requests of a method that reached the API. */
const sent = (method: string) => api.seen.filter((line) => line.startsWith(method))

test('the door is shut until the user opens it; reading asks nobody', async () => {
  await expect(request('GET', '/issues')).rejects.toThrow('403')
  await page.goto(`${patchbay.url}/#/settings?section=assistants`)
  await page.getByRole('switch', { name: 'Let coding assistants use Patchbay' }).click()
  await expect(page.getByText(/"command": ".*patchbay"/)).toBeVisible()
  const read = await request('GET', '/issues')
  expect(read.failed).toBe(false)
  expect(api.seen).toEqual(['GET /issues'])
  await expect(dialog()).toHaveCount(0)
})

test('a write waits for the user, who reads exactly what it is, and refuses', async () => {
  await page.goto(`${patchbay.url}/#/connections`)
  const answer = request('POST', '/issues?notify=all', {
    title: 'Close <img src=x onerror="window.ran = true"> me',
    labels: Array.from({ length: 30 }, (_, at) => `label-${at}`),
  })
  await expect(
    dialog().getByText(/POST \/issues\?notify=all at .* with the connection echo\/me/),
  ).toBeVisible()
  await expect(
    dialog().getByText('A program that calls itself “some-agent 2.1” and has an API key wants to do this.'),
  ).toBeVisible()
  await expect(exactly()).toContainText('"title": "Close <img src=x onerror=')
  await expect(exactly()).toContainText('label-29')
  await expect(dialog().getByText('35 lines: scroll to read the rest before you allow it.')).toBeVisible()
  await record(page, 'asks')
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(sent('POST')).toEqual([])

  // Who holds an API key cannot answer for the user.
  const waiting = await patchbay.fetch('/patchbay/mcp')
  const { data } = (await waiting.json()) as { data: { questions: { id: string }[] } }
  const own = await patchbay.post(`/patchbay/mcp/questions/${data.questions[0]?.id}`, { decision: 'once' })
  expect(own.status).toBe(403)

  await decide('Refuse')
  expect(await answer).toMatchObject({ failed: true, text: expect.stringContaining('consent_denied') })
  await expect(dialog()).toHaveCount(0)
  expect(sent('POST')).toEqual([])
})

test('several questions are answered one after the other, each in its own way', async () => {
  const first = request('POST', '/comments', { text: 'one' })
  await expect(dialog()).toBeVisible()
  const second = request('DELETE', '/issues/7')
  await expect(dialog().getByText(/One more question waits/)).toBeVisible()
  const third = request('PATCH', '/issues/8', { state: 'open' })
  await expect(dialog().getByText(/2 more questions wait/)).toBeVisible()
  await record(page, 'several')

  await expect(dialog().getByText(/^POST \/comments/)).toBeVisible()
  await decide('Allow once')
  expect((await first).failed).toBe(false)
  await expect(dialog().getByText(/^DELETE \/issues\/7/)).toBeVisible()
  await expect(exactly()).toHaveCount(0)
  await record(page, 'nothing-but-a-line')
  await decide('Refuse')
  expect((await second).failed).toBe(true)
  await expect(dialog().getByText(/^PATCH \/issues\/8/)).toBeVisible()
  await decide('Allow for this session')
  expect((await third).failed).toBe(false)
  await expect(dialog()).toHaveCount(0)
  expect([sent('POST'), sent('DELETE'), sent('PATCH')]).toEqual([['POST /comments'], [], ['PATCH /issues/8']])
})

test('what was allowed for the session asks no more, until it is taken back', async () => {
  expect((await request('PATCH', '/issues/9', { state: 'closed' })).failed).toBe(false)
  await page.goto(`${patchbay.url}/#/settings?section=assistants`)
  await expect(page.getByText(/^some-agent\/2\.1 with an API key: every PATCH at /)).toBeVisible()
  await record(page, 'allowed')
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('Nothing: every change asks.')).toBeVisible()
  const again = request('PATCH', '/issues/10', { state: 'closed' })
  await expect(dialog().getByText(/^PATCH \/issues\/10/)).toBeVisible()
  await decide('Refuse')
  expect((await again).failed).toBe(true)
  expect(sent('PATCH')).toEqual(['PATCH /issues/8', 'PATCH /issues/9'])
})
