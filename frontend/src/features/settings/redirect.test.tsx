import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

describe('the redirect address', () => {
  it('is chosen at once', async () => {
    const { host, user } = await renderApp('/settings?section=redirect')
    const chosen = await screen.findByRole('radio', { name: /^http:\/\/localhost/ })
    expect(chosen).toBeChecked()
    await user.click(screen.getByRole('radio', { name: /127\.0\.0\.1/ }))
    await waitFor(() => expect(host.bench.settings.redirect).toBe('loopback'))
    expect(screen.getByRole('button', { name: 'Copy the redirect address' })).toBeInTheDocument()
  })

  it('tries a relay out', async () => {
    const { host, user } = await renderApp('/settings')
    await user.click(await screen.findByRole('radio', { name: /Your own relay/ }))
    const tryOut = screen.getByRole('button', { name: 'Try it out' })
    expect(tryOut).toBeDisabled()
    await user.click(screen.getByLabelText('Relay address'))
    await user.paste('https://relay.example/oauth/callback')
    await user.click(tryOut)
    expect(
      await screen.findByText(/It leads to http:\/\/localhost:3003\/oauth\/callback/),
    ).toBeInTheDocument()
    expect(host.calls).toContainEqual({
      method: 'POST',
      path: '/patchbay/relay/check',
      body: { url: 'https://relay.example/oauth/callback' },
    })
  })
})

describe('https://localhost', () => {
  it('is switched on, says who trusts it, and is switched off', async () => {
    const { host, user } = await renderApp('/settings')
    await user.click(await screen.findByRole('button', { name: 'Switch on' }))
    const stores = await screen.findByRole('list', { name: 'Trust stores' })
    expect(
      within(stores)
        .getByText(/Chromium and Firefox/)
        .closest('li'),
    ).toHaveTextContent('trusts it.')
    expect(stores).toHaveTextContent('patchbay https enable in a terminal')
    expect(screen.getByText(/AB:CD:EF:01/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Switch off' }))
    expect(await screen.findByRole('button', { name: 'Switch on' })).toBeInTheDocument()
    expect(host.redirects.https.enabled).toBe(false)
  })

  it('says why nothing answers, and what is left of an earlier certificate', async () => {
    const host = fakeHost()
    host.redirects.https = {
      ...host.redirects.https,
      enabled: true,
      problem: { code: 'port_taken', message: 'Port 3443 is taken by another program.', hint: 'Stop it.' },
      obsolete: ['-----BEGIN CERTIFICATE-----'],
    }
    await renderApp('/settings', host)
    expect(await screen.findByText('Port 3443 is taken by another program.')).toBeInTheDocument()
    expect(screen.getByText(/still in a trust store/)).toBeInTheDocument()
  })

  it('says which store refused', async () => {
    const host = fakeHost()
    host.failNext('/patchbay/https', 503, { code: 'x', message: 'unused' })
    const { user } = await renderApp('/settings', host)
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    host.failNext('/patchbay/https', 503, { code: 'trust_store', message: 'The store is read-only.' })
    await user.click(await screen.findByRole('button', { name: 'Switch on' }))
    expect(await screen.findByText('The store is read-only.')).toBeInTheDocument()
  })
})
