import { expect, test, type Browser, type Page } from '@playwright/test'
import { Folder } from './support/folder'
import { ModelServer } from './support/model-server'
import { Patchbay } from './support/patchbay'
import { markup, MarkupAPI, shown, Trap } from './support/payload'

// Security UI-01: every text that comes from outside holds markup, and each page that shows it shows text. The pages'
// policy is switched off in this browser, so that it cannot stand in for what the pages do themselves.

const action = `import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: ${JSON.stringify(markup('function-description'))},
    version: '1.0.0',
    input: z.object({ name: z.string().optional().describe(${JSON.stringify(markup('input-description'))}) }),
    output: z.any(),
    exec: async (nango, input) => {
        await nango.log(${JSON.stringify(markup('log-line'))});
        const { data } = await nango.get({ endpoint: '/rows' });
        if (input.name) throw new nango.ActionError({ message: ${JSON.stringify(markup('thrown-error'))} });
        return data;
    }
});
`

const sync = `import { createSync } from 'nango';
import { z } from 'zod';

export default createSync({
    description: ${JSON.stringify(markup('sync-description'))},
    version: '1.0.0',
    frequency: 'every day',
    autoStart: false,
    models: { Row: z.object({ id: z.string() }).passthrough() },
    exec: async (nango) => {
        const { data } = await nango.get({ endpoint: '/rows' });
        await nango.batchSave(data.rows, 'Row');
    }
});
`

let api: MarkupAPI
let model: ModelServer
let folder: Folder
let patchbay: Patchbay
let page: Page
let trap: Trap

test.beforeAll(async ({ browser }) => {
  api = await MarkupAPI.start()
  model = await ModelServer.start([
    markup('model-test'),
    `${markup('model-words')}\n\n\`\`\`typescript\n// ${markup('model-code')}\nexport default 1\n\`\`\`\n`,
    markup('model-second'),
    markup('model-third'),
  ])
  folder = await Folder.make({ 'bad/actions/say.ts': action, 'bad/syncs/rows.ts': sync })
  await folder.write('bad/<img data-hostile src=x onerror="globalThis.pwned=2">.md', markup('file'))
  patchbay = await Patchbay.start({ project: folder.dir, providers: { bad: provider(), worse: login() } })
  await fill()
  await openPage(browser)
})

test.afterAll(async () => {
  await page.close()
  await patchbay.stop()
  await folder.remove()
  await model.stop()
  await api.stop()
})

const yaml = (place: string) => JSON.stringify(markup(place))

function provider(): string {
  return [
    `display_name: ${yaml('provider-name')}`,
    'categories: [dev-tools]',
    'auth_mode: API_KEY',
    'credentials:',
    '  apiKey:',
    '    type: string',
    `    title: ${yaml('field-title')}`,
    `    description: ${yaml('field-description')}`,
    `    example: ${yaml('field-example')}`,
    '    secret: true',
    'connection_config:',
    '  region:',
    '    type: string',
    `    title: ${yaml('setting-title')}`,
    '    optional: true',
    'proxy:',
    `  base_url: ${api.url}`,
    '  headers:',
    '    x-key: ${apiKey}',
    '',
  ].join('\n')
}

function login(): string {
  return [
    `display_name: ${yaml('login-name')}`,
    'categories: [dev-tools]',
    'auth_mode: OAUTH2',
    `authorization_url: ${api.url}/auth`,
    `token_url: ${api.url}/token`,
    '',
  ].join('\n')
}

async function openPage(browser: Browser) {
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })
  page = await context.newPage()
  trap = new Trap(page, patchbay.url)
  await page.goto(patchbay.guiURL)
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await patchbay.fetch(path, { method: 'POST', body: JSON.stringify(body), headers })
  const text = await answer.text()
  expect(answer.ok, `${path}: ${text}`).toBe(true)
  return text === '' ? undefined : JSON.parse(text)
}

async function fill() {
  await post('/integrations', {
    provider: 'bad',
    unique_key: 'bad',
    display_name: markup('integration-name'),
  })
  await post('/integrations', {
    provider: 'worse',
    unique_key: 'worse',
    credentials: {
      type: 'OAUTH2',
      client_id: markup('client-id'),
      client_secret: 's',
    },
  })
  await post('/connections', {
    provider_config_key: 'bad',
    connection_id: 'ada',
    credentials: { type: 'API_KEY', apiKey: 'k' },
    metadata: { [markup('metadata-name')]: markup('metadata-value') },
    tags: { end_user_display_name: markup('tag-value') },
    connection_config: { region: markup('setting-value') },
  })
}

/** Opens a page of the app and looks at it once it shows all these texts; one after `said:` comes without its markup. */
async function look(path: string, ...places: string[]) {
  await page.goto('about:blank') // so that nothing of the page before is looked at
  await page.goto(`${patchbay.url}/#${path}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[role=status] .sr-only', { hasText: /^Loading/ })).toHaveCount(0)
  await see(path, ...places)
}

async function see(where: string, ...places: string[]) {
  for (const place of places) {
    const text = place.startsWith('said:') ? place.slice('said:'.length) : shown(place)
    await expect.poll(() => trap.text(), { message: `${where}: ${place}` }).toContain(text)
  }
  await trap.sprungNothing(where)
}

test('the trap springs where markup is taken for a page', async ({ browser }) => {
  const open = await browser.newPage()
  const sprung = new Trap(open, patchbay.url)
  await open.setContent(`<p>${markup('anywhere')}</p>`)
  await expect.poll(() => open.evaluate(() => (globalThis as { pwned?: string }).pwned)).toBe('anywhere')
  expect(await sprung.text()).not.toContain(shown('anywhere'))
  await open.close()
})

test('what a provider, an integration and a connection are called', async () => {
  await look('/apis?q=provider-name', 'provider-name')
  await look('/apis/bad', 'provider-name')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await see('connecting', 'field-title', 'field-description', 'setting-title')
  await page.keyboard.press('Escape')
  await look('/apis/bad/file', 'provider-name', 'field-title')
  await look('/integrations', 'integration-name')
  await look('/integrations/bad', 'integration-name')
  await look('/integrations/worse', 'client-id')
  await look('/connections')
  await look('/connections/bad/ada', 'provider-name')
  await look('/connections/bad/ada?tab=config', 'setting-value')
  await look('/connections/bad/ada?tab=history')
  await look('/connections/bad/ada?tab=metadata', 'metadata-name', 'metadata-value')
  await look('/connections/bad/ada?tab=tags', 'tag-value')
  await look('/connections/bad/ada?tab=use')
})

test('what an API answers, and what the log keeps of it', async () => {
  await look('/playground?integration=bad&connection=ada&method=GET&path=%2Frows')
  const response = page.getByRole('region', { name: 'Response' })
  await page.getByRole('button', { name: /^Send/ }).click()
  await see('an answer', 'answer-body', 'record-value')
  await response.getByRole('radio', { name: 'Tree' }).click()
  await see('the tree of an answer', 'answer-body')
  await response.getByRole('radio', { name: 'Raw' }).click()
  await see('an answer as it came', 'answer-body')
  await response.getByRole('tab', { name: /^Headers/ }).click()
  await see('headers of an answer', 'answer-header')
  await look('/playground?integration=bad&connection=ada&method=GET&path=%2Ffails')
  await page.getByRole('button', { name: /^Send/ }).click()
  await see('an error', 'api-error')
  await look('/playground?integration=bad&connection=ada&method=GET&path=%2Fpage')
  await page.getByRole('button', { name: /^Send/ }).click()
  await response.getByRole('radio', { name: 'Preview as text' }).click()
  await see('a page', 'said:page-body')

  await patchbay.proxy('bad', 'ada', `/rows?q=${encodeURIComponent(markup('log-query'))}`, {
    headers: { 'nango-proxy-x-said': markup('log-header'), 'user-agent': markup('log-agent') },
  })
  await look('/logs?search=log-query')
  await page.getByRole('option').first().click()
  await page.getByRole('complementary', { name: 'Operation' }).waitFor()
  await see('an operation', 'answer-body', 'answer-header')
  await page.getByRole('radio', { name: 'Request' }).click()
  await see('what was sent', 'log-header')
})

test('what a function is called, says, throws, returns and keeps', async () => {
  const listed = async () => (await (await patchbay.fetch('/patchbay/functions')).text()).includes('"rows"')
  await expect.poll(listed, { timeout: 60_000 }).toBe(true)
  const run = (path: string, body: unknown) =>
    post(path, body, { 'provider-config-key': 'bad', 'connection-id': 'ada' })
  await run('/action/trigger', { action_name: 'say', input: {} })
  const broken = await patchbay.fetch('/action/trigger', {
    method: 'POST',
    headers: { 'provider-config-key': 'bad', 'connection-id': 'ada' },
    body: JSON.stringify({ action_name: 'say', input: { name: markup('function-input') } }),
  })
  expect(broken.ok).toBe(false)
  await run('/sync/trigger', { syncs: ['rows'], provider_config_key: 'bad', connection_id: 'ada' })

  await look('/functions')
  await page.getByText(/^Other files/).click()
  await expect.poll(() => trap.text()).toContain('<img data-hostile src=x onerror="globalThis.pwned=2">.md')
  await look('/functions?fn=bad%2Faction%2Fsay', 'function-description')
  await look('/functions?fn=bad%2Faction%2Fsay&tab=run', 'input-description')
  await look('/functions?fn=bad%2Faction%2Fsay&tab=runs')
  await look(
    `/functions?file=${encodeURIComponent('bad/<img data-hostile src=x onerror="globalThis.pwned=2">.md')}`,
    'file',
  )
  await look('/runs')
  const { data: runs } = (await (await patchbay.fetch('/patchbay/runs?function=say')).json()) as {
    data: { id: string; state: string }[]
  }
  const of = (state: string) => runs.find((one) => one.state === state)?.id ?? ''
  const part = (name: string) => page.getByRole('tab', { name, exact: true }).click()
  await look(`/runs/${of('succeeded')}`, 'answer-body')
  await part('Timeline')
  await see('the timeline of a run', 'log-line')
  await look(`/runs/${of('failed')}`, 'thrown-error')
  await part('Input')
  await see('the input of a run', 'function-input')
  await look('/syncs')
  const stored = async () => (await (await patchbay.fetch('/patchbay/records/models')).text()).includes('Row')
  await expect.poll(stored, { timeout: 60_000 }).toBe(true)
  await look('/records?integration=bad&connection=ada&model=Row', 'record-id', 'record-value', 'record-field')
  await look('/connections/bad/ada?tab=functions')
  await look('/export')
  await look('/reference')
  await page.getByRole('link', { name: /say/ }).first().click()
  await see('the reference', 'function-description')
})

test('what providers send and what a backend answers', async () => {
  await post('/integrations', { provider: 'unauthenticated', unique_key: 'open' })
  const settings = { primary_url: `${api.url}/fails` }
  const told = await patchbay.fetch('/patchbay/notification-settings', {
    method: 'PATCH',
    body: JSON.stringify(settings),
  })
  expect(told.status).toBe(200)
  const { data } = (await (await patchbay.fetch('/patchbay/integrations/open/webhook')).json()) as {
    data: { local_url: string }
  }
  const body = JSON.stringify({
    type: markup('webhook-type'),
    connectionId: markup('webhook-connection'),
    said: markup('webhook-body'),
  })
  const headers = { 'content-type': 'application/json', 'x-said': markup('webhook-header') }
  expect((await fetch(data.local_url, { method: 'POST', body, headers })).ok).toBe(true)
  await look('/webhooks', 'webhook-type')
  await page.getByRole('listbox', { name: 'Webhooks' }).getByRole('option').first().click()
  await see('a webhook', 'webhook-body', 'webhook-header')
  await page.getByRole('button', { name: 'Edit and send again' }).click()
  await page.getByRole('dialog').waitFor()
  await see('a webhook in the editor', 'webhook-body')
  await page.keyboard.press('Escape')
  await look('/webhooks?tab=sent')
  await page.getByRole('option').first().click()
  await see('a notification', 'api-error', 'webhook-body')
})

test('what a coding assistant asks', async () => {
  const mcp = await patchbay.fetch('/patchbay/settings', { method: 'PATCH', body: '{"mcp":true}' })
  expect(mcp.status).toBe(200)
  const call = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: {
      name: 'proxy_request',
      arguments: {
        method: 'POST',
        path: `/rows?q=${markup('tool-path')}`,
        integration_id: 'bad',
        connection_id: 'ada',
        headers: { 'x-said': markup('tool-header') },
        body: { said: markup('tool-body') },
      },
    },
  }
  const answer = patchbay.fetch('/mcp/patchbay', {
    method: 'POST',
    headers: { accept: 'application/json, text/event-stream', 'user-agent': markup('tool-agent') },
    body: JSON.stringify(call),
  })
  await page.goto(`${patchbay.url}/#/`)
  await page.getByRole('dialog').waitFor()
  await see('a question', 'tool-agent', 'tool-path', 'tool-header', 'said:tool-body')
  await page.getByRole('button', { name: 'Refuse' }).click()
  expect((await answer).status).toBe(200)
  await look('/settings?section=mcp')
  await look('/logs?kind=mcp')
})

test('what a language model answers', async () => {
  await look('/functions/describe')
  await page.getByRole('textbox', { name: 'Address' }).fill(model.url)
  await page.getByRole('textbox', { name: 'Model' }).fill('small')
  await page.getByRole('button', { name: 'Save and test' }).click()
  await see('a model', 'model-test')
  await page.getByRole('button', { name: 'Use it' }).click()
  await page.getByRole('textbox', { name: 'What it should do' }).fill('Say hello')
  await page.getByRole('textbox', { name: 'Name' }).fill('greet')
  await page.getByRole('button', { name: 'Write a draft' }).click()
  await see('a draft', 'model-words', 'model-code')
})

test('why a login failed, in the app and on the pages that end it', async () => {
  const started = (await post('/patchbay/connect', { integration: 'worse', connection_id: 'eve' })) as {
    attempt: { authorize_url: string; operation_id: string }
  }
  const state = new URL(started.attempt.authorize_url).searchParams.get('state') ?? ''
  const query = new URLSearchParams({
    state,
    error: 'access_denied',
    error_description: markup('login-error'),
  })
  await page.goto(`${patchbay.url}/oauth/callback?${query.toString()}`)
  await see('the page behind a login', 'said:login-error', 'login-name')
  await look(`/attempts/${started.attempt.operation_id}`, 'said:login-error', 'login-name')
})

test('what a person who connects is shown', async () => {
  const session = (await post('/connect/sessions', {
    end_user: { id: 'u', display_name: markup('end-user') },
    allowed_integrations: ['bad'],
  })) as { data: { connect_link: string } }
  await page.goto(session.data.connect_link)
  await see('the Connect page', 'field-title', 'integration-name')
})

test('what settings hold', async () => {
  const variable = { name: 'BAD', value: markup('variable') }
  await patchbay.fetch('/patchbay/variables', { method: 'PUT', body: JSON.stringify(variable) })
  await look('/settings')
  await look('/shortcuts')
  await look(`/${encodeURIComponent(markup('nowhere'))}`)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog', { name: 'Command palette' }).waitFor()
  await page.keyboard.insertText('integration-name')
  await see('the palette', 'integration-name')
})
