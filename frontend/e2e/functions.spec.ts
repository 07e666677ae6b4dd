import { expect, test, type Page } from '@playwright/test'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { problemsOn } from './support/axe'
import { EchoAPI } from './support/echo-api'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

let api: EchoAPI
let patchbay: Patchbay
let page: Page
let folder: string

test.describe.configure({ mode: 'serial' })

const action = (word: string) => `import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Says a word',
    version: '1.0.0',
    input: z.object({ name: z.string().describe('Who is greeted') }),
    output: z.object({ said: z.string() }),
    exec: async (nango, input) => {
        await nango.get({ endpoint: '/greet/' + input.name, retries: 1 });
        await nango.log('greeted ' + input.name, { level: 'warn' });
        return { said: '${word} ' + input.name };
    }
});
`

test.beforeAll(async ({ browser }) => {
  api = await EchoAPI.start()
  folder = await mkdtemp(path.join(tmpdir(), 'patchbay-functions-'))
  for (const dir of ['.nango', 'echo/actions']) await mkdir(path.join(folder, dir), { recursive: true })
  await writeFile(path.join(folder, 'index.ts'), "import './echo/actions/say.js';\n")
  await writeFile(path.join(folder, 'echo/actions/say.ts'), action('hello'))
  patchbay = await Patchbay.start({
    project: folder,
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
  page = await openApp(browser, patchbay, { viewport: { width: 1400, height: 900 } })
  await page.goto(`${patchbay.url}/#/functions`)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await api.stop()
  await rm(folder, { recursive: true, force: true })
})

test('the folder is a tree, and a function opens in the editor', async () => {
  await page.getByText('say', { exact: true }).first().click()
  await expect(page.getByText('createAction').first()).toBeVisible({ timeout: 30_000 })
  expect(await problemsOn(page)).toEqual([])
})

test('a function runs from its form and shows what it did', async () => {
  await page.getByRole('tab', { name: 'Run', exact: true }).click()
  await page.getByRole('textbox', { name: /name/ }).fill('ada')
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await expect(page.getByText('hello ada').first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole('tab', { name: 'Timeline', exact: true }).click()
  await expect(page.getByText(/greet\/ada/).first()).toBeVisible()
  await expect(page.getByText('greeted ada').first()).toBeVisible()
  expect(api.seen).toContain('GET /greet/ada')
  expect(await problemsOn(page)).toEqual([])
})

test('what is typed is on disk a moment later, and a mistake is shown', async () => {
  await page.getByRole('tab', { name: 'Code', exact: true }).click()
  await page.locator('.monaco-editor .view-lines').first().click()
  await expect(page.locator('.monaco-editor.focused, .monaco-editor .focused').first()).toBeVisible()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('// typed')
  await expect
    .poll(() => readFile(path.join(folder, 'echo/actions/say.ts'), 'utf8'), { timeout: 15_000 })
    .toContain('// typed')
  await writeFile(
    path.join(folder, 'echo/actions/say.ts'),
    action('hello').replace('exec: async', 'exec: = async'),
  )
  await expect(page.getByRole('button', { name: /1 error/ })).toBeVisible({ timeout: 20_000 })
  await writeFile(path.join(folder, 'echo/actions/say.ts'), action('goodbye'))
  await expect(page.getByRole('button', { name: /0 errors/ })).toBeVisible({ timeout: 20_000 })
})

test('runs are listed and open with their timeline', async () => {
  await page.goto(`${patchbay.url}/#/runs`)
  await page.getByText('say', { exact: true }).first().click()
  await page.getByRole('tab', { name: 'Timeline', exact: true }).click()
  await expect(page.getByText('greeted ada').first()).toBeVisible()
})
