import { expect, test, type Page } from '@playwright/test'
import { problemsOn } from './support/axe'
import { Folder } from './support/folder'
import { ItemsAPI } from './support/items-api'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

const count = 100_000
const shown = count.toLocaleString('en')
/** As the list draws them, in CSS pixels. */
const rowHeight = 34

const sync = `import { createSync } from 'nango';
import { z } from 'zod';

const Item = z.object({ id: z.string(), title: z.string(), state: z.string(), rank: z.number() });

export default createSync({
    description: 'Brings all items, and notices those that are gone',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: false,
    models: { Item },
    exec: async (nango) => {
        await nango.trackDeletesStart('Item');
        let after = '0';
        while (after) {
            const { data } = await nango.get({ endpoint: '/items', params: { after } });
            await nango.batchSave(data.items, 'Item');
            after = data.next;
        }
        await nango.trackDeletesEnd('Item');
    }
});
`

let api: ItemsAPI
let folder: Folder
let patchbay: Patchbay
let page: Page
/** The query of every request for rows, in order. */
const asked: URLSearchParams[] = []

// One cache that a real sync fills, and one tab.
test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  api = await ItemsAPI.start(count)
  folder = await Folder.make({ 'items/syncs/all-items.ts': sync })
  patchbay = await Patchbay.start({
    project: folder.dir,
    providers: {
      items: `display_name: Items\ncategories: [other]\nauth_mode: NONE\nproxy:\n  base_url: ${api.url}\n`,
    },
  })
  await patchbay.post('/integrations', { provider: 'items', unique_key: 'items' })
  await patchbay.post('/connections', {
    provider_config_key: 'items',
    connection_id: 'me',
    credentials: { type: 'NONE' },
  })
  page = await openApp(browser, patchbay)
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === '/patchbay/records' && request.method() === 'GET') asked.push(url.searchParams)
  })
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await api.stop()
  await folder.remove()
})

const grid = () => page.getByRole('grid', { name: 'Records of Item' })
const syncLine = () => page.getByRole('listitem', { name: 'all-items on me' })
const rowOf = (id: string) => grid().getByRole('row').filter({ hasText: id })

/** Scrolls the list so that a row, counted from 0, is at its top. */
const scrollTo = (row: number) => grid().evaluate((list, top) => list.scrollTo({ top }), row * rowHeight)

/** Runs the sync from the connection's page and waits for the words of its result. */
async function runSync(result: string) {
  await page.goto(`${patchbay.url}/#/connections/items/me?tab=functions`)
  await syncLine().getByRole('button', { name: 'Run now' }).click()
  await expect(syncLine().getByText(result)).toBeVisible({ timeout: 120_000 })
  await expect(syncLine().getByText('Running')).toHaveCount(0, { timeout: 120_000 })
}

test('a sync started on its connection’s page brings 100,000 records', async () => {
  await runSync(`+${shown}`)
  await expect(syncLine().getByRole('link', { name: `${shown} Item` })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Runs' }).getByText('all-items')).toBeVisible()
  expect(await problemsOn(page)).toEqual([])
})

test('the browser draws what is in view and reads the windows that are', async () => {
  await syncLine()
    .getByRole('link', { name: `${shown} Item` })
    .click()
  await page.getByRole('radio', { name: 'By ID' }).click()
  await expect(page.getByText(`${shown} rows`)).toBeVisible()
  await expect(rowOf('item-000000')).toBeVisible()
  asked.length = 0
  for (const row of [5_000, 50_000, 99_960]) {
    await scrollTo(row)
    await expect(rowOf(`item-${String(row + 3).padStart(6, '0')}`)).toBeVisible()
    expect(await grid().getByRole('row').count(), 'drawn rows').toBeLessThan(80)
  }
  // A jump reads the windows it lands on, never those it passes.
  expect(asked.length).toBeLessThanOrEqual(8)
  for (const query of asked) expect(Number(query.get('limit'))).toBeLessThanOrEqual(100)
  expect(asked.map((query) => Math.floor(Number(query.get('offset')) / 5_000))).toContain(10)
})

test('no frame of a long scroll is empty', async () => {
  await scrollTo(0)
  await expect(rowOf('item-000000')).toBeVisible()
  const rows = await grid().evaluate(async (list) => {
    const drawn: number[] = []
    for (let frame = 0; frame < 90; frame++) {
      list.scrollTop += 170
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))
      const { top, bottom } = list.getBoundingClientRect()
      const inView = [...list.querySelectorAll('[role=row]')].filter((row) => {
        const box = row.getBoundingClientRect()
        return box.bottom > top && box.top < bottom
      })
      drawn.push(inView.length)
    }
    return { drawn, height: list.clientHeight }
  })
  // Rows that are still being read are drawn too, as placeholders: the list is never blank.
  expect(Math.min(...rows.drawn)).toBeGreaterThanOrEqual(Math.floor(rows.height / rowHeight))
  await expect(rowOf('item-000451')).toBeVisible()
})

test('a search over all of them finds the one, and the arrow keys go on from it', async () => {
  await page.getByRole('searchbox', { name: 'Search in Item' }).fill('Item number 98765')
  await expect(page.getByText('1 row', { exact: true })).toBeVisible()
  await rowOf('item-098765').click()
  const panel = page.getByRole('complementary', { name: 'Record' })
  await expect(panel.getByText('Item number 98765')).toBeVisible()
  expect(await problemsOn(page)).toEqual([])
  await page.getByRole('searchbox', { name: 'Search in Item' }).fill('')
  await expect(page.getByText(`${shown} rows`)).toBeVisible()
})

test('a second run tells what it added, which fields it changed, and what is gone and why', async () => {
  const changed = api.items.get('item-000007')
  if (changed) api.items.set(changed.id, { ...changed, title: 'A better title' })
  api.items.delete('item-000005')
  api.items.set('item-new', { id: 'item-new', title: 'Just made', state: 'open', rank: count })
  await runSync('+1 ~1 −1')

  await page.goto(
    `${patchbay.url}/#/records?integration=items&connection=me&model=Item&record=item-000007&search=item-000007`,
  )
  const panel = page.getByRole('complementary', { name: 'Record' })
  await panel.getByRole('link', { name: 'all-items, run 2' }).click()
  await expect(page.getByRole('tab', { name: 'Changes' })).toHaveAttribute('aria-selected', 'true')
  const changes = page.getByRole('list', { name: 'Changes' })
  await expect(changes.getByRole('button')).toHaveCount(3)
  await expect(changes.getByRole('button', { name: /Added, ?item-new/ })).toBeVisible()
  await expect(changes.getByRole('button', { name: /Deleted, ?item-000005/ })).toContainText(/\w+ \w+/)
  await changes.getByRole('button', { name: /Changed, ?item-000007/ }).click()
  const fields = page.getByRole('table', { name: 'Fields that differ' })
  await expect(fields.getByRole('row')).toHaveCount(1)
  await expect(fields).toContainText('"Item number 7"')
  await expect(fields).toContainText('"A better title"')
  expect(await problemsOn(page)).toEqual([])
})
