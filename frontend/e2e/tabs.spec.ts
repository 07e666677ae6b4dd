import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { Patchbay } from './support/patchbay'

let patchbay: Patchbay
let context: BrowserContext
let first: Page

test.beforeEach(async ({ browser }) => {
  patchbay = await Patchbay.start()
  context = await browser.newContext()
  first = await context.newPage()
})

test.afterEach(async () => {
  await context.close()
  await patchbay.stop()
})

test('new tabs of one browser need no link of their own, and keep the environment', async ({ browser }) => {
  await first.goto(patchbay.guiURL)
  await first.evaluate(() => sessionStorage.setItem('patchbay.environment', 'dev'))
  await first.reload()
  await expect(first.getByRole('navigation', { name: 'Main' })).toBeVisible()

  const opened = context.waitForEvent('page')
  await first.getByRole('link', { name: 'Logs', exact: true }).click({ modifiers: ['Control'] })
  const second = await opened
  await expect(second.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible()
  expect(await second.evaluate(() => sessionStorage.getItem('patchbay.environment'))).toBe('dev')

  const typed = await context.newPage()
  await typed.goto(`${patchbay.url}/reference`)
  await expect(typed.getByRole('heading', { name: 'API reference', level: 1 })).toBeVisible()

  // Nothing of it stays in the browser, and another browser profile is asked for the link.
  expect(
    await first.evaluate(() => JSON.stringify([Object.values(localStorage), document.cookie])),
  ).not.toContain('patchbay_gui')
  const stranger = await browser.newPage()
  await stranger.goto(patchbay.url)
  await expect(stranger.getByRole('heading', { name: 'Open Patchbay with its link' })).toBeVisible()
  await stranger.close()
})

test('a tab that waits for the link goes on to its own page when another one opens it', async () => {
  await first.goto(`${patchbay.url}/#/logs?kind=proxy`)
  await expect(first.getByRole('heading', { name: 'Open Patchbay with its link' })).toBeVisible()
  const second = await context.newPage()
  await second.goto(patchbay.guiURL)
  await expect(second.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await expect(first).toHaveURL(/#\/logs\?kind=proxy$/)
  await expect(first.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible()
})

test('the link opened in the waiting tab itself leads to the page that was asked for', async () => {
  await first.goto(`${patchbay.url}/#/logs?kind=proxy`)
  await expect(first.getByRole('heading', { name: 'Open Patchbay with its link' })).toBeVisible()
  await first.goto(patchbay.guiURL)
  await expect(first.getByRole('heading', { name: 'Logs', level: 1 })).toBeVisible()
  await expect(first).toHaveURL(/#\/logs\?kind=proxy$/)
})
