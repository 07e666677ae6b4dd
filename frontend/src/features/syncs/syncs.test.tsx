import { act, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

const line = (name: string) => screen.findByRole('listitem', { name })
const posted = (host: FakeHost, path: string) => host.calls.find((call) => call.path === path)?.body

describe('the syncs page', () => {
  it('shows how each sync does and links to its records', async () => {
    await renderApp('/syncs')
    const issues = within(await line('list-issues on anna'))
    expect(issues.getByText('Up to date')).toBeInTheDocument()
    expect(issues.getByRole('link', { name: '100,000 Issue' })).toBeInTheDocument()
    expect(within(await line('list-issues (europe) on build-bot')).getByText('Paused')).toBeInTheDocument()
  })

  it('runs, pauses and starts a sync', async () => {
    const { host, user } = await renderApp('/syncs')
    const issues = within(await line('list-issues on anna'))
    await user.click(issues.getByRole('button', { name: 'Pause list-issues on anna' }))
    await user.click(await issues.findByRole('button', { name: 'Start list-issues on anna' }))
    await waitFor(() => expect(posted(host, '/sync/start')).toBeDefined())
    await user.click(await issues.findByRole('button', { name: 'Run now' }))
    expect(await issues.findByText('Running')).toBeInTheDocument()
    expect(posted(host, '/sync/trigger')).toEqual({
      syncs: [{ name: 'list-issues', variant: 'base' }],
      provider_config_key: 'github',
      connection_id: 'anna',
      opts: {},
    })
  })

  it('runs from scratch, and clears the cache only when that was chosen', async () => {
    const { host, user } = await renderApp('/syncs')
    await user.click(
      within(await line('list-issues on anna')).getByRole('button', {
        name: 'More about list-issues on anna',
      }),
    )
    await user.click(await screen.findByRole('menuitem', { name: /Run from scratch/ }))
    expect(await screen.findByRole('button', { name: 'Run from scratch' })).toBeInTheDocument()
    await user.click(screen.getByRole('checkbox', { name: 'Delete the records first' }))
    await user.click(screen.getByRole('button', { name: 'Delete records and run' }))
    await waitFor(() =>
      expect(posted(host, '/sync/trigger')).toMatchObject({ opts: { reset: true, emptyCache: true } }),
    )
  })

  it('changes the frequency in place, says why one is refused, and goes back to the function’s', async () => {
    const { user } = await renderApp('/syncs')
    const issues = within(await line('list-issues on anna'))
    await user.click(issues.getByRole('button', { name: /Frequency of list-issues/ }))
    const field = await screen.findByRole('textbox', { name: 'Runs' })
    await user.clear(field)
    await user.type(field, 'often')
    await user.click(screen.getByRole('button', { name: 'Change' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('A frequency is a number and a unit.')
    await user.clear(field)
    await user.type(field, 'every 10m')
    await user.click(screen.getByRole('button', { name: 'Change' }))
    await user.click(await issues.findByRole('button', { name: /every 10m/ }))
    await user.click(await screen.findByRole('button', { name: 'Back to the function’s own' }))
    expect(await issues.findByRole('button', { name: /every 1h/ })).toBeInTheDocument()
  })

  it('makes and deletes variants', async () => {
    const { user } = await renderApp('/syncs')
    await user.click(
      within(await line('list-issues on anna')).getByRole('button', {
        name: 'More about list-issues on anna',
      }),
    )
    await user.click(await screen.findByRole('menuitem', { name: /New variant/ }))
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'asia')
    await user.click(screen.getByRole('button', { name: 'Make the variant' }))
    const made = await line('list-issues (asia) on anna')
    await user.click(within(made).getByRole('button', { name: /More about/ }))
    await user.click(await screen.findByRole('menuitem', { name: /Delete this variant/ }))
    await user.click(await screen.findByRole('button', { name: 'Delete the variant' }))
    await waitFor(() => expect(made).not.toBeInTheDocument())
  })

  it('follows hints and filters from the address', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/syncs?status=ERROR', host)
    await line('list-pull-requests on anna')
    expect(screen.queryByRole('listitem', { name: 'list-issues on anna' })).not.toBeInTheDocument()
    host.records.syncs = host.records.syncs.map((one) => ({ ...one, status: 'SUCCESS' }))
    act(() => host.hint({ topic: 'syncs' }))
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }))
    expect(await line('list-issues on anna')).toBeInTheDocument()
  })

  it('has nothing that axe finds wrong', async () => {
    const { container } = await renderApp('/syncs')
    await line('list-issues on anna')
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  })
})
