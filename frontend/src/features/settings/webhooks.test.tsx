import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'
import { tunnels } from './tunnels'

const region = async (name: string) => {
  const card = (await screen.findByRole('heading', { name })).parentElement?.closest('[id^=section-]')
  if (!(card instanceof HTMLElement)) throw new Error(`no section ${name}`)
  return within(card)
}

describe('webhooks from providers', () => {
  it('names the port that is safe to open and keeps the public address', async () => {
    const { host, user } = await renderApp('/settings?section=webhooks')
    const section = await region('Webhooks from providers')
    expect(section.getByText('cloudflared tunnel --url http://localhost:3004')).toBeInTheDocument()
    expect(section.getByText(/never give it to a tunnel/)).toHaveTextContent('http://localhost:3003')
    await user.type(section.getByLabelText('Public address'), 'https://t.example')
    await waitFor(() => expect(host.bench.settings.webhook_base_url).toBe('https://t.example'))
  })

  it('opens the webhook port and no other', () => {
    expect(tunnels('http://localhost:3004/').map(({ command }) => command)).toEqual([
      'cloudflared tunnel --url http://localhost:3004',
      'ngrok http http://localhost:3004',
    ])
  })
})

describe('webhooks to the user’s app', () => {
  it('keeps addresses and says beside the field what is wrong with one', async () => {
    const { host, user } = await renderApp('/settings?section=notifications')
    const section = await region('Webhooks to your app')
    const field = await section.findByLabelText('Address of your app')
    await user.type(field, 'nowhere')
    expect(await section.findByText('Begin it with http:// or https://.')).toBeInTheDocument()
    expect(host.webhooks.settings.primary_url).toBe('')
    await user.clear(field)
    await user.type(field, 'http://localhost:8080')
    await waitFor(() => expect(host.webhooks.settings.primary_url).toBe('http://localhost:8080'))
  })

  it('switches what is told and what signs it', async () => {
    const { host, user } = await renderApp('/settings?section=notifications')
    const section = await region('Webhooks to your app')
    await user.click(await section.findByRole('switch', { name: 'A sync failed' }))
    await waitFor(() => expect(host.webhooks.settings.on_sync_error).toBe(false))
    await user.click(section.getByRole('radio', { name: 'The API key' }))
    await waitFor(() => expect(host.webhooks.settings.sign_with).toBe('api_key'))
    expect(section.queryByRole('button', { name: 'Reveal signing key' })).not.toBeInTheDocument()
  })

  it('shows the key on request and replaces it after asking', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/settings?section=notifications', host)
    const section = await region('Webhooks to your app')
    await user.click(await section.findByRole('button', { name: 'Reveal signing key' }))
    expect(await section.findByText('whsec_1')).toBeInTheDocument()
    await user.click(section.getByRole('button', { name: 'Replace the signing key…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Replace the signing key?' })
    await user.click(within(dialog).getByRole('button', { name: 'Replace the key' }))
    await waitFor(() => expect(host.webhooks.key).toBe('whsec_1-new'))
  })
})
