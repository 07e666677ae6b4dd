import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { renderApp } from '@/testing/render'
import { groupScopes, scopeMeanings, scopesOf } from './scopes'

beforeEach(() => sessionStorage.clear())

describe('scopes', () => {
  const known = [
    'environment:connections:read',
    'environment:connections:update',
    'environment:proxy',
    'account:environments:create',
  ]

  it('are grouped by what they are about', () => {
    expect(groupScopes(known).map(({ title, scopes }) => `${title} ${scopes.length}`)).toEqual([
      'Connections 2',
      'Proxy 1',
      'Account environments 1',
    ])
  })

  it('say what each group is for', () => {
    const groups = groupScopes([...known, 'environment:mcp', 'environment:webhook_signing_key:rotate'])
    expect(groups.filter(({ title }) => !scopeMeanings[title])).toEqual([])
  })

  it('become one when everything of an environment is chosen', () => {
    expect(scopesOf(known, new Set(known.slice(0, 3)))).toEqual(['environment:*'])
    expect(scopesOf(known, new Set(['environment:proxy']))).toEqual(['environment:proxy'])
  })
})

describe('keys', () => {
  it('are made with scopes, shown once and revoked', async () => {
    const { host, user } = await renderApp('/settings?section=keys')
    await user.click(await screen.findByRole('button', { name: 'New key…' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'reader')
    await user.click(await within(dialog).findByRole('checkbox', { name: 'environment:connections:read' }))
    await user.click(within(dialog).getByRole('checkbox', { name: 'Records' }))
    await user.click(within(dialog).getByRole('button', { name: 'Make the key' }))
    expect(await within(dialog).findByText('0d3a1f5e-2b4c-4d6e-8f70-123456789abc')).toBeInTheDocument()
    expect(host.calls.findLast((call) => call.method === 'POST')?.body).toEqual({
      display_name: 'reader',
      scopes: ['environment:connections:read', 'environment:records:read'],
    })
    await user.click(within(dialog).getByRole('button', { name: 'Done' }))
    expect(screen.queryByText('0d3a1f5e-2b4c-4d6e-8f70-123456789abc')).not.toBeInTheDocument()
    const row = (await screen.findByText('reader')).closest('tr')
    if (!row) throw new Error('no row')
    expect(within(row).getByText('never')).toBeInTheDocument()
    await user.click(within(row).getByRole('button', { name: 'Revoke reader' }))
    await user.click(await screen.findByRole('button', { name: 'Revoke the key' }))
    await expect.poll(() => screen.queryByText('reader')).toBeNull()
    expect(host.environments.keys).toHaveLength(1)
  })

  it('get a new secret under their name', async () => {
    const { host, user } = await renderApp('/settings?section=keys')
    await screen.findByText('Default - Full access')
    host.environments.keys.push({
      id: 2,
      uuid: 'k-2',
      display_name: 'ci',
      scopes: ['environment:deploy'],
      last_used_at: null,
      created_at: '2026-01-06T10:00:00.000Z',
    })
    host.hint({ topic: 'settings' })
    await user.click(await screen.findByRole('button', { name: 'Replace ci' }))
    await user.click(await screen.findByRole('button', { name: 'Replace the key' }))
    expect(await screen.findByText('0d3a1f5e-2b4c-4d6e-8f70-123456789abc')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Revoke Default - Full access' })).not.toBeInTheDocument()
  })
})

describe('environments', () => {
  it('are not named in a way that the program refuses', async () => {
    const { user } = await renderApp('/settings?section=environments')
    const field = await screen.findByRole('textbox', { name: 'New environment' })
    await user.type(field, 'My staging')
    expect(field).toBeInvalid()
    expect(field).toHaveAccessibleDescription(/Only small letters/)
    expect(screen.getByRole('button', { name: 'Make the environment' })).toBeDisabled()
    await user.clear(field)
    await user.type(field, 'my-staging')
    expect(field).toBeValid()
  })

  it('are made, entered and left out of other tabs', async () => {
    const { host, user, router } = await renderApp('/settings?section=environments')
    await user.type(await screen.findByRole('textbox', { name: 'New environment' }), 'staging')
    await user.click(screen.getByRole('button', { name: 'Make the environment' }))
    await user.click(await screen.findByRole('button', { name: 'Open staging' }))
    await expect.poll(() => router.state.location.pathname).toBe('/')
    const before = host.calls.length
    host.hint({ topic: 'connections' })
    await expect.poll(() => host.calls.slice(before).map((call) => call.environment)).toContain('staging')
    expect(await screen.findByRole('button', { name: /^Environment / })).toBeInTheDocument()
  })

  it('are deleted after their name was typed', async () => {
    const { host, user } = await renderApp('/settings?section=environments')
    await screen.findByRole('list', { name: 'Environments' })
    host.environments.environments.push({ id: 2, uuid: 'e-2', name: 'old', is_production: false })
    host.hint({ topic: 'settings' })
    await user.click(await screen.findByRole('button', { name: 'Delete old' }))
    const go = await screen.findByRole('button', { name: 'Delete the environment' })
    expect(go).toBeDisabled()
    await user.type(screen.getByRole('textbox', { name: 'Type old to go on' }), 'old')
    await user.click(go)
    await expect.poll(() => host.environments.environments.map(({ name }) => name)).toEqual(['dev'])
  })

  it('that are gone leave the page in the first one', async () => {
    sessionStorage.setItem('patchbay.environment', 'gone')
    const { fakeHost } = await import('@/host/fake')
    const host = fakeHost()
    host.failNext('/patchbay/status', 404, { code: 'unknown_environment', message: 'gone' })
    await renderApp('/', host)
    await expect.poll(() => sessionStorage.getItem('patchbay.environment')).toBeNull()
    expect(await screen.findByText('dev')).toBeInTheDocument()
  })
})
