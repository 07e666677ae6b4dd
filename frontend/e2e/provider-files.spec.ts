import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { KeyAPI } from './support/api-peer'
import { problemsOn } from './support/axe'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

const key = 'kc_5f1c9e27'
let api: KeyAPI
let patchbay: Patchbay
let page: Page

// One program and one tab: the tests play the life of a provider file.
test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  api = await KeyAPI.start(key)
  patchbay = await Patchbay.start({ providers: { 'key-corner': api.provider } })
  page = await openApp(browser, patchbay)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await api.stop()
})

const fileOf = (provider: string) => join(patchbay.dataDir, 'providers', `${provider}.yaml`)

async function send(path: string, body: unknown) {
  const response = await patchbay.post(path, body)
  expect(response.ok).toBe(true)
}

async function visit(path: string) {
  await page.goto(`${patchbay.url}/#${path}`)
}

test('the page of an API tells all its facts and what is sent', async () => {
  await visit('/apis/github')
  await expect(page.getByText('What Patchbay sends')).toBeVisible()
  await expect(page.getByText('Bearer ${accessToken}')).toBeVisible()
  await expect(page.getByText('https://github.com/login/oauth/access_token').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Addresses' })).toBeVisible()
  await expect(page.getByText('x-ratelimit-reset').first()).toBeVisible()
  expect(await problemsOn(page)).toEqual([])
})

test('a copy of the entry is edited with its mistakes marked, and counts when it is saved', async () => {
  await page.getByRole('link', { name: 'Edit a copy' }).click()
  const editor = page.getByTestId('yaml-editor')
  await expect(editor.getByText('GitHub (User OAuth)')).toBeVisible({ timeout: 30_000 })
  await editor.locator('.view-lines').click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('colour: red\n')
  await expect(page.getByText(/There is no field "colour"/).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Line 1/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save as your own file' })).toBeDisabled()
  expect(await problemsOn(page)).toEqual([])

  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.insertText('# mine\n')
  await expect(page.getByText('No mistakes.')).toBeVisible()
  await page.getByRole('button', { name: 'Save as your own file' }).click()
  await expect(page.getByText('Saved. The file is in use.')).toBeVisible()
  expect(await readFile(fileOf('github'), 'utf8')).toMatch(/^# mine\ndisplay_name: GitHub/)
})

test('a change on disk is followed, and a broken file changes nothing but what is told', async () => {
  const text = await readFile(fileOf('github'), 'utf8')
  await visit('/apis/github')
  await writeFile(fileOf('github'), text.replace('GitHub (User OAuth)', 'My GitHub'))
  await expect(page.getByRole('heading', { name: 'My GitHub' })).toBeVisible()

  await writeFile(fileOf('github'), 'display_name: [\n')
  await expect(page.getByText('The file has mistakes')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'My GitHub' })).toBeVisible()
  await visit('/apis')
  await expect(page.getByText('Some of your provider files have mistakes')).toBeVisible()
  expect(await problemsOn(page)).toEqual([])

  await rm(fileOf('github'))
  await expect(page.getByText('Some of your provider files have mistakes')).toBeHidden()
  await visit('/apis/github')
  await expect(page.getByRole('heading', { name: 'GitHub (User OAuth)' })).toBeVisible()
})

test('connections wait when a file moves their API, until that is confirmed', async () => {
  await send('/integrations', { unique_key: 'corner', provider: 'key-corner' })
  await send('/connections', {
    provider_config_key: 'corner',
    connection_id: 'ada',
    credentials: { type: 'API_KEY', apiKey: key },
  })
  await mkdir(join(patchbay.dataDir, 'providers'), { recursive: true })
  await visit('/apis/key-corner')
  await expect(page.getByRole('heading', { name: 'Key Corner' })).toBeVisible()
  await writeFile(fileOf('key-corner'), api.provider.replace('127.0.0.1', 'localhost'))
  const alert = page.getByRole('alert').filter({ hasText: 'would send credentials to a new place' })
  await expect(alert).toContainText('http://localhost:')
  expect(await problemsOn(page)).toEqual([])
  await alert.getByRole('button', { name: /allow it/ }).click()
  await expect(alert).toBeHidden()
})

test('an import shows its plan before it writes', async () => {
  await visit('/apis')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('or a file of this machine').setInputFiles({
    name: 'providers.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(
      'made-up:\n  display_name: Made up\n  categories: [other]\n  auth_mode: NONE\nbad:\n  colour: red\n',
    ),
  })
  await page.getByRole('button', { name: 'Show the plan' }).click()
  await expect(page.getByText('1 new, 0 changed, 0 the same, 1 refused.')).toBeVisible()
  await expect(page.getByText('Line 6:')).toBeVisible()
  expect(await problemsOn(page)).toEqual([])
  await page.getByRole('button', { name: 'Write 1 file' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await visit('/apis/made-up')
  await expect(page.getByRole('heading', { name: 'Made up' })).toBeVisible()
})
