import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeHost, type FakeHost } from '@/host/fake'
import { revealMs } from '@/lib/copy-secret'
import { renderApp } from '@/testing/render'

const saved = (host: FakeHost) =>
  host.calls
    .filter((call) => call.method === 'PATCH' && call.path === '/patchbay/settings')
    .map((call) => call.body)

const refusal = (field: string, index: string | undefined, message: string) => ({
  code: 'invalid_body',
  errors: [{ code: 'custom', message, path: index === undefined ? [field] : [field, index] }],
})

afterEach(() => {
  vi.useRealTimers()
  document.documentElement.classList.remove('dark')
})

describe('the API key', () => {
  it('is hidden, shown on request and hidden again after half a minute', async () => {
    const { host, user } = await renderApp('/settings')
    await screen.findByRole('heading', { name: 'API key' })
    expect(screen.queryByText(host.bench.key)).not.toBeInTheDocument()
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await user.click(screen.getByRole('button', { name: 'Reveal API key' }))
    expect(await screen.findByText(host.bench.key)).toBeInTheDocument()
    act(() => void vi.advanceTimersByTime(revealMs + 100))
    expect(screen.queryByText(host.bench.key)).not.toBeInTheDocument()
  })

  it('is replaced only after the consequence was read and typed', async () => {
    const { host, user } = await renderApp('/settings')
    const before = host.bench.key
    await user.click(await screen.findByRole('button', { name: 'Replace…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Replace the API key?' })
    expect(dialog).toHaveTextContent('The old key stops working at once')
    const button = within(dialog).getByRole('button', { name: 'Replace the key' })
    expect(button).toBeDisabled()
    await user.type(within(dialog).getByLabelText(/Type replace/), 'replace')
    await user.click(button)
    await waitFor(() => expect(host.bench.key).not.toBe(before))
  })

  it('says why it cannot be replaced', async () => {
    const { host, user } = await renderApp('/settings')
    await user.click(await screen.findByRole('button', { name: 'Replace…' }))
    const message = 'The API key is fixed by PATCHBAY_SECRET_KEY.'
    host.failNext('/patchbay/keys/rotate', 409, { code: 'key_is_fixed', message })
    await user.type(await screen.findByLabelText(/Type replace/), 'replace{Enter}')
    expect(await screen.findByText(message)).toBeInTheDocument()
  })
})

describe('autosave', () => {
  it('changes the look at once and keeps it', async () => {
    const { host, user } = await renderApp('/settings')
    await user.click(await screen.findByRole('radio', { name: 'Dark' }))
    expect(document.documentElement).toHaveClass('dark')
    await waitFor(() => expect(saved(host)).toEqual([{ appearance: 'dark' }]))
  })

  it('keeps the address of a relay a moment after typing', async () => {
    const { host, user } = await renderApp('/settings')
    await user.click(await screen.findByRole('radio', { name: /Your own relay/ }))
    expect(saved(host), 'a relay without an address is no choice yet').toEqual([])
    await user.click(screen.getByLabelText('Relay address'))
    await user.paste('https://relay.example/oauth/callback')
    await waitFor(() =>
      expect(saved(host)).toEqual([
        { redirect: 'relay', callback_url: 'https://relay.example/oauth/callback' },
      ]),
    )
    expect(await screen.findByText('Saved')).toBeInTheDocument()
  })

  it('keeps what was typed when it is wrong, and says why beside it', async () => {
    const { host, user } = await renderApp('/settings')
    await user.click(await screen.findByRole('radio', { name: /Your own relay/ }))
    const input = screen.getByLabelText('Relay address')
    const message = 'Write the callback URL with /oauth/callback.'
    host.failNext('/patchbay/settings', 400, refusal('callback_url', undefined, message))
    await user.click(input)
    await user.paste('nonsense')
    expect(await screen.findByText(message)).toBeInTheDocument()
    expect(input).toHaveValue('nonsense')
    expect(input).toBeInvalid()
    expect(screen.getByText('Not saved')).toBeInTheDocument()
  })

  it('keeps a change that was typed just before leaving', async () => {
    const { host, user } = await renderApp('/settings')
    await user.click(await screen.findByRole('radio', { name: /Your own relay/ }))
    await user.click(screen.getByLabelText('Relay address'))
    await user.paste('https://relay.example/oauth/callback')
    await user.click(screen.getByRole('link', { name: 'Home' }))
    await waitFor(() => expect(saved(host)).toHaveLength(1))
  })
})

describe('allowed hosts', () => {
  it('names the wrong entry and keeps the others', async () => {
    const host = fakeHost()
    host.bench.settings.allowed_hosts = ['localhost:8080']
    const { user } = await renderApp('/settings', host)
    await user.click(await screen.findByRole('button', { name: 'Add host' }))
    const second = screen.getByLabelText('Allowed hosts, entry 2')
    expect(second).toHaveFocus()
    host.failNext(
      '/patchbay/settings',
      400,
      refusal('allowed_hosts', '1', 'Write an allowed host without scheme.'),
    )
    fireEvent.change(second, { target: { value: 'http://x' } })
    expect(await screen.findByText('Write an allowed host without scheme.')).toBeInTheDocument()
    expect(second).toBeInvalid()
    expect(screen.getByLabelText('Allowed hosts, entry 1')).toBeValid()
    await waitFor(() =>
      expect(saved(host)).toEqual([
        { allowed_hosts: ['localhost:8080', 'http://x'] },
        { allowed_hosts: ['localhost:8080'] },
      ]),
    )
  })

  it('removes an entry', async () => {
    const host = fakeHost()
    host.bench.settings.allowed_origins = ['http://localhost:5173']
    const { user } = await renderApp('/settings', host)
    await user.click(await screen.findByRole('button', { name: 'Remove http://localhost:5173' }))
    await waitFor(() => expect(host.bench.settings.allowed_origins).toEqual([]))
  })
})

describe('health and secrets', () => {
  it('lists every check and what to do', async () => {
    const host = fakeHost()
    host.bench.checks = [{ name: 'clock', ok: false, message: 'The clock is wrong.', hint: 'Set the clock.' }]
    await renderApp('/settings', host)
    expect(await screen.findByText('The clock is wrong.')).toBeInTheDocument()
    expect(screen.getByText('Set the clock.')).toBeInTheDocument()
    expect(screen.getByText('Problem:')).toBeInTheDocument()
  })

  it('says honestly where secrets are', async () => {
    await renderApp('/settings?section=secrets')
    expect(await screen.findByText(/every secret is lost then/)).toBeInTheDocument()
    expect(screen.getByText('/home/anna/.config/patchbay')).toBeInTheDocument()
  })
})
