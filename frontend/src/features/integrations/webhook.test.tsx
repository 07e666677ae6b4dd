import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

describe('webhooks of an integration', () => {
  it('has an address to copy and takes the secret as a whole', async () => {
    const { host, user } = await renderApp('/integrations/github')
    await user.click(await screen.findByRole('button', { name: 'Copy webhook URL' }))
    expect(host.clipboard).toBe('http://localhost:3004/webhook/dev/github')
    expect(screen.getByText('No secret yet')).toBeInTheDocument()
    await user.type(screen.getByLabelText('Signing secret'), 'whsec')
    expect(host.calls.some(({ method }) => method === 'PUT')).toBe(false)
    await user.click(screen.getByRole('button', { name: 'Store the secret' }))
    expect(await screen.findByText('Checked')).toBeInTheDocument()
    expect(screen.getByLabelText('Signing secret')).toHaveValue('')
  })

  it('runs what cannot be checked only when switched on', async () => {
    const { host, user } = await renderApp('/integrations/github')
    await user.click(await screen.findByRole('switch', { name: 'Run what cannot be checked' }))
    await waitFor(() => expect(host.webhooks.setups.get('github')?.accept_unsigned).toBe(true))
  })

  it('shows the secret that the provider must be given', async () => {
    const host = fakeHost()
    const setup = host.webhooks.setups.get('github')
    if (!setup) throw new Error('no setup')
    Object.assign(setup, { derived_secret: true, can_verify: true })
    const { user } = await renderApp('/integrations/github', host)
    await user.click(await screen.findByRole('button', { name: 'Reveal webhook secret' }))
    expect(await screen.findByText('follows-from-the-app')).toBeInTheDocument()
  })

  it('is left out where Patchbay knows nothing of them', async () => {
    const { host } = await renderApp('/integrations/slack-bot')
    expect(await screen.findByRole('heading', { name: 'Webhooks' })).toBeInTheDocument()
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Webhooks' })).toBeNull())
    expect(host.calls.map(({ path }) => path)).toContain('/patchbay/integrations/slack-bot/webhook')
  })
})
