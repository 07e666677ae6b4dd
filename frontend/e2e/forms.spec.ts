import { expect, test, type Page } from '@playwright/test'
import { generateKeyPairSync } from 'node:crypto'
import { problemsOn } from './support/axe'
import { Patchbay } from './support/patchbay'

// The forms of the real catalog, in the real program: a key file, a pasted address, conditions and choices.

let patchbay: Patchbay
let page: Page

// One program and one tab: a link works once.
test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  patchbay = await Patchbay.start()
  page = await browser.newPage()
  await page.goto(patchbay.guiURL)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
})

test('a key file is read, hidden and explained when it is of the wrong kind', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const wrong = privateKey.export({ type: 'pkcs1', format: 'pem' }) as string
  const right = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  await page.goto(`${patchbay.url}/#/apis/snowflake-jwt`)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect Snowflake (JWT)' })
  const key = dialog.getByLabel('Private key (PEM)', { exact: true })
  const chooser = dialog.getByLabel('File with Private key (PEM)')

  await chooser.setInputFiles({ name: 'rsa_key.pem', mimeType: 'text/plain', buffer: Buffer.from(wrong) })
  await key.focus()
  await key.blur()
  await expect(dialog.getByText(/openssl pkcs8 -topk8/)).toBeVisible()
  await chooser.setInputFiles({ name: 'rsa_key.p8', mimeType: 'text/plain', buffer: Buffer.from(right) })
  await expect(dialog.getByText(/openssl pkcs8 -topk8/)).toHaveCount(0)
  await expect(key).toHaveValue(right.trim())
  await expect(key).toHaveCSS('-webkit-text-security', 'disc')
  await dialog.getByRole('button', { name: 'Show what was typed' }).click()
  await expect(key).toHaveCSS('-webkit-text-security', 'none')
  await expect(dialog.getByRole('link', { name: /Snowflake documentation/ })).toBeVisible()
  expect(await problemsOn(page)).toEqual([])
  await page.keyboard.press('Escape')
})

test('the settings of an integration follow the choices, and warn', async () => {
  await page.goto(`${patchbay.url}/#/integrations/new?provider=aws-sigv4`)
  await expect(page.getByLabel('AWS access key ID')).toBeVisible()
  await page.getByRole('combobox', { name: 'Who issues the session' }).click()
  await page.getByRole('option', { name: 'custom' }).click()
  await expect(page.getByLabel('AWS access key ID')).toHaveCount(0)
  await expect(page.getByText(/Whoever reaches the endpoint/)).toBeVisible()
  await page.getByRole('combobox', { name: 'Endpoint authentication' }).click()
  await page.getByRole('option', { name: 'basic' }).click()
  await expect(page.getByText(/Whoever reaches the endpoint/)).toHaveCount(0)
  await expect(page.getByLabel('Endpoint password')).toBeVisible()
  expect(await problemsOn(page)).toEqual([])
})

test('a pasted address is cut to the part that is asked for', async () => {
  await page.goto(`${patchbay.url}/#/apis/zendesk-api-key`)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect Zendesk (API Token)' })
  const subdomain = dialog.getByLabel('Subdomain')
  await subdomain.focus()
  await subdomain.evaluate((input) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', 'https://acme.zendesk.com/agent/dashboard')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(subdomain).toHaveValue('acme')
  await dialog.getByLabel('Email').fill('ada')
  await dialog.getByLabel('Email').blur()
  await expect(dialog.getByText('This is not an email address.')).toBeVisible()
  await page.keyboard.press('Escape')
})
