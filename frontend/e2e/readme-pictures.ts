// Draws the pictures of the README anew: `make pictures`. Look at them before they are committed.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { Folder } from './support/folder'
import { openApp } from './support/page'
import { Patchbay } from './support/patchbay'

const picture = (name: string) => fileURLToPath(new URL(`../../build/${name}.png`, import.meta.url))

const issues = `import { createSync } from 'nango';
import { z } from 'zod';

const Issue = z.object({
    id: z.string(),
    title: z.string(),
    state: z.enum(['open', 'closed']),
    author: z.string()
});

export default createSync({
    description: 'Keeps the issues of a repository',
    version: '1.0.0',
    frequency: 'every hour',
    autoStart: false,
    models: { Issue },
    checkpoint: z.object({ since: z.string() }),
    exec: async (nango) => {
        const seen = await nango.getCheckpoint();
        for await (const page of nango.paginate({
            endpoint: '/repos/acme/shop/issues',
            params: { state: 'all', since: seen?.since ?? '' },
            paginate: { type: 'offset', offset_name_in_request: 'page', offset_start_value: 1, offset_calculation_method: 'per-page' }
        })) {
            await nango.log(\`\${page.length} issues\`);
            await nango.batchSave(page.map((one) => ({
                id: String(one.number), title: one.title, state: one.state, author: one.user.login
            })), 'Issue');
        }
        await nango.saveCheckpoint({ since: new Date().toISOString() });
    }
});
`

const closeIssue = `import { createAction } from 'nango';
import { z } from 'zod';

export default createAction({
    description: 'Closes an issue of a repository',
    version: '1.0.0',
    input: z.object({ number: z.number() }),
    output: z.object({ state: z.string() }),
    exec: async (nango, { number }) => {
        const { data } = await nango.patch({ endpoint: \`/repos/acme/shop/issues/\${number}\`, data: { state: 'closed' }, retries: 3 });
        return { state: data.state };
    }
});
`

/** How long the pages of issues take, in milliseconds; the one behind the last is empty. */
const delays = [180, 140, 200, 260]
const perPage = 8

function issuesOf(page: number) {
  if (page >= delays.length) return []
  return Array.from({ length: perPage }, (_, at) => ({
    number: (page - 1) * perPage + at + 1,
    title: 'The basket forgets its last item',
    state: at % 3 ? 'open' : 'closed',
    user: { login: 'ada' },
  }))
}

/** An API with the issues of one repository, not as fast as this machine. */
async function startAPI(): Promise<Server> {
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '/', 'http://api').searchParams.get('page'))
    setTimeout(
      () => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(issuesOf(page)))
      },
      delays[page - 1],
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}

test('the pictures of the README', async ({ browser }) => {
  const api = await startAPI()
  const origin = `http://127.0.0.1:${(api.address() as AddressInfo).port}`
  const functions = { 'github/actions/close-issue.ts': closeIssue, 'github/syncs/issues.ts': issues }
  const folder = await Folder.make(functions, 'acme-integrations')
  const patchbay = await Patchbay.start({
    project: folder.dir,
    providers: {
      github: `display_name: GitHub\ncategories: [dev-tools]\nauth_mode: NONE\nproxy:\n  base_url: ${origin}\n`,
    },
  })
  const send = async (path: string, body: unknown) => {
    const response = await patchbay.post(path, body)
    expect(response.ok, await response.text()).toBe(true)
  }
  await send('/integrations', { provider: 'github', unique_key: 'github' })
  await send('/connections', {
    provider_config_key: 'github',
    connection_id: 'acme-shop',
    credentials: { type: 'NONE' },
  })
  await send('/sync/trigger', {
    provider_config_key: 'github',
    connection_id: 'acme-shop',
    syncs: ['issues'],
  })

  const page = await openApp(browser, patchbay, {
    viewport: { width: 1180, height: 780 },
    colorScheme: 'light',
  })
  await page.goto(`${patchbay.url}/#/runs`)
  await page.getByText('Succeeded').click({ timeout: 30_000 })
  await expect(page.getByText('Saved the checkpoint.')).toBeVisible()
  await page.mouse.move(0, 0)
  await page.screenshot({ path: picture('screenshot-run') })

  await page.goto(`${patchbay.url}/#/functions?file=github/syncs/issues.ts&tab=code`)
  const editor = page.getByTestId('typescript-editor')
  await expect(editor.getByText('createSync').first()).toBeVisible({ timeout: 30_000 })
  // The brackets are coloured first: three colours and the one of all else.
  const colours = () =>
    editor
      .locator('.view-line span span')
      .evaluateAll((parts) => new Set(parts.map((part) => getComputedStyle(part).color)).size)
  await expect.poll(colours, { timeout: 30_000 }).toBeGreaterThan(6)
  await expect(page.getByText(/compiled just now/)).toBeVisible({ timeout: 30_000 })
  await expect(editor.locator('.squiggly-error')).toHaveCount(0)
  await page.screenshot({ path: picture('screenshot') })

  await page.close()
  await patchbay.stop()
  await folder.remove()
  api.close()
})
