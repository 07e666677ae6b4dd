import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Diagnosis, Exchange, Message, Operation, OperationDetail } from '@/api/types'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'
import { reportOf } from './report'

const callback = 'http://localhost:3003/oauth/callback'

const failed: Operation = {
  id: 'op-login',
  kind: 'auth',
  action: 'oauth',
  source: 'system',
  state: 'failed',
  title: 'Login at GitHub',
  provider: 'github',
  integration: 'github',
  connection: 'anna',
  attempts: 1,
  error: { code: 'token_err', message: 'GitHub does not know the redirect URL.', hint: 'Register it.' },
  started_at: '2026-11-21T09:00:00.000Z',
  finished_at: '2026-11-21T09:00:01.500Z',
  duration_ms: 1500,
}

const diagnosis: Diagnosis = {
  cause: 'redirect_mismatch',
  message: 'GitHub does not know the redirect URL.',
  remedy: `In the provider's app settings, register exactly this redirect URL: ${callback}`,
  evidence: [`Redirect URL sent: ${callback}`],
}

const exchange: Exchange = {
  attempt: 1,
  method: 'POST',
  url: 'https://github.example.com/token',
  request_headers: { 'Content-Type': ['application/x-www-form-urlencoded'] },
  response_headers: { 'Content-Type': ['application/json'] },
  request_body: 'grant_type=authorization_code&client_secret=•••',
  response_body: '{"error":"redirect_uri_mismatch"}',
  request_size: 48,
  response_size: 33,
  status: 400,
  timing: { dns: 1, connect: 2, tls: 3, first_byte: 10, total: 12 },
}

const message = (id: number, more: Partial<Message>): Message => ({
  id,
  at: '2026-11-21T09:00:00.000Z',
  level: 'info',
  kind: 'log',
  source: 'internal',
  text: '',
  meta: null,
  ...more,
})

const browserMeta = {
  browser: {
    direction: 'out',
    address: 'https://github.example.com/authorize',
    parameters: [
      { name: 'scope', value: 'read write' },
      { name: 'state', value: '•••' },
    ],
  },
}

const messages = [
  message(1, { text: 'The provider sent the browser back.' }),
  message(2, { kind: 'http', level: 'warn', exchange }),
  message(3, { kind: 'diagnosis', level: 'error', text: diagnosis.message }),
]

function hostWithFailure() {
  const host = fakeHost()
  host.data.operations = [failed]
  host.bench.messages.set(failed.id, messages)
  host.bench.diagnoses.set(failed.id, diagnosis)
  return host
}

describe('an attempt', () => {
  it('says why it failed, what to change, and what was sent', async () => {
    await renderApp('/attempts/op-login', hostWithFailure())
    const card = await screen.findByRole('region', { name: 'Diagnosis' })
    expect(within(card).getByRole('heading')).toHaveTextContent(diagnosis.message)
    expect(within(card).getByText(diagnosis.remedy)).toBeVisible()
    expect(within(card).getByText(`Redirect URL sent: ${callback}`)).toBeVisible()
    expect(within(card).getByRole('link', { name: 'Edit the integration' })).toHaveAttribute(
      'href',
      expect.stringContaining('/integrations/github'),
    )
    const timeline = screen.getByRole('region', { name: 'What happened' })
    expect(within(timeline).getByText('https://github.example.com/token')).toBeVisible()
    expect(within(timeline).queryByText(diagnosis.message)).toBeNull()
  })

  it('leads to the file of the provider when the remedy is there', async () => {
    const host = hostWithFailure()
    host.bench.diagnoses.set(failed.id, {
      ...diagnosis,
      remedy: 'In an overlay of the provider, set authorization_method to “header”.',
    })
    await renderApp('/attempts/op-login', host)
    expect(await screen.findByRole('link', { name: 'Edit the provider’s file' })).toHaveAttribute(
      'href',
      expect.stringContaining('/apis/github/file'),
    )
    expect(screen.queryByRole('link', { name: 'Edit the integration' })).toBeNull()
  })

  it('shows what the browser carried', async () => {
    const host = hostWithFailure()
    host.bench.messages.set(failed.id, [message(1, { text: 'The browser is sent.', meta: browserMeta })])
    await renderApp('/attempts/op-login', host)
    const card = await screen.findByRole('region', { name: 'Sent with the browser' })
    expect(within(card).getByText('GET https://github.example.com/authorize')).toBeVisible()
    expect(within(card).getByText('read write')).toBeVisible()
  })

  it('is tried again in the connect dialog', async () => {
    const { user } = await renderApp('/attempts/op-login', hostWithFailure())
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('dialog')).toBeVisible()
  })

  it('is copied as a report', async () => {
    const { user, host } = await renderApp('/attempts/op-login', hostWithFailure())
    await user.click(await screen.findByRole('button', { name: 'Copy report' }))
    expect(host.clipboard).toContain('## Diagnosis: redirect_mismatch')
  })

  it('is reached from the log', async () => {
    await renderApp('/logs?operation=op-login', hostWithFailure())
    expect(await screen.findByRole('link', { name: 'Why it failed' })).toHaveAttribute(
      'href',
      expect.stringContaining('/attempts/op-login'),
    )
  })
})

describe('the history of a connection', () => {
  it('tells what failed and why', async () => {
    const host = hostWithFailure()
    const [one] = host.data.connections
    if (!one) throw new Error('no connection')
    const place = { integration: one.provider_config_key, connection: one.connection_id }
    host.data.operations = [
      { ...failed, ...place, action: 'refresh' },
      { ...failed, ...place, id: 'op-2', action: 'oauth', state: 'success', error: null },
    ]
    await renderApp(`/connections/${place.integration}/${place.connection}?tab=life`, host)
    const list = await screen.findByRole('list', { name: 'History' })
    const rows = within(list).getAllByRole('listitem')
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('The renewal failedGitHub does not know the redirect URL.'),
      expect.stringContaining('Signed in'),
      expect.stringContaining('Created'),
    ])
    expect(within(list).getByRole('link', { name: 'The renewal failed' })).toHaveAttribute(
      'href',
      expect.stringContaining('/attempts/op-login'),
    )
  })
})

describe('a scope that was not granted', () => {
  it('is told on the connection and in its history', async () => {
    const host = hostWithFailure()
    const [one] = host.data.connections
    if (!one) throw new Error('no connection')
    one.not_granted = ['write']
    const place = { integration: one.provider_config_key, connection: one.connection_id }
    host.data.operations = [{ ...failed, ...place, state: 'success', error: null }]
    const { user } = await renderApp(`/connections/${place.integration}/${place.connection}`, host)
    expect(await screen.findByText('Asked for, not granted: write')).toBeVisible()
    await user.click(screen.getByRole('tab', { name: 'History' }))
    const list = await screen.findByRole('list', { name: 'History' })
    expect(within(list).getByText('Asked for, not granted: write')).toBeVisible()
  })
})

describe('the report', () => {
  const detail: OperationDetail = { ...failed, messages, diagnosis }

  it('holds the diagnosis and every hop', () => {
    const report = reportOf(detail)
    expect(report).toContain('# Login at GitHub')
    expect(report).toContain(`**What to do:** In the provider's app settings`)
    expect(report).toContain('### POST https://github.example.com/token → 400')
    expect(report).toContain('{"error":"redirect_uri_mismatch"}')
  })

  it('holds what the browser carried', () => {
    const report = reportOf({ ...detail, messages: [message(1, { meta: browserMeta })] })
    expect(report).toContain('GET https://github.example.com/authorize\nscope = read write\nstate = •••')
  })

  it('keeps foreign text from becoming Markdown', () => {
    const nasty = { ...detail, title: '# [x](https://evil.example)\n<img>' }
    expect(reportOf(nasty)).toContain('# \\# \\[x\\](https://evil.example) \\<img\\>')
    const fenced = { ...exchange, response_body: '```\n# out\n```' }
    const report = reportOf({ ...detail, messages: [message(1, { kind: 'http', exchange: fenced })] })
    expect(report).toContain('````\nContent-Type: application/json\n\n```\n# out\n```\n````')
  })
})
