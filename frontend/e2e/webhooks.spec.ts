import { createHmac } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { Backend } from './support/backend'
import { Folder } from './support/folder'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'
import { record } from './support/record'

// Webhooks in both directions in the real program: a made-up event of Linear that passes the real check, runs a
// function and brings a record; one with a wrong signature; the same again, edited; and what the user's app is told.

const secret = 'lin_wh_5f1c9e27d4a8'

const sync = `import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({ id: z.string(), title: z.string() });

export default createSync({
    description: 'Keeps the issues that Linear tells of',
    version: '1.0.0',
    frequency: 'every day',
    autoStart: false,
    models: { Issue },
    webhookSubscriptions: ['Issue'],
    exec: async () => {},
    onWebhook: async (nango, payload) => {
        await nango.batchSave([{ id: payload.data.id, title: payload.data.title }], 'Issue');
    }
});
`

let backend: Backend
let folder: Folder
let patchbay: Patchbay
let page: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  backend = await Backend.start()
  folder = await Folder.make({ 'linear/syncs/issues.ts': sync })
  patchbay = await Patchbay.start({ project: folder.dir })
  await patchbay.post('/integrations', {
    provider: 'linear',
    unique_key: 'linear',
    credentials: { type: 'OAUTH2', client_id: 'c', client_secret: 'not-the-webhook-secret' },
  })
  await patchbay.post('/connections', {
    provider_config_key: 'linear',
    connection_id: 'me',
    credentials: { type: 'OAUTH2', access_token: 't' },
    connection_config: { organizationId: 'org-1' },
  })
  page = await openApp(browser, patchbay)
  const compiled = async () =>
    (await (await patchbay.fetch('/patchbay/functions')).text()).includes('"issues"')
  await expect.poll(compiled, { timeout: 30_000 }).toBe(true)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await folder.remove()
  await backend.stop()
})

const rows = () => page.getByRole('listbox', { name: 'Webhooks' }).getByRole('option')
const panel = () => page.getByRole('complementary', { name: 'Webhook' })

/** Sends what Linear would send, signed with any key. */
async function deliver(key: string, id: string, title: string): Promise<number> {
  const answer = await patchbay.fetch('/patchbay/integrations/linear/webhook')
  const { data } = (await answer.json()) as { data: { local_url: string } }
  const body = JSON.stringify({
    type: 'Issue',
    action: 'create',
    organizationId: 'org-1',
    data: { id, title },
    webhookTimestamp: Date.now(),
  })
  const signature = createHmac('sha256', key).update(body).digest('hex')
  const headers = { 'content-type': 'application/json', 'linear-signature': signature }
  return (await fetch(data.local_url, { method: 'POST', headers, body })).status
}

test('the settings say which port is safe to open, and where the user’s app is', async () => {
  await page.goto(`${patchbay.url}/#/settings?section=webhooks`)
  await expect(page.getByText(/^cloudflared tunnel --url http/)).toBeVisible()
  await record(page, 'settings-webhooks')
  await page.goto(`${patchbay.url}/#/settings?section=notifications`)
  await page.getByLabel('Address of your app').fill('ftp://nowhere')
  await expect(page.getByLabel('Address of your app')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Address of your app').fill(backend.url)
  await expect(page.locator('#section-notifications').getByText('Saved')).toBeVisible()
  await expect(page.getByLabel('Address of your app')).not.toHaveAttribute('aria-invalid')
  await record(page, 'settings-notifications')
})

test('a simulated webhook passes the check, runs the function and brings a record', async () => {
  await page.goto(`${patchbay.url}/#/webhooks`)
  await expect(page.getByText('Nothing has come yet')).toBeVisible()
  await record(page, 'empty')
  await page.goto(`${patchbay.url}/#/integrations/linear`)
  await page.getByLabel('Signing secret').fill(secret)
  await page.getByRole('button', { name: /the secret$/ }).click()
  await expect(page.getByText('Checked', { exact: true })).toBeVisible()
  await record(page, 'integration')
  await page.getByRole('link', { name: 'Simulate one' }).click()
  const dialog = page.getByRole('dialog', { name: 'Simulate a webhook' })
  await dialog.getByRole('combobox', { name: 'Connection it concerns' }).click()
  await page.getByRole('option', { name: 'me', exact: true }).click()
  await expect(dialog.getByText('{{identifier}}').first()).toBeVisible()
  await record(page, 'simulator')
  await dialog.getByRole('button', { name: 'Send the event' }).click()

  await expect(panel().getByText('The signature is right')).toBeVisible()
  await expect(panel().getByText('Simulated')).toBeVisible()
  await expect(panel().getByText('Ran issues')).toBeVisible()
  await expect(panel().getByRole('link', { name: 'me', exact: true })).toBeVisible()
  await record(page, 'received')
  await panel().getByRole('link', { name: 'Open the run' }).click()
  await expect(page.getByText(/started by a simulated webhook/)).toBeVisible()
  await expect(page.getByText('Simulated', { exact: true })).toBeVisible()
  await page.goto(`${patchbay.url}/#/records?integration=linear&connection=me&model=Issue`)
  await expect(page.getByText('It hums')).toBeVisible()
})

test('a wrong signature is refused, shown with its reason, and runs nothing', async () => {
  await page.goto(`${patchbay.url}/#/webhooks`)
  await expect(rows()).toHaveCount(1)
  expect(await deliver('somebody-else', 'i-1', 'A lie')).toBe(401)
  // Nobody touches the page: the list follows.
  await expect(rows()).toHaveCount(2)
  await rows().first().click()
  await expect(panel().getByText('Refused', { exact: true })).toBeVisible()
  await expect(panel().getByText('Nothing ran.', { exact: false })).toBeVisible()
  await record(page, 'refused')
  await panel().getByRole('button', { name: 'Check it again' }).click()
  await expect(
    panel()
      .getByRole('alert')
      .filter({ hasText: /signature/i })
      .first(),
  ).toBeVisible()
})

test('a real one is sent again, and edited and sent again', async () => {
  expect(await deliver(secret, 'i-2', 'Sink leaks')).toBe(200)
  await expect(rows()).toHaveCount(3)
  await rows().first().click()
  await expect(panel().getByText('Ran issues')).toBeVisible()
  await panel().getByRole('button', { name: 'Send again', exact: true }).click()
  await expect(panel().getByText('An earlier webhook')).toBeVisible()
  await expect(rows()).toHaveCount(4)

  await panel().getByRole('button', { name: 'Edit and send again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit and send again' })
  const editor = dialog.getByRole('textbox', { name: 'Body of the webhook' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  const body = { type: 'Issue', organizationId: 'org-1', data: { id: 'i-3', title: 'Written here' } }
  await page.keyboard.insertText(JSON.stringify(body))
  await record(page, 'edit')
  await dialog.getByRole('button', { name: 'Send it' }).click()
  await expect(panel().getByText('You vouched for it')).toBeVisible()
  await expect(panel().getByText('Edited')).toBeVisible()
  await expect(panel().getByText('Ran issues')).toBeVisible()
  await page.goto(`${patchbay.url}/#/records?integration=linear&connection=me&model=Issue`)
  await expect(page.getByText('Written here')).toBeVisible()
  await expect(page.getByText('A lie')).toHaveCount(0)
})

test('the user’s app is told, signed, and every attempt can be seen', async () => {
  backend.failNext(1)
  const before = backend.heard.length
  await page.goto(`${patchbay.url}/#/webhooks?tab=sent&type=auth`)
  await patchbay.fetch('/connections', {
    method: 'POST',
    body: JSON.stringify({
      provider_config_key: 'linear',
      connection_id: 'you',
      credentials: { type: 'OAUTH2', access_token: 't2' },
    }),
  })
  await page
    .getByRole('option', { name: /Connection made/ })
    .first()
    .click()
  const side = page.getByRole('complementary', { name: 'Notification' })
  await expect(side.getByText('2 attempts')).toBeVisible({ timeout: 20_000 })
  await expect(side.getByText('Delivered', { exact: true }).first()).toBeVisible()
  await expect(side.getByText(/^Tried again after/)).toBeVisible()
  await expect(side.getByText('X-Nango-Hmac-Sha256').first()).toBeVisible()
  await record(page, 'sent')

  const { key } = (await (await patchbay.fetch('/patchbay/webhook-signing-key')).json()) as { key: string }
  const last = backend.heard.at(-1)
  const hmac = createHmac('sha256', key)
    .update(last?.body ?? '')
    .digest('hex')
  expect(last?.headers['x-nango-hmac-sha256']).toBe(hmac)
  expect(backend.heard.length).toBeGreaterThanOrEqual(before + 2)
  await side.getByRole('button', { name: 'Send again' }).click()
  await expect(side.getByText('3 attempts')).toBeVisible({ timeout: 20_000 })
})
