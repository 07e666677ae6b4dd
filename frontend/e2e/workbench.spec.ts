import { expect, test, type Page } from '@playwright/test'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { EchoAPI } from './support/echo-api'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'
import { record } from './support/record'

let api: EchoAPI
let patchbay: Patchbay
let page: Page

// One program and one tab: each test goes on from what the tests before it made, as a person would.
test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  api = await EchoAPI.start()
  patchbay = await Patchbay.start()
  page = await openApp(browser, patchbay, { permissions: ['clipboard-read', 'clipboard-write'] })
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await api.stop()
})

const response = () => page.getByRole('region', { name: 'Response' })
const pathField = () => page.getByRole('textbox', { name: /^Path/ })
const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
const status = (text: string) => response().getByText(text, { exact: true })

async function go(path: string) {
  await page.goto(`${patchbay.url}/#${path}`)
}

test('the first run leads from one button to an answer', async () => {
  await expect(page.getByRole('heading', { name: 'Welcome to Patchbay' })).toBeVisible()
  await record(page, 'first run')
  await page.getByRole('textbox', { name: 'Address of an open API' }).fill(`${api.url}/hello?a=1`)
  await page.getByRole('button', { name: 'Make the call' }).click()
  await expect(status('200 OK')).toBeVisible()
  expect(api.seen).toEqual(['GET /hello?a=1'])
  await expect(response().getByText('"/hello?a=1"')).toBeVisible()
  await record(page, 'an answer')
})

test('the copied command makes the same call from a shell', async () => {
  await page.getByRole('button', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'cURL', exact: true }).click()
  await expect(page.getByText('Copied as cURL, without secret.')).toBeVisible()
  const command = await clipboard()
  expect(command).not.toContain(patchbay.key)
  const { stdout } = await promisify(execFile)('bash', ['-c', `${command} --silent`], {
    env: { ...process.env, NANGO_SECRET_KEY: patchbay.key },
  })
  expect((JSON.parse(stdout) as { path: string }).path).toBe('/hello?a=1')

  await page.getByRole('button', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'Show the code…' }).click()
  await expect(page.getByRole('dialog', { name: 'Call it from a script' })).toBeVisible()
  await record(page, 'code')
  await page.keyboard.press('Escape')
})

test('a request with body, headers and parameters goes out with Ctrl-Enter', async () => {
  await page.getByRole('combobox', { name: 'Method' }).click()
  await page.getByRole('option', { name: 'POST' }).click()
  await pathField().fill('/things')
  await page.getByRole('tab', { name: /^Parameters/ }).click()
  await page.getByRole('textbox', { name: 'Name of parameter 2' }).fill('q')
  await page.getByRole('textbox', { name: 'Value of parameter 2' }).fill('ž & co')
  await page
    .getByRole('tab', { name: /^Headers/ })
    .first()
    .click()
  await page.getByRole('combobox', { name: 'Name of header 1' }).fill('X-Note')
  await page.getByRole('textbox', { name: 'Value of header 1' }).fill('hello')
  await page.getByRole('tab', { name: /^Body/ }).first().click()
  await page.getByRole('radio', { name: 'JSON' }).click()
  await page.getByRole('textbox', { name: 'Body', exact: true }).click()
  await page.keyboard.insertText('{"id":12345678901234567890,"tags":["a"]}')
  await page.getByRole('button', { name: 'Format' }).click()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(() => api.seen.at(-1)).toBe('POST /things?a=1&q=%C5%BE%20%26%20co')
  await response().getByRole('radio', { name: 'Tree' }).click()
  await expect(response().getByText('12345678901234567890')).toBeVisible()
  await expect(response().getByText('x-note', { exact: false }).first()).toBeVisible()
  await expect(page).toHaveURL(/method=POST/)
  await record(page, 'body editor and tree')
})

test('the draft and its answer survive a look at other pages', async () => {
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Playground' }).click()
  await expect(pathField()).toHaveValue('/things')
  await expect(status('200 OK')).toBeVisible()
})

test('a page that came back is shown as text and never runs', async () => {
  await pathField().fill('/page')
  await page.getByRole('combobox', { name: 'Method' }).click()
  await page.getByRole('option', { name: 'GET', exact: true }).click()
  await page.getByRole('button', { name: /^Send/ }).click()
  await response().getByRole('radio', { name: 'Preview as text' }).click()
  await expect(response().getByText('Hello')).toBeVisible()
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(api.seen.filter((line) => line.includes('trap'))).toEqual([])
})

test('a large answer is shown only when asked for', async () => {
  await pathField().fill('/large')
  await page.getByRole('button', { name: /^Send/ }).click()
  await response().getByRole('button', { name: 'Show it' }).click()
  await expect(response().getByRole('radio', { name: 'Pretty' })).toBeVisible()
  await expect(response().getByText('"id": 1,')).toBeVisible()
})

test('a request is cancelled, and the provider notices', async () => {
  await pathField().fill('/never')
  await page.getByRole('button', { name: /^Send/ }).click()
  await expect.poll(() => api.seen.at(-1)).toContain('/never')
  await page.getByRole('button', { name: 'Cancel' }).first().click()
  await expect(response().getByText('Nothing more is waited for.', { exact: false })).toBeVisible()
})

test('failures name who has to act', async () => {
  await pathField().fill('/nothing?status=404')
  await page.getByRole('button', { name: /^Send/ }).click()
  await expect(status('404 Not Found')).toBeVisible()
  await expect(response().getByText('Your request')).toBeVisible()

  await page.getByRole('tab', { name: /^Advanced/ }).click()
  await page.getByLabel('Base URL').fill('http://169.254.169.254')
  await page.getByRole('button', { name: /^Send/ }).click()
  await expect(response().getByRole('alert')).toContainText('Your request')
  await expect(response().getByRole('link', { name: 'Open allowed hosts' })).toBeVisible()
  await record(page, 'a refused destination')
})

test('retries are shown, and the log has every attempt', async () => {
  await page.getByLabel('Base URL').fill(api.url)
  await page.getByLabel('Retries').fill('1')
  await pathField().fill('/busy')
  await page.getByRole('button', { name: /^Send/ }).click()
  await expect(response().getByText('2 attempts')).toBeVisible({ timeout: 15_000 })
  await response().getByRole('tab', { name: 'Timing' }).click()
  await expect(response().getByRole('row', { name: /Waiting for the first byte/ })).toBeVisible()

  await response().getByRole('link', { name: 'Log' }).click()
  const panel = page.getByRole('complementary', { name: 'Operation' })
  await expect(panel.getByRole('button', { name: /^Attempt/ })).toHaveCount(2)
  await expect(panel.getByText(/^Tried again/)).toBeVisible()
  await record(page, 'an operation')
})

test('history finds a request and fills it in again', async () => {
  await go('/playground')
  await page.keyboard.press('ControlOrMeta+y')
  const panel = page.getByRole('dialog', { name: 'History' })
  await panel.getByRole('textbox', { name: 'Search the history' }).fill('post things')
  await expect(panel.getByRole('listitem')).toHaveCount(1)
  await record(page, 'history')
  await panel.getByRole('button', { name: /things/ }).click()
  await expect(pathField()).toHaveValue('/things')
  await page.getByRole('button', { name: /^Send/ }).click()
  await expect(status('200 OK')).toBeVisible()
})

test('the log follows calls from outside, and holds still while paused', async () => {
  await go('/logs')
  const rows = page.getByRole('option')
  await expect(rows.first()).toBeVisible()
  const call = (path: string) =>
    patchbay.proxy('open-api-example', 'example', path, { headers: { 'base-url-override': api.url } })
  await call('/from-a-script')
  await expect(rows.first()).toContainText('/from-a-script')
  await expect(rows.first()).toContainText('Script or SDK')

  await page.getByRole('button', { name: 'Pause' }).click()
  await call('/while-paused')
  await expect(page.getByText('Paused')).toBeVisible()
  await expect(rows.first()).toContainText('/from-a-script')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(rows.first()).toContainText('/while-paused')
})

test('the log is filtered in the address, by keyboard alone', async () => {
  await page.keyboard.press('/')
  await page.keyboard.type('while-paused')
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page).toHaveURL(/search=while-paused/)
  await page.reload()
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.getByRole('listbox', { name: 'Operations' }).focus()
  await page.keyboard.press('ArrowDown')
  const panel = page.getByRole('complementary', { name: 'Operation' })
  await expect(panel.getByRole('heading', { name: /while-paused/ })).toBeVisible()
  await panel.getByRole('button', { name: 'Open in the playground' }).click()
  await expect(pathField()).toHaveValue('/while-paused')
})

test('settings keep themselves and explain what they refuse', async () => {
  await go('/settings?section=network')
  await page.getByRole('button', { name: 'Add host' }).click()
  await page.keyboard.type('http://localhost/x')
  await expect(page.getByRole('alert')).toContainText('without scheme')
  await record(page, 'settings with a mistake')
  await page.getByLabel('Allowed hosts, entry 1').fill('localhost:9999')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const settings = await patchbay.fetch('/patchbay/settings')
  expect(await settings.json()).toMatchObject({ allowed_hosts: ['localhost:9999'] })
})

test('the key is hidden until asked for, and works', async () => {
  await expect(page.getByText(patchbay.key)).toHaveCount(0)
  await page.getByRole('button', { name: 'Reveal API key' }).click()
  await expect(page.getByText(patchbay.key)).toBeVisible()
  await page.getByRole('button', { name: 'Hide API key' }).click()
  await expect(page.getByText(patchbay.key)).toHaveCount(0)
})

test('the look changes at once and stays', async () => {
  const look = page.getByRole('radiogroup', { name: 'Appearance' })
  await look.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.reload()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await look.getByRole('radio', { name: 'System' }).click()
})

test('home shows what there is and what happened', async () => {
  await go('/')
  await expect(page.getByRole('heading', { name: 'Recent calls' })).toBeVisible()
  await expect(page.getByText('All connections work.')).toBeVisible()
  await record(page, 'overview')
  await page.getByRole('link', { name: /while-paused/ }).click()
  await expect(page.getByRole('complementary', { name: 'Operation' })).toBeVisible()
})

test('the log is cleared only after asking', async () => {
  await go('/logs')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await record(page, 'clear the logs')
  await page.getByRole('button', { name: 'Clear the logs' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing has happened yet' })).toBeVisible()
  await record(page, 'an empty log')
})
