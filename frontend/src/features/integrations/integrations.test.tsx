import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { fakeData } from '@/host/fake-data'
import { fakeHost } from '@/host/fake'
import { undoMs } from '@/lib/undo'
import { renderApp } from '@/testing/render'

describe('a new integration', () => {
  it('suggests a free key, shows the callback URL and sends what was entered', async () => {
    const { user, host, router } = await renderApp('/integrations/new?provider=github')
    expect(await screen.findByText('http://localhost:3003/oauth/callback')).toBeInTheDocument()
    expect(screen.getByLabelText('Unique key')).toHaveValue('github-2')
    await user.type(screen.getByLabelText('Client ID'), ' Iv1.abc ')
    await user.type(screen.getByLabelText('Client secret'), 's3cret')
    await user.click(screen.getByRole('button', { name: 'Choose scopes' }))
    await user.click(await screen.findByRole('option', { name: /^repo/ }))
    await user.type(screen.getByPlaceholderText(/type one of your own/), 'custom:scope')
    await user.click(await screen.findByRole('option', { name: /Add custom:scope/ }))
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: 'Create integration' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/integrations/github-2'))
    expect(host.calls.find((one) => one.method === 'POST')?.body).toEqual({
      provider: 'github',
      unique_key: 'github-2',
      display_name: 'GitHub (User OAuth)',
      credentials: {
        type: 'OAUTH2',
        client_id: 'Iv1.abc',
        client_secret: 's3cret',
        scopes: 'repo,custom:scope',
      },
    })
  })

  it('asks NetSuite for a consumer pair, without a callback or scopes', async () => {
    const { user, host } = await renderApp('/integrations/new?provider=netsuite-tba')
    await user.type(await screen.findByLabelText('Consumer key'), 'ck')
    await user.type(screen.getByLabelText('Consumer secret'), 'cs')
    expect(screen.queryByText(/callback URL/)).not.toBeInTheDocument()
    expect(screen.queryByText('Scopes')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Create integration' }))
    await waitFor(() =>
      expect(host.calls.find((one) => one.method === 'POST')?.body).toMatchObject({
        credentials: { type: 'TBA', client_id: 'ck', client_secret: 'cs' },
      }),
    )
  })

  it('puts the program’s complaint beside the field', async () => {
    const { user } = await renderApp('/integrations/new?provider=openai')
    const key = await screen.findByLabelText('Unique key')
    await user.clear(key)
    await user.type(key, 'github')
    await user.click(screen.getByRole('button', { name: 'Create integration' }))
    expect(await screen.findByText('This key is in use.')).toBeInTheDocument()
    expect(key).toHaveAttribute('aria-invalid', 'true')
  })

  it('keeps a draft without the secret', async () => {
    const { user } = await renderApp('/integrations/new?provider=github')
    await user.type(await screen.findByLabelText('Client ID'), 'Iv1.abc')
    await user.type(screen.getByLabelText('Client secret'), 's3cret')
    const kept = Array.from({ length: localStorage.length }, (_, at) =>
      localStorage.getItem(localStorage.key(at) ?? ''),
    ).join()
    expect(kept).toContain('Iv1.abc')
    expect(kept).not.toContain('s3cret')
  })
})

describe('the list', () => {
  it('says what belongs there when it is empty', async () => {
    await renderApp('/integrations', fakeHost({ ...fakeData(), integrations: [] }))
    expect(await screen.findByText('No integrations yet')).toBeInTheDocument()
  })

  it('says what went wrong and tries again', async () => {
    const host = fakeHost()
    host.failNext('/patchbay/integrations', 500, { code: 'server_error', message: 'The database is locked.' })
    const { user } = await renderApp('/integrations', host)
    expect(await screen.findByText('The database is locked.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('table', { name: 'Integrations' })).toBeInTheDocument()
  })
})

describe('an integration', () => {
  it('saves what was changed, and only that', async () => {
    const { user, host } = await renderApp('/integrations/github')
    const name = await screen.findByLabelText('Name')
    await user.clear(name)
    await user.type(name, 'GitHub of Acme')
    await waitFor(() => expect(host.calls.some((one) => one.method === 'PATCH')).toBe(true), {
      timeout: 2000,
    })
    expect(host.calls.find((one) => one.method === 'PATCH')).toMatchObject({
      path: '/patchbay/integrations/github',
      body: { display_name: 'GitHub of Acme' },
    })
  })

  it('says what goes along before it is deleted, and leaves time to undo', async () => {
    const { user, host } = await renderApp('/integrations/github')
    await user.click(await screen.findByRole('button', { name: 'Delete' }))
    const dialog = screen.getByRole('alertdialog')
    expect(dialog).toHaveTextContent('2 connections of it go too')
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await user.click(within(dialog).getByRole('button', { name: 'Delete integration' }))
    const table = await screen.findByRole('table', { name: 'Integrations' })
    expect(table).not.toHaveTextContent('GitHub')
    expect(host.calls.some((one) => one.method === 'DELETE')).toBe(false)
    await vi.advanceTimersByTimeAsync(undoMs)
    vi.useRealTimers()
    await waitFor(() =>
      expect(host.calls).toContainEqual({ method: 'DELETE', path: '/integrations/github', body: undefined }),
    )
  })
})
