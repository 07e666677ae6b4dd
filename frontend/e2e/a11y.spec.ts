import { expect, test, type Page } from '@playwright/test'
import { KeyAPI } from './support/api-peer'
import { problemsOn } from './support/axe'
import { Folder } from './support/folder'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

const key = 'kc_5f1c9e27'
let api: KeyAPI
let folder: Folder
let patchbay: Patchbay
let page: Page
/** The operation of a login that failed. */
let attempt: string

test.beforeAll(async ({ browser }) => {
  api = await KeyAPI.start(key)
  folder = await Folder.make({ 'key-corner/actions/who.ts': who, 'key-corner/syncs/people.ts': people })
  patchbay = await Patchbay.start({ project: folder.dir, providers: { 'key-corner': api.provider } })
  await fill()
  page = await openApp(browser, patchbay)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await api.stop()
  await folder.remove()
})

const who = `import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Says who the key belongs to',
    version: '1.0.0',
    input: z.object({ loud: z.boolean().optional().describe('In capitals') }),
    output: z.object({ name: z.string() }),
    exec: async (nango) => {
        await nango.log('asking');
        const { data } = await nango.get({ endpoint: '/v1/me' });
        return { name: data.name };
    }
});
`

const people = `import { createSync } from 'nango';
import { z } from 'zod';

const Person = z.object({ id: z.string(), name: z.string() });

export default createSync({
    description: 'Keeps the people',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: false,
    models: { Person },
    exec: async (nango) => {
        const { data } = await nango.get({ endpoint: '/v1/me' });
        await nango.batchSave([{ id: '1', name: data.name }], 'Person');
    }
});
`

/** Something on every page: two integrations, two connections, a call that worked and one that did not. */
async function fill() {
  await patchbay.post('/integrations', { provider: 'key-corner', unique_key: 'key-corner' })
  await patchbay.post('/integrations', {
    provider: 'github',
    unique_key: 'github',
    credentials: { type: 'OAUTH2', client_id: 'id', client_secret: 'secret', scopes: 'repo,read:org' },
  })
  await patchbay.post('/connections', {
    provider_config_key: 'key-corner',
    connection_id: 'ada',
    credentials: { type: 'API_KEY', apiKey: key },
    metadata: { plan: 'pro' },
    tags: { team: 'platform' },
  })
  await patchbay.post('/connections', {
    provider_config_key: 'github',
    connection_id: 'grace',
    credentials: { type: 'OAUTH2', access_token: 'gho_expired', expires_at: '2020-01-01T00:00:00Z' },
  })
  const refused = await patchbay.post('/patchbay/connect', {
    integration: 'key-corner',
    credentials: { apiKey: 'kc_wrong' },
  })
  const { error } = (await refused.json()) as { error: { payload: { operation_id: string } } }
  attempt = error.payload.operation_id
  await patchbay.proxy('key-corner', 'ada', '/v1/me')
  await patchbay.proxy('key-corner', 'nobody', '/v1/me')
  await run('/action/trigger', { action_name: 'who', input: {} })
  await run('/sync/trigger', { syncs: ['people'], provider_config_key: 'key-corner', connection_id: 'ada' })
}

/** Starts a function as soon as the folder has been compiled. */
async function run(path: string, body: unknown) {
  const headers = { 'provider-config-key': 'key-corner', 'connection-id': 'ada' }
  const start = async () =>
    (await patchbay.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).ok
  await expect.poll(start, { timeout: 30_000 }).toBe(true)
}

const pages: [name: string, path: string][] = [
  ['Home', '/'],
  ['APIs', '/apis'],
  ['an API', '/apis/github'],
  ['an API of a later version', '/apis/netsuite-tba'],
  ['the file of an API', '/apis/github/file'],
  ['Integrations', '/integrations'],
  ['New integration', '/integrations/new'],
  ['the form of an integration', '/integrations/new?provider=github'],
  ['an integration', '/integrations/github'],
  ['Connections', '/connections'],
  ['a connection', '/connections/key-corner/ada'],
  ['its functions', '/connections/key-corner/ada?tab=functions'],
  ['its metadata', '/connections/key-corner/ada?tab=metadata'],
  ['its tags', '/connections/key-corner/ada?tab=tags'],
  ['its snippets', '/connections/key-corner/ada?tab=use'],
  ['an expired connection', '/connections/github/grace'],
  ['Playground', '/playground?integration=key-corner&connection=ada'],
  ['ready-made functions', '/apis?show=functions'],
  ['Functions', '/functions'],
  ['a function', '/functions?fn=key-corner%2Faction%2Fwho'],
  ['the form of its input', '/functions?fn=key-corner%2Faction%2Fwho&tab=run'],
  ['its runs', '/functions?fn=key-corner%2Faction%2Fwho&tab=runs'],
  ['its settings', '/functions?fn=key-corner%2Fsync%2Fpeople&tab=settings'],
  ['Runs', '/runs'],
  ['Syncs', '/syncs'],
  ['Records', '/records'],
  ['Export', '/export'],
  ['Logs', '/logs'],
  ['Webhooks', '/webhooks'],
  ['Notifications', '/webhooks?tab=sent'],
  ['API reference', '/reference'],
  ['Describe a function', '/functions/describe'],
  ['a failed attempt', '/attempts/:attempt'],
  ['Settings', '/settings'],
  ['the redirect address and https', '/settings?section=redirect'],
  ['Shortcuts', '/shortcuts'],
  ['no page', '/nowhere'],
]

const visit = (path: string) => page.goto(`${patchbay.url}/#${path.replace(':attempt', attempt)}`)

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is accessible in the ${colorScheme} theme`, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [name, path] of pages) {
      await visit(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[role=status] .sr-only', { hasText: /^Loading/ })).toHaveCount(0)
      expect.soft(await problemsOn(page), name).toEqual([])
    }
  })

  test(`dialogs are accessible in the ${colorScheme} theme`, async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto(`${patchbay.url}/#/apis/key-corner`)
    await page.getByRole('button', { name: 'Connect', exact: true }).click()
    await page.getByRole('dialog').getByText('More options').click()
    expect.soft(await problemsOn(page), 'connect').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('dialog', { name: 'Command palette' }).waitFor()
    expect.soft(await problemsOn(page), 'palette').toEqual([])
    await page.keyboard.press('Escape')
    await page.goto(`${patchbay.url}/#/apis`)
    await page.getByRole('button', { name: /^Import/ }).click()
    await page.getByRole('dialog').waitFor()
    expect.soft(await problemsOn(page), 'import').toEqual([])
    await page.keyboard.press('Escape')
    await page.goto(`${patchbay.url}/#/integrations/github`)
    await page.getByRole('button', { name: 'Delete' }).click()
    expect.soft(await problemsOn(page), 'delete').toEqual([])
    await page.keyboard.press('Escape')
  })
}

test('a page is usable at twice the size', async () => {
  await page.setViewportSize({ width: 640, height: 430 })
  for (const [name, path] of pages) {
    await visit(path)
    await page.getByRole('main').waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, name).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 860 })
})
