import { expect, test, type Locator, type Page } from '@playwright/test'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { EchoAPI } from './support/echo-api'
import { ModelServer } from './support/model-server'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'
import { record } from './support/record'

let api: EchoAPI
let model: ModelServer
let patchbay: Patchbay
let page: Page
let folder: string

test.describe.configure({ mode: 'serial' })

/** An action that answers with an expression. */
const action = (result: string) => `import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Greets somebody',
    version: '1.0.0',
    input: z.object({ name: z.string() }),
    output: z.object({ said: z.string() }),
    exec: async (nango, input) => {
        await nango.get({ endpoint: '/greet/' + input.name, retries: 1 });
        return { said: ${result} };
    }
});
`

const answer = (text: string) => `Here it is.\n\n\`\`\`typescript\n${text}\`\`\`\n`

/** The same with more lines than the editor shows, which stops after some words, after half of the file and before its end. */
const slowly = (text: string) => {
  const steps = Array.from({ length: 60 }, (_, at) => `// step ${at + 1}\n`)
  steps.splice(40, 0, ModelServer.pause)
  const file = text.replace('export default', `${steps.join('')}export default`)
  return answer(file + ModelServer.pause).replace('```typescript', ModelServer.pause + '```typescript')
}

/** The parts of the large editor that the page has loaded. */
const editorParts = () =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => name.includes('editor.api')),
  )

test.beforeAll(async ({ browser }) => {
  api = await EchoAPI.start()
  model = await ModelServer.start([
    'ready',
    slowly(action('input.name.length')),
    answer(action("'hello ' + input.name")),
  ])
  folder = await mkdtemp(path.join(tmpdir(), 'patchbay-builder-'))
  for (const dir of ['.nango', 'echo/actions']) await mkdir(path.join(folder, dir), { recursive: true })
  await writeFile(path.join(folder, 'index.ts'), "import './echo/actions/say.js';\n")
  await writeFile(path.join(folder, 'echo/actions/say.ts'), action("'said'"))
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
  await model.stop()
  await api.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a model of one’s own is set up and answers', async () => {
  await page.getByRole('link', { name: 'Describe it' }).first().click()
  await page.getByRole('textbox', { name: 'Address' }).fill(model.url)
  await page.getByRole('textbox', { name: 'Model' }).fill('small')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await expect(page.getByText('It answers: “ready”')).toBeVisible()
  await record(page, 'model')
  await page.getByRole('button', { name: 'Use it' }).click()
})

test('a draft streams into the editor, which follows its end until one scrolls away', async () => {
  await page.getByRole('textbox', { name: 'What it should do' }).fill('Say hello to somebody')
  await page.getByRole('textbox', { name: 'Name' }).fill('greet')
  await page.getByRole('combobox', { name: 'Connection' }).click()
  await page.getByRole('option', { name: 'me' }).click()
  await page.getByRole('button', { name: 'Write a draft' }).click()
  await expect(page.getByRole('region', { name: 'What the model says' })).toHaveText('Here it is.')
  expect(await editorParts()).toEqual([])

  model.goOn()
  const draft = page.getByTestId('draft-editor')
  const line = (text: string) => draft.locator('.view-line').getByText(text, { exact: true })
  await expect(line('// step 40')).toBeInViewport()
  await expect(line('// step 1')).toHaveCount(0)
  expect(await editorParts()).not.toEqual([])
  await expect(page.getByRole('status').filter({ hasText: 'the model writes' })).toBeVisible()
  await record(page, 'draft being written')

  await draft.click()
  await page.keyboard.press('Control+Home')
  const keyword = draft.locator('.view-line span span').getByText('import', { exact: true }).first()
  const text = draft.locator('.view-line span span').getByText("'nango'", { exact: true })
  const colour = (of: Locator) => of.evaluate((element) => getComputedStyle(element).color)
  expect(await colour(keyword)).not.toBe(await colour(text))
  model.goOn()
  await expect
    .poll(async () => (await patchbay.fetch(await sessionPath())).text())
    .toContain('said: input.name.length')
  await page.waitForResponse((response) => response.url().includes('/patchbay/builder/sessions/'))
  await expect(keyword).toBeInViewport()
  await page.keyboard.press('Control+End')
  await expect(draft.locator('.view-line').getByText('said: input.name.length').first()).toBeInViewport()
  model.goOn()
})

/** The API's address of the session on the page. */
const sessionPath = async () =>
  `/patchbay/builder/sessions/${await page.evaluate(() => new URLSearchParams(location.hash.split('?')[1]).get('session') ?? '')}`

test('a draft with a type error is repaired and tried', async () => {
  await expect(page.getByText(/^The draft compiles/)).toBeVisible({ timeout: 60_000 })
  const first = page.getByRole('region', { name: 'Round 1' })
  await expect(first.getByText(/number' is not assignable to type 'string'/).first()).toBeVisible()
  const second = page.getByRole('region', { name: 'Round 2' })
  await expect(second.getByText('dry run passed')).toBeVisible()
  await expect(second.locator('.view-line').getByText("'hello ' + input.name").first()).toBeVisible()
  expect(model.asked).toHaveLength(3)
  expect(model.asked[2]).toContain('is not assignable')
  await record(page, 'draft')
  await first
    .getByRole('button', { name: /^line \d+$/ })
    .first()
    .click()
  await expect(first.locator('.squiggly-error')).toBeInViewport()
  await record(page, 'a draft with a mistake')
  await expect(readFile(path.join(folder, 'echo/actions/greet.ts'), 'utf8')).rejects.toThrow()
})

test('an accepted draft is a function of the folder and runs', async () => {
  await page.getByRole('button', { name: 'Accept the draft' }).click()
  await page.getByRole('tab', { name: 'Run', exact: true }).click({ timeout: 30_000 })
  expect(await readFile(path.join(folder, 'echo/actions/greet.ts'), 'utf8')).toBe(
    action("'hello ' + input.name"),
  )
  expect(await readFile(path.join(folder, 'index.ts'), 'utf8')).toContain("import './echo/actions/greet.js';")
  await page.getByRole('textbox', { name: /name/ }).fill('ada')
  await page.getByRole('button', { name: /^Run/ }).first().click()
  await expect(page.getByText('hello ada').first()).toBeVisible({ timeout: 30_000 })
})
