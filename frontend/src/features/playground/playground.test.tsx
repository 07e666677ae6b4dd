import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { emptyDraft, getDraft, prepareDraft, setDraft } from '@/lib/request-draft'
import { renderApp } from '@/testing/render'
import { resetRun } from './run'

beforeEach(() => {
  setDraft(emptyDraft)
  resetRun()
})

const address = '/playground?integration=github&connection=anna'
const sent = (host: ReturnType<typeof fakeHost>) =>
  host.calls.filter((call) => call.path === '/patchbay/request').map((call) => call.body)

describe('sending', () => {
  it('fills the request from the address and sends it with Ctrl-Enter', async () => {
    const { host, user } = await renderApp(
      `${address}&method=POST&path=${encodeURIComponent('/gists?draft=1')}`,
    )
    const path = await screen.findByRole('textbox', { name: /^Path/ })
    expect(path).toHaveValue('/gists')
    await user.type(path, '{Control>}{Enter}{/Control}')
    expect(await screen.findByText('200 OK')).toBeInTheDocument()
    expect(sent(host)).toEqual([
      { provider_config_key: 'github', connection_id: 'anna', method: 'POST', path: '/gists?draft=1' },
    ])
    expect(screen.getByText(/^200 OK after 182 ms/)).toHaveAttribute('aria-live', 'polite')
  })

  it('sends headers and parameters that are on, and what the form holds', async () => {
    const { host, user } = await renderApp(`${address}&method=POST&path=%2Fx`)
    await user.type(await screen.findByRole('textbox', { name: 'Name of parameter 1' }), 'q')
    await user.type(screen.getByRole('textbox', { name: 'Value of parameter 1' }), 'a b')
    await user.type(screen.getByRole('textbox', { name: 'Name of parameter 2' }), 'off')
    await user.click(screen.getByRole('checkbox', { name: 'Send parameter 2' }))
    await user.click(screen.getByRole('tab', { name: 'Headers' }))
    await user.type(screen.getByRole('combobox', { name: 'Name of header 1' }), 'X-Test')
    await user.type(screen.getByRole('textbox', { name: 'Value of header 1' }), '1')
    await user.click(screen.getByRole('tab', { name: 'Body' }))
    await user.click(screen.getByRole('radio', { name: 'Form' }))
    await user.type(screen.getByRole('textbox', { name: 'Name of field 1' }), 'name')
    await user.type(screen.getByRole('textbox', { name: 'Value of field 1' }), 'Anna B')
    await user.click(screen.getByRole('button', { name: /^Send/ }))
    await screen.findByText('200 OK')
    expect(sent(host)).toEqual([
      {
        provider_config_key: 'github',
        connection_id: 'anna',
        method: 'POST',
        path: '/x?q=a%20b',
        headers: { 'X-Test': '1', 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'name=Anna+B',
      },
    ])
  })

  it('says what is missing beside the field and sends nothing', async () => {
    const { host, user } = await renderApp('/playground')
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    expect(screen.getByRole('alert')).toHaveTextContent('Choose a connection')
    expect(sent(host)).toEqual([])
  })

  it('goes to the wrong header', async () => {
    const { host, user } = await renderApp(address)
    setDraft({ ...getDraft(), headers: [{ id: 1, on: true, name: 'two words', value: '' }] })
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    expect(await screen.findByRole('combobox', { name: 'Name of header 1' })).toBeInvalid()
    expect(sent(host)).toEqual([])
  })

  it('goes out on arrival only when another page asked for it', async () => {
    prepareDraft({ provider_config_key: 'github', connection_id: 'anna', path: '/zen' }, { send: true })
    const { host } = await renderApp('/playground')
    await screen.findByText('200 OK')
    expect(sent(host)).toHaveLength(1)
  })

  it('can be cancelled', async () => {
    const host = fakeHost()
    const answer = host.fetch.bind(host)
    host.fetch = (path, init) =>
      path === '/patchbay/request'
        ? new Promise((_, reject) => {
            init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
          })
        : answer(path, init)
    const { user } = await renderApp(`${address}&path=%2Fslow`, host)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    const [cancel] = await screen.findAllByRole('button', { name: 'Cancel' })
    if (cancel) await user.click(cancel)
    expect(await screen.findAllByText('Cancelled')).not.toHaveLength(0)
    expect(screen.getByRole('button', { name: /^Send/ })).toBeInTheDocument()
  })
})

describe('the answer', () => {
  it('is text, whatever it is', async () => {
    const host = fakeHost()
    host.bench.respond = () => ({
      headers: { 'Content-Type': ['text/html'] },
      body: '<img src=x onerror="window.ran = true"><p>Hello</p>',
    })
    const { user } = await renderApp(address, host)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    await user.click(await screen.findByRole('radio', { name: 'Preview as text' }))
    const pane = screen.getByRole('region', { name: 'Response' })
    expect(pane.querySelector('img, iframe')).toBeNull()
    expect(window).not.toHaveProperty('ran')
  })

  it('asks before drawing more than a megabyte', async () => {
    const host = fakeHost()
    host.bench.respond = () => ({ body: `["${'x'.repeat(1_200_000)}"]`, size: 1_200_004 })
    const { user } = await renderApp(address, host)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    expect(await screen.findByText(/This body has 1.2 MB/)).toBeInTheDocument()
    expect(screen.queryByRole('radio', { name: 'Pretty' })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Show it' }))
    expect(await screen.findByRole('radio', { name: 'Pretty' })).toBeInTheDocument()
  })

  it('says who has to act when the provider refuses', async () => {
    const host = fakeHost()
    host.bench.respond = () => ({ status: 429, headers: { 'Retry-After': ['7'] }, body: '{}', attempts: 3 })
    const { user } = await renderApp(address, host)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    expect(await screen.findByText('The provider')).toBeInTheDocument()
    expect(screen.getByText(/It asks to wait 7 s/)).toBeInTheDocument()
    expect(screen.getByText('3 attempts')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Log' })).toHaveAttribute(
      'href',
      expect.stringContaining('operation'),
    )
  })

  it('names the guilty party when there is none', async () => {
    const host = fakeHost()
    host.failNext('/patchbay/request', 400, {
      code: 'destination_not_allowed',
      message: 'Patchbay did not connect to localhost: it is a loopback address.',
      hint: 'Add localhost:80 to the allowed hosts.',
    })
    const { user } = await renderApp(address, host)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Your request')
    expect(alert).toHaveTextContent('Add localhost:80')
    expect(within(alert).getByRole('link', { name: 'Open allowed hosts' })).toBeInTheDocument()
  })

  it('blames the network, not the provider, when nobody answered', async () => {
    const host = fakeHost()
    host.bench.respond = () => ({
      status: 500,
      body: '{}',
      failure: {
        code: 'connection_refused',
        message: 'Nothing answers at api.test:81.',
        hint: 'Check the port.',
      },
    })
    const { user } = await renderApp(address, host)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('The network')
    expect(alert).toHaveTextContent('Check the port.')
    expect(screen.queryByText(/^500/)).not.toBeInTheDocument()
  })

  it('shows what came of an answer that broke off, and who broke off', async () => {
    const host = fakeHost()
    host.bench.respond = () => ({
      status: 200,
      body: 'half an ans',
      truncated: true,
      failure: { code: 'connection_reset', message: 'The provider broke off.', hint: '' },
    })
    const { user } = await renderApp(address, host)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    expect(await screen.findByText('The provider broke off.')).toBeInTheDocument()
    expect(screen.getByText('200 OK')).toBeInTheDocument()
  })
})

describe('history', () => {
  it('finds an earlier request and fills it in again', async () => {
    const { host, user } = await renderApp(
      `${address}&method=DELETE&path=${encodeURIComponent('/gists/1?force=yes')}`,
    )
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    await screen.findByText('200 OK')
    setDraft({ ...getDraft(), method: 'GET', path: '/other', params: [] })
    await user.click(screen.getByRole('button', { name: /^Send/ }))
    await waitFor(() => expect(sent(host)).toHaveLength(2))

    await user.click(screen.getByRole('button', { name: 'History' }))
    const panel = await screen.findByRole('dialog', { name: 'History' })
    await user.type(within(panel).getByRole('textbox', { name: 'Search the history' }), 'delete gists')
    expect(within(panel).queryByText('/other')).not.toBeInTheDocument()
    await user.click(within(panel).getByRole('button', { name: /\/gists\/1/ }))
    expect(getDraft()).toMatchObject({
      method: 'DELETE',
      path: '/gists/1',
      params: [{ name: 'force', value: 'yes' }],
    })
  })

  it('is cleared after asking', async () => {
    const { host, user } = await renderApp(address)
    await user.click(await screen.findByRole('button', { name: /^Send/ }))
    await screen.findByText('200 OK')
    await user.click(screen.getByRole('button', { name: 'History' }))
    await user.click(await screen.findByRole('button', { name: 'Clear' }))
    expect(host.bench.history).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Clear all of it?' }))
    expect(await screen.findByText('Nothing sent yet')).toBeInTheDocument()
    expect(host.bench.history).toHaveLength(0)
  })
})

describe('copy as', () => {
  it('leaves the key out unless asked', async () => {
    const { host, user } = await renderApp(`${address}&path=%2Fuser`)
    await user.click(await screen.findByRole('button', { name: 'Copy as' }))
    await user.click(await screen.findByRole('menuitem', { name: 'cURL' }))
    await waitFor(() => expect(host.clipboard).toContain('http://localhost:3003/proxy/user'))
    expect(host.clipboard).toContain('$NANGO_SECRET_KEY')
    expect(host.clipboard).not.toContain(host.bench.key)

    await user.click(screen.getByRole('button', { name: 'Copy as' }))
    await user.click(await screen.findByRole('menuitem', { name: /with your API key/ }))
    await waitFor(() => expect(host.clipboard).toContain(host.bench.key))
  })
})

describe('the draft', () => {
  it('is there again after looking elsewhere', async () => {
    const { user } = await renderApp(address)
    await user.type(await screen.findByRole('textbox', { name: /^Path/ }), '/half-typed')
    await user.click(screen.getByRole('link', { name: 'Logs' }))
    await screen.findByRole('heading', { name: 'Logs' })
    await user.click(screen.getByRole('link', { name: 'Playground' }))
    expect(await screen.findByRole('textbox', { name: /^Path/ })).toHaveValue('/half-typed')
  })

  it('is started anew by a link about another API', async () => {
    setDraft({
      ...emptyDraft,
      integration: 'slack',
      connection: 'team',
      path: '/chat',
      baseUrl: 'https://slack.example',
    })
    await renderApp(address)
    await waitFor(() => expect(getDraft()).toMatchObject({ integration: 'github', path: '', baseUrl: '' }))
  })

  it('takes a pasted address apart', async () => {
    const { user } = await renderApp(address)
    await screen.findByRole('textbox', { name: 'Path, after https://api.github.example.com' })
    const path = screen.getByRole('textbox', { name: /^Path/ })
    await user.click(path)
    await user.paste('https://api.github.example.com/search?q=1')
    await waitFor(() => expect(path).toHaveValue('/search'))
    expect(getDraft().params).toMatchObject([{ name: 'q', value: '1' }])
    expect(getDraft().baseUrl).toBe('')
  })
})
