import { expect, test, type Page } from '@playwright/test'
import { KeyAPI } from './support/api-peer'
import { OIDCServer, signIn } from './support/oidc'
import { Patchbay } from './support/patchbay'

const key = 'kc_5f1c9e27'
let oidc: OIDCServer
let api: KeyAPI
let patchbay: Patchbay
let page: Page

// One program and one tab: a link works once, and the pages keep what the tests before them made.
test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  oidc = await OIDCServer.start(300)
  api = await KeyAPI.start(key)
  patchbay = await Patchbay.start({ providers: { independent: oidc.provider, 'key-corner': api.provider } })
  page = await browser.newPage()
  await page.goto(patchbay.guiURL)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await oidc.stop()
  await api.stop()
})

test('the one-time link signs in and leaves the address bar', async ({ browser }) => {
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  expect(page.url()).not.toContain('link=')

  const other = await browser.newPage()
  await other.goto(patchbay.guiURL)
  await expect(other.getByRole('heading', { name: 'This link has been used or is too old' })).toBeVisible()
  await other.goto(patchbay.url)
  await expect(other.getByRole('heading', { name: 'Open Patchbay with its link' })).toBeVisible()
  await other.close()
})

test('the gallery finds one of a thousand APIs as one types', async ({}, info) => {
  await page.getByRole('link', { name: 'APIs', exact: true }).click()
  await expect(page.getByText(/1,01\d APIs/)).toBeVisible()
  const search = page.getByRole('searchbox', { name: 'Search APIs' })
  await search.fill('githu')
  await expect(page.getByRole('link', { name: /^GitHub \(User OAuth\)/ })).toBeVisible()
  await expect(page).toHaveURL(/q=githu/)

  const slowest = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('[role=searchbox]')
    if (!input) throw new Error('no search box')
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {}
    let worst = 0
    for (const text of ['s', 'sl', 'sla', 'slac', 'slack', 'crm', 'api key']) {
      const began = performance.now()
      set?.call(input, text)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)))
      worst = Math.max(worst, performance.now() - began)
    }
    return worst
  })
  // Reported, not judged: the aim of 50 ms is for an idle machine.
  info.annotations.push({ type: 'slowest keystroke', description: `${Math.round(slowest)} ms` })

  await expect(page).toHaveURL(/q=.*api/) // the address follows a moment after the typing
  await page.getByRole('link', { name: 'Home' }).click()
  await page.goBack()
  await expect(search).toHaveValue('api key')
})

test('an integration and an OAuth account are set up in the browser', async () => {
  await page.goto(`${patchbay.url}/#/integrations/new`)
  await page.getByRole('combobox', { name: 'Find an API' }).fill('independent')
  await page.getByRole('option', { name: /Independent Login/ }).click()
  await page.getByRole('button', { name: 'Create integration' }).click()
  await expect(page.getByText('The client ID is needed to send people to sign in.')).toBeVisible()

  await page.getByLabel('Client ID').fill(oidc.clientID)
  await page.getByLabel('Client secret').fill(oidc.clientSecret)
  await page.getByRole('button', { name: 'Choose scopes' }).click()
  await page.getByRole('option', { name: 'profile' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Create integration' }).click()

  const dialog = page.getByRole('dialog', { name: 'Connect Independent Login' })
  await dialog.getByText('More options').click()
  await dialog.getByLabel('Connection ID').fill('ada')
  const popup = page.context().waitForEvent('page')
  await dialog.getByRole('button', { name: 'Sign in with Independent Login' }).click()
  await expect(page.getByRole('dialog', { name: 'Continue in your browser' })).toBeVisible()
  await signIn(await popup, 'ada')

  await expect(page.getByRole('heading', { name: 'ada' })).toBeVisible()
  await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()
  const answer = await patchbay.proxy('independent', 'ada', '/api/me')
  expect(((await answer.json()) as { sub: string }).sub).toBe('ada')
})

test('a refused sign-in says why and lets one try again', async () => {
  await page.goto(`${patchbay.url}/#/integrations/independent`)
  await page.getByRole('button', { name: 'Connect an account' }).click()
  const popup = page.context().waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in with Independent Login' }).click()
  const login = await popup
  const state = new URL(login.url()).searchParams.get('state') ?? (await stateOf(page))
  await login.goto(
    `${patchbay.url}/oauth/callback?error=access_denied&error_description=No+thanks&state=${state}`,
  )
  await expect(page.getByRole('heading', { name: /was not connected/ })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('No thanks')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('button', { name: 'Sign in with Independent Login' })).toBeVisible()
  await page.keyboard.press('Escape')
})

/** The state of the attempt, from the address that the dialog offers for copying. */
async function stateOf(of: Page): Promise<string> {
  const address = await of.getByRole('dialog').locator('code').innerText()
  return new URL(address).searchParams.get('state') ?? ''
}

test('a key is tested before it is kept, and shown only on request', async () => {
  await page.goto(`${patchbay.url}/#/apis/key-corner`)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect Key Corner' })
  const input = dialog.getByLabel('API key', { exact: true })
  await input.fill('nonsense')
  await input.blur()
  await expect(dialog.getByText(/does not have the form/)).toBeVisible()

  await input.fill('kc_wrong')
  await dialog.getByRole('button', { name: 'Test and connect' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(input).toHaveValue('kc_wrong')

  await input.fill(key)
  await dialog.getByRole('button', { name: 'Test and connect' }).click()
  await expect(page.getByText('Key Corner is connected.')).toBeVisible()
  await expect(page.getByText(key)).toHaveCount(0)
  await page.getByRole('button', { name: 'Reveal apiKey' }).click()
  await expect(page.getByText(key)).toBeVisible()
  await page.getByRole('button', { name: 'Hide apiKey' }).click()
  await expect(page.getByText(key)).toHaveCount(0)
})

test('metadata and tags save by themselves', async () => {
  await page.goto(`${patchbay.url}/#/connections/independent/ada?tab=metadata`)
  const editor = page.getByRole('textbox', { name: 'Metadata' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('{"plan": "pro"')
  await expect(page.getByText(/^Not saved/)).toBeVisible()
  await page.keyboard.insertText('}')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.getByRole('tab', { name: 'Tags' }).click()
  await page.getByRole('button', { name: 'Add tag' }).click()
  await page.getByLabel('Name of tag 1').fill('Team')
  await page.getByLabel('Value of tag 1').fill('platform')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect
    .poll(async () => {
      const response = await patchbay.fetch('/connections/ada?provider_config_key=independent')
      const { metadata, tags } = (await response.json()) as { metadata: unknown; tags: unknown }
      return { metadata, tags }
    })
    .toEqual({ metadata: { plan: 'pro' }, tags: { team: 'platform' } })
})

test('the palette reaches a page, an API and a connection without the mouse', async () => {
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await palette.getByRole('combobox').fill('ada')
  await expect(palette.getByRole('option', { name: /^ada/ })).toBeVisible()
  await palette.getByRole('combobox').fill('hubspot')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /HubSpot/ }).first()).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible()
})

test('a deleted connection comes back on undo', async () => {
  await page.goto(`${patchbay.url}/#/connections/independent/ada`)
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await page.getByRole('button', { name: 'Delete connection' }).click()
  await expect(page.getByRole('table', { name: 'Connections' })).not.toContainText('ada')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('table', { name: 'Connections' })).toContainText('ada')
})
