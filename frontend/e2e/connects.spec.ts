import { expect, test, type Page } from '@playwright/test'
import { OIDCServer, signIn } from './support/oidc'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'
import { record } from './support/record'
import { TokenDesk } from './support/token-desk'

// Three accounts connected from the first click to the first answer, in the real program: a login with scopes and
// parameters of the connection, a key that is traded for a token, and a login that fails and is repaired.

const memberKey = 'mk_8f2c1b7d'

let oidc: OIDCServer
let desk: TokenDesk
let patchbay: Patchbay
let page: Page

// One program and one tab: a link works once.
test.describe.configure({ mode: 'serial' })

/** A login that depends on what is filled in: the API's host is that of the region, and the workspace is named in both. */
function workspaceLogin(): string {
  const port = new URL(oidc.issuer).port
  return [
    'display_name: Workspace Login',
    'categories: [dev-tools]',
    'auth_mode: OAUTH2',
    `authorization_url: http://localhost:${port}/auth`,
    'authorization_params:',
    '  prompt: consent',
    '  login_hint: ${connectionConfig.workspace}',
    `token_url: http://localhost:${port}/token`,
    'refresh_params:',
    '  grant_type: refresh_token',
    'default_scopes: [openid, offline_access]',
    'scopes: [openid, offline_access, profile]',
    'connection_config:',
    '  region:',
    '    title: Region',
    '    description: Where the workspace is kept.',
    '    enum: [127.0.0.1, localhost]',
    '    order: 1',
    '  workspace:',
    '    title: Workspace',
    '    description: The first part of its address.',
    '    example: acme',
    "    pattern: '^[a-z0-9-]+$'",
    '    suffix: .workspace.example',
    '    order: 2',
    'proxy:',
    `  base_url: http://\${connectionConfig.region}:${port}/api/\${connectionConfig.workspace}`,
    '',
  ].join('\n')
}

test.beforeAll(async ({ browser }) => {
  oidc = await OIDCServer.start(300)
  desk = await TokenDesk.start(memberKey)
  patchbay = await Patchbay.start({
    providers: {
      'workspace-login': workspaceLogin(),
      'token-desk': desk.provider,
      independent: oidc.provider,
    },
  })
  page = await openApp(browser, patchbay)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await desk.stop()
  await oidc.stop()
})

/** From the gallery to the page of an API. */
async function find(search: string, name: RegExp) {
  await page.getByRole('link', { name: 'APIs', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search APIs' }).fill(search)
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** Sends a request from the playground of the connection on the screen. */
async function call(path: string) {
  await page.getByRole('link', { name: 'Call it' }).click()
  await page.getByRole('textbox', { name: /^Path/ }).fill(path)
  await page.keyboard.press('ControlOrMeta+Enter')
  const response = page.getByRole('region', { name: 'Response' })
  await expect(response.getByText('200 OK', { exact: true })).toBeVisible()
  return response
}

test('a login with scopes and parameters leads from the gallery to an answer', async () => {
  await find('workspace', /Workspace Login/)
  await record(page, 'api')
  await page.getByRole('link', { name: 'Set up integration' }).click()
  await page.getByLabel('Client ID').fill(oidc.clientID)
  await page.getByLabel('Client secret').fill(oidc.clientSecret)
  await page.getByRole('button', { name: 'Choose scopes' }).click()
  await page.getByRole('option', { name: 'profile' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create integration' }).click()

  const dialog = page.getByRole('dialog', { name: 'Connect Workspace Login' })
  const workspace = dialog.getByLabel('Workspace', { exact: true })
  await workspace.fill('Acme Inc')
  await workspace.blur()
  await expect(workspace).toHaveAccessibleDescription(/does not have the form the provider uses/)
  await workspace.fill('acme')
  await dialog.getByRole('combobox', { name: 'Region' }).click()
  await page.getByRole('option', { name: 'localhost' }).click()
  await record(page, 'form')
  const popup = page.context().waitForEvent('page')
  const asked = page.context().waitForEvent('request', (request) => request.url().includes('/auth?'))
  await dialog.getByRole('button', { name: 'Sign in with Workspace Login' }).click()
  const login = await popup
  const address = new URL((await asked).url())
  expect(address.searchParams.get('login_hint')).toBe('acme')
  expect(address.searchParams.get('scope')?.split(' ').sort()).toEqual([
    'offline_access',
    'openid',
    'profile',
  ])
  await expect(page.getByRole('dialog', { name: 'Continue in your browser' })).toBeVisible()
  await record(page, 'waiting')
  await signIn(login, 'ada')
  await expect(login.getByRole('heading', { name: 'Workspace Login is connected' })).toBeVisible()
  await record(login, 'callback')

  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()
  await expect(page.getByText(new RegExp(`^http://localhost:\\d+/api/acme$`))).toBeVisible()
  await record(page, 'connection')
  const response = await call('/me')
  await expect(response.getByText('"ada"')).toBeVisible()
  await expect(response.getByText(/profile/)).toBeVisible()
  await record(page, 'answer')
})

test('a key is traded for a token, which calls carry and a renewal replaces', async () => {
  await find('token desk', /Token Desk/)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect Token Desk' })
  await dialog.getByRole('combobox', { name: 'Branch' }).click()
  await page.getByRole('option', { name: 'south' }).click()
  await dialog.getByLabel('Member number').fill('1234')
  await dialog.getByLabel('Member key', { exact: true }).fill('mk_wrong')
  await expect(dialog.getByLabel('Member number')).toHaveAccessibleDescription(/It looks like 12345/)
  await dialog.getByLabel('Member number').fill('12345')
  await record(page, 'form')
  const connect = dialog.getByRole('button', { name: /[Cc]onnect$/ })
  await connect.click()
  await expect(dialog.getByRole('alert')).toContainText('Token Desk')
  await expect(dialog.getByRole('link', { name: /step by step/ })).toBeVisible()
  await record(page, 'refused')

  await dialog.getByLabel('Member key', { exact: true }).fill(memberKey)
  await connect.click()
  await expect(page.getByText('Token Desk is connected.')).toBeVisible()
  expect(desk.given).toBe(1)
  await record(page, 'connection')
  const answer = await call('/shelf')
  await expect(answer.getByText('"open"')).toBeVisible()
  expect(desk.seen.filter((line) => line.startsWith('GET'))).toEqual(['GET /south/shelf'])
  await record(page, 'answer')

  await page.goBack()
  await page.getByRole('button', { name: 'Refresh now' }).click()
  await expect.poll(() => desk.given).toBe(2)
  await expect(page.getByRole('button', { name: 'Refresh now' })).toBeEnabled()
  await call('/shelf')
  expect(desk.seen.at(-1)).toBe('GET /south/shelf')
  await expect(page.getByText(memberKey)).toHaveCount(0)
})

test('a login that fails says why, and its remedy leads to one that works', async () => {
  await page.goto(`${patchbay.url}/#/integrations/new?provider=independent`)
  await page.getByLabel('Client ID').fill(oidc.clientID)
  await page.getByLabel('Client secret').fill('copied-from-somewhere-else')
  await page.getByRole('button', { name: 'Create integration' }).click()
  const first = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in with Independent Login' }).click()
  const refused = await first
  await signIn(refused, 'grace')
  await expect(
    refused.getByRole('heading', { name: 'Independent Login could not be connected' }),
  ).toBeVisible()
  await record(refused, 'callback')
  await expect(refused.getByText(/step by step: go back to it/)).toBeVisible()

  const dialog = page.getByRole('dialog', { name: /Independent Login was not connected/ })
  await expect(dialog.getByRole('alert')).toContainText(/client/i)
  await record(page, 'not-connected')
  await dialog.getByRole('link', { name: /step by step/ }).click()
  const diagnosis = page.getByRole('region', { name: 'Diagnosis' })
  await expect(diagnosis).toContainText('does not accept the client id or secret')
  await expect(diagnosis).toContainText(/Compare client id and secret with those in the provider/)
  await expect(page.getByText('copied-from-somewhere-else')).toHaveCount(0)
  await record(page, 'diagnosis')

  await diagnosis.getByRole('link', { name: 'Edit the integration' }).click()
  await page.getByLabel('Client secret').fill(oidc.clientSecret)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Connect an account' }).click()
  const second = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in with Independent Login' }).click()
  const login = await second
  // The server knows the browser from the first login and asks for the consent alone.
  await login.locator('form input[name=prompt][value=consent]').waitFor({ state: 'attached' })
  await login.locator('button[type=submit]').click()
  await expect(page.getByText('Independent Login is connected.')).toBeVisible()
  await record(page, 'connected')
  const response = await call('/api/me')
  await expect(response.getByText('"grace"')).toBeVisible()
})
