import { expect, test, type Page } from '@playwright/test'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

let patchbay: Patchbay
let page: Page

test.beforeAll(async ({ browser }) => {
  patchbay = await Patchbay.start()
  await patchbay.post('/integrations', {
    provider: 'github',
    unique_key: 'github',
    credentials: { type: 'OAUTH2', client_id: 'client', client_secret: 'secret' },
  })
  await patchbay.post('/connections', {
    provider_config_key: 'github',
    connection_id: 'an-account-with-a-rather-long-name-of-its-own',
    credentials: { type: 'OAUTH2', access_token: 'gho_1' },
  })
  page = await openApp(browser, patchbay, { viewport: { width: 900, height: 700 } })
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
})

for (const width of [900, 640, 360]) {
  test(`the home page fits into ${width} pixels`, async () => {
    await page.setViewportSize({ width, height: 700 })
    await page.goto(`${patchbay.url}/#/`)
    await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    for (const part of await page.getByRole('main').locator('a, button, [aria-label]').all()) {
      const box = await part.boundingBox()
      if (box) expect(box.x + box.width).toBeLessThanOrEqual(width)
    }
  })
}

test('what is opened takes the focus along when it takes the place of its list, and gives it back', async () => {
  await page.setViewportSize({ width: 900, height: 700 })
  await page.goto(`${patchbay.url}/#/logs`)
  const list = page.getByRole('listbox', { name: 'Operations' })
  await list.focus()
  await list.press('ArrowDown')
  const panel = page.getByRole('complementary', { name: 'Operation' })
  await expect(panel).toBeVisible()
  await expect(list).toBeHidden()
  await page.keyboard.press('Tab')
  await expect(panel.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(list).toBeFocused()
})
