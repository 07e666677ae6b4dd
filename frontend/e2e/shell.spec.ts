import { expect, test, type Page } from '@playwright/test'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

let patchbay: Patchbay
let page: Page

test.beforeAll(async ({ browser }) => {
  patchbay = await Patchbay.start()
  await patchbay.post('/integrations', { provider: 'github', unique_key: 'github' })
  page = await openApp(browser, patchbay, { viewport: { width: 1100, height: 640 } })
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
})

const paths = [
  '/',
  '/apis',
  '/apis/github',
  '/integrations',
  '/integrations/new',
  '/integrations/github',
  '/connections',
  '/playground',
  '/functions',
  '/functions/describe',
  '/runs',
  '/syncs',
  '/records',
  '/webhooks',
  '/webhooks?tab=sent',
  '/reference',
  '/export',
  '/logs',
  '/settings',
  '/settings?section=health',
  '/shortcuts',
]

// A page that is longer than the window scrolls inside <main>; the window itself never does.
for (const path of paths) {
  test(`${path} has one scroll bar at most`, async () => {
    await page.goto(`${patchbay.url}/#${path}`)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight))
      .toBeLessThanOrEqual(0)
  })
}
