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

test('an address that names a section of the settings leads to its heading, also when what is above comes late', async () => {
  const late: (() => Promise<void>)[] = []
  await page.goto(`${patchbay.url}/#/`)
  await page.route(/\/patchbay\/(environments|keys|notification|connect-page)/, (route) => {
    late.push(() => route.continue())
  })
  await page.goto(`${patchbay.url}/#/settings?section=assistants`)
  await page.reload()
  const heading = page.getByRole('heading', { name: 'Coding assistants' })
  const top = async () => (await heading.boundingBox())?.y ?? -1
  const height = () => page.getByRole('main').evaluate((main) => main.scrollHeight)
  await expect(heading).toBeFocused()
  await expect.poll(top).toBeLessThan(60)
  const before = await height()

  await Promise.all(late.map((go) => go()))
  await page.unrouteAll()
  await expect.poll(height).toBeGreaterThan(before)
  await expect.poll(top).toBeLessThan(60)
  expect(await top()).toBeGreaterThanOrEqual(0)
  await expect(heading).toBeFocused()

  await page.getByRole('main').press('Home')
  await expect(page.getByRole('heading', { name: 'Appearance' })).toBeInViewport()
})
