import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'
import { exampleKey } from './first-call'

/** A program on which nothing was done yet. */
function freshHost() {
  const host = fakeHost()
  host.data.integrations = []
  host.data.connections = []
  host.data.operations = []
  return host
}

describe('the first run', () => {
  it('leads from one button to an answer', async () => {
    const { host, user } = await renderApp('/', freshHost())
    host.bench.respond = () => ({
      headers: { 'Content-Type': ['text/plain'] },
      body: 'Keep it logically awesome.',
    })
    await user.click(await screen.findByRole('button', { name: 'Make the call' }))
    expect(await screen.findByText('200 OK')).toBeInTheDocument()
    expect(host.data.integrations).toMatchObject([{ unique_key: exampleKey, provider: 'unauthenticated' }])
    expect(host.calls.find((call) => call.path === '/patchbay/request')?.body).toEqual({
      provider_config_key: exampleKey,
      connection_id: 'example',
      method: 'GET',
      path: '/zen',
      base_url_override: 'https://api.github.com',
    })
  })

  it('makes nothing twice', async () => {
    const host = freshHost()
    const answer = host.fetch.bind(host)
    let locked = true
    host.fetch = (path, init) => {
      if (path !== '/patchbay/connect' || !locked) return answer(path, init)
      const error = { code: 'keychain_unavailable', message: 'The keychain is locked.' }
      return Promise.resolve(new Response(JSON.stringify({ error }), { status: 503 }))
    }
    const { user } = await renderApp('/', host)
    const button = await screen.findByRole('button', { name: 'Make the call' })
    await user.click(button)
    expect(await screen.findByRole('alert')).toHaveTextContent('The keychain is locked.')
    locked = false
    await user.click(button)
    expect(await screen.findByText('200 OK')).toBeInTheDocument()
    expect(host.calls.filter((call) => call.method === 'POST' && call.path === '/integrations')).toHaveLength(
      1,
    )
  })

  it('explains an address that is none, and keeps it', async () => {
    const { host, user } = await renderApp('/', freshHost())
    const field = await screen.findByRole('textbox', { name: 'Address of an open API' })
    await user.clear(field)
    await user.type(field, 'api.github.com/zen{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('This is not a whole address.')
    expect(field).toHaveValue('api.github.com/zen')
    expect(host.data.integrations).toEqual([])
  })

  it('finds an API', async () => {
    const { user, router } = await renderApp('/', freshHost())
    await user.type(await screen.findByRole('textbox', { name: 'Search APIs' }), 'stripe{Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe('/apis'))
    expect(router.state.location.search).toMatchObject({ q: 'stripe' })
  })

  it('gives a script without the key in it', async () => {
    const { host, user } = await renderApp('/', freshHost())
    await user.click(await screen.findByRole('button', { name: 'Copy without secret' }))
    expect(host.clipboard).toContain('curl http://localhost:3003/proxy/zen')
    expect(host.clipboard).not.toContain(host.bench.key)
    await user.click(screen.getByRole('button', { name: 'Copy export NANGO_SECRET_KEY (with secret)' }))
    await waitFor(() => expect(host.clipboard).toBe(`export NANGO_SECRET_KEY=${host.bench.key}`))
  })
})

describe('the overview', () => {
  it('lists what needs a hand, with the button that helps', async () => {
    const host = fakeHost()
    const broken = host.data.connections[0]
    if (!broken) throw new Error('the fake has no connection')
    Object.assign(broken, {
      state: 'error',
      error: {
        code: 'invalid_grant',
        message: 'The refresh token was revoked.',
        at: new Date().toISOString(),
      },
    })
    const { user } = await renderApp('/', host)
    expect(await screen.findByText('The refresh token was revoked.')).toBeInTheDocument()
    const [reconnect] = screen.getAllByRole('button', { name: 'Reconnect' })
    if (reconnect) await user.click(reconnect)
    expect(await screen.findByRole('dialog')).toBeInTheDocument()
  })

  it('says what is wrong with the installation, each with one button', async () => {
    const host = fakeHost()
    host.bench.checks = [{ name: 'clock', ok: false, message: 'The clock is wrong.', hint: 'Set it.' }]
    await renderApp('/', host)
    expect(await screen.findByText('The clock is wrong.')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Open health' })).toHaveAttribute(
      'href',
      expect.stringContaining('health'),
    )
  })

  it('says what went wrong and tries again', async () => {
    const host = fakeHost()
    host.failNext('/patchbay/connections', 500, { code: 'database', message: 'The database cannot be read.' })
    const { user } = await renderApp('/', host)
    expect(await screen.findByRole('alert')).toHaveTextContent('The database cannot be read.')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'Recent calls' })).toBeInTheDocument()
  })
})
