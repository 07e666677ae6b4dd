import { expect, test, type Page } from '@playwright/test'
import { KeyAPI } from './support/api-peer'
import { problemsOn } from './support/axe'
import { Folder } from './support/folder'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

const key = 'kc_77ab03f2'
let api: KeyAPI
let folder: Folder
let patchbay: Patchbay
let page: Page

const shout = `import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Says a word loudly',
    version: '1.0.0',
    input: z.object({ word: z.string().describe('What to say') }),
    output: z.object({ loud: z.string() }),
    exec: async (_nango, input) => ({ loud: input.word.toUpperCase() })
});
`

test.beforeAll(async ({ browser }) => {
  api = await KeyAPI.start(key)
  folder = await Folder.make({ 'key-corner/actions/shout.ts': shout })
  patchbay = await Patchbay.start({ project: folder.dir, providers: { 'key-corner': api.provider } })
  await patchbay.post('/integrations', { provider: 'key-corner', unique_key: 'key-corner' })
  await patchbay.post('/connections', {
    provider_config_key: 'key-corner',
    connection_id: 'ada',
    credentials: { type: 'API_KEY', apiKey: key },
  })
  page = await openApp(browser, patchbay)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await api.stop()
  await folder.remove()
})

const show = (operation: string) => page.goto(`${patchbay.url}/#/reference?operation=${operation}`)

/** The list of operations, with the functions that the folder brought a moment ago. */
async function functionsListed() {
  const own = page.getByRole('region', { name: 'Your actions' })
  await expect(async () => {
    await page.goto(`${patchbay.url}/#/`)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API reference' }).click()
    await expect(own).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 30_000 })
  return own
}

test('an action of the folder is described and can be tried', async () => {
  const own = await functionsListed()
  await own.getByRole('link', { name: /shout/ }).click()
  await expect(page.getByRole('heading', { name: 'key-corner: shout' })).toBeVisible()
  await page.getByRole('button', { name: 'input' }).click()
  await expect(page.getByText('What to say')).toBeVisible()
  const body = page.getByRole('textbox', { name: 'Body' })
  await body.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{"action_name":"shout","input":{"word":"ahoy"}}')
  await expect(page.getByLabel('Code of the example')).toContainText('ahoy')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send POST' }).click()
  await expect(page.getByText('200 OK').last()).toBeVisible()
  await expect(page.getByText('"AHOY"', { exact: true })).toBeVisible()
})

test('an answer with credentials is covered until somebody wants to see it', async () => {
  await show('getConnection')
  await expect(page.getByLabel('Code of the example')).toContainText(
    '/connections/ada?provider_config_key=key-corner',
  )
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('••••••••').first()).toBeVisible()
  expect(await page.content()).not.toContain(key)
  await page.getByRole('button', { name: 'Show secrets' }).click()
  await expect(page.getByText(key).first()).toBeVisible()
})

test('the short address leads to the page, which still asks for a session', async ({ browser }) => {
  await page.goto(`${patchbay.url}/reference`)
  await expect(page.getByRole('heading', { name: 'API reference' })).toBeVisible()
  const stranger = await browser.newPage()
  await stranger.goto(`${patchbay.url}/reference`)
  await expect(stranger.getByText('List connections')).toHaveCount(0)
  await expect(stranger.getByText(/patchbay serve/).first()).toBeVisible()
  await stranger.close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the reference is accessible in the ${colorScheme} theme`, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const operation of [
      'listConnections',
      'createConnectSession',
      'proxyGet',
      'getConnectSession',
      'nothing',
    ]) {
      await show(operation)
      await expect(page.getByRole('heading', { name: 'API reference' })).toBeVisible()
      await expect(page.getByRole('navigation', { name: 'Operations' })).toBeVisible()
      await page
        .getByLabel('Code of the example')
        .or(page.getByText('There is no such operation'))
        .first()
        .waitFor()
      expect.soft(await problemsOn(page), operation).toEqual([])
    }
    await show('deleteConnection')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('alertdialog').waitFor()
    expect.soft(await problemsOn(page), 'the question').toEqual([])
    await page.keyboard.press('Escape')
  })
}
