import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

const posted = (host: FakeHost, path: string) => host.calls.filter((call) => call.path === path).at(-1)?.body
const show = () => screen.findByRole('button', { name: 'Show what would change' })

describe('the export', () => {
  it('plans first, then writes, then has nothing left to write', async () => {
    const { host, user } = await renderApp('/export')
    const folder = await screen.findByRole('textbox', { name: 'Folder to write to' })
    await user.clear(folder)
    await user.type(folder, '/tmp/out')
    await user.click(await show())
    expect(await screen.findByRole('heading', { name: '2 files to write' })).toBeInTheDocument()
    expect(posted(host, '/patchbay/export')).toBeUndefined()
    await user.click(screen.getByText('index.ts'))
    expect(screen.getByLabelText('Changes of index.ts')).toHaveTextContent(
      "+import './github/syncs/list-issues.js';",
    )
    await user.click(screen.getByRole('button', { name: 'Write 2 files' }))
    expect(await screen.findByText('2 files written to /tmp/out')).toBeInTheDocument()
    expect(posted(host, '/patchbay/export')).toEqual({ out: '/tmp/out' })
    expect(await screen.findByRole('heading', { name: 'Nothing to write' })).toBeInTheDocument()
  })

  it('says what behaves differently on a server, worst first, with its place', async () => {
    const { user } = await renderApp('/export')
    await user.click(await show())
    const group = within(await screen.findByRole('region', { name: 'github/list-issues' }))
    const lines = group.getAllByRole('listitem')
    expect(lines[0]).toHaveTextContent('Breaks')
    expect(lines[1]).toHaveTextContent('Differs')
    expect(group.getByRole('link', { name: 'github/syncs/list-issues.ts:14' })).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'The whole project' })).toBeInTheDocument()
  })

  it('says beside the field why a folder cannot be used', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/export', host)
    host.failNext('/patchbay/export/plan', 400, {
      code: 'invalid_out',
      message: 'The project cannot be exported into itself.',
    })
    await user.click(await show())
    expect(await screen.findByRole('alert')).toHaveTextContent('cannot be exported into itself')
    expect(screen.getByRole('textbox', { name: 'Folder to write to' })).toBeInvalid()
  })
})

describe('the deploy', () => {
  it('previews and deploys without asking twice where nothing is destroyed', async () => {
    const { host, user } = await renderApp('/export?tab=deploy')
    await user.click(await screen.findByRole('radio', { name: 'Everything' }))
    expect(screen.getByText(/functions of any integration that are not here are deleted/)).toBeInTheDocument()
    await user.click(await show())
    expect(await screen.findByRole('heading', { name: '2 changes on cloud' })).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Deploy to cloud' }))
    expect(await screen.findByText('2 functions deployed')).toBeInTheDocument()
    expect(posted(host, '/patchbay/deploy')).toEqual({ target: 'cloud', mode: 'all' })
  })

  it('wants the server’s name typed before something is destroyed', async () => {
    const host = fakeHost()
    host.records.deploy = {
      ...host.records.deploy,
      removed: [{ integration: 'github', name: 'old-sync', type: 'sync', connections: 4 }],
      models: ['OldIssue'],
      missing: ['jira'],
      destructive: true,
    }
    const { user } = await renderApp('/export?tab=deploy', host)
    await user.click(await screen.findByRole('radio', { name: 'Everything' }))
    await user.click(await show())
    expect(await screen.findByText('Of these models: OldIssue.')).toBeInTheDocument()
    expect(screen.getByText('cloud does not have jira')).toBeInTheDocument()
    const button = screen.getByRole('button', { name: 'Deploy to cloud' })
    expect(button).toBeDisabled()
    await user.type(screen.getByRole('textbox', { name: /Type cloud/ }), 'cloud')
    await user.click(button)
    await screen.findByText('2 functions deployed')
    expect(posted(host, '/patchbay/deploy')).toMatchObject({ confirmed: true })
  })

  it('keeps servers; a key goes in and never comes back', async () => {
    const { host, user } = await renderApp('/export?tab=deploy')
    await user.click(await screen.findByRole('button', { name: 'Add server' }))
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'staging')
    await user.type(screen.getByRole('textbox', { name: 'Address' }), 'staging.example.com')
    await user.type(screen.getByLabelText(/Secret key/), 'very-secret')
    await user.click(screen.getByRole('button', { name: 'Save server' }))
    expect(await screen.findByRole('heading', { name: 'What to deploy to staging' })).toBeInTheDocument()
    expect(host.calls.find((call) => call.method === 'PUT')?.body).toEqual({
      name: 'staging',
      url: 'https://staging.example.com',
      key: 'very-secret',
    })
    await user.click(screen.getByRole('button', { name: 'Change staging' }))
    expect(await screen.findByLabelText(/Secret key/)).toHaveValue('')
  })

  it('tests a server without changing it', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/export?tab=deploy', host)
    host.failNext('/patchbay/deploy/plan', 401, { code: 'refused', message: 'The key is wrong.' })
    await user.click(await screen.findByRole('button', { name: 'Test' }))
    expect(await screen.findByText(/The key is wrong/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Test' }))
    expect(await screen.findByText(/The server answers/)).toBeInTheDocument()
    expect(posted(host, '/patchbay/deploy')).toBeUndefined()
  })

  it('has nothing that axe finds wrong', async () => {
    const { container, user } = await renderApp('/export?tab=deploy')
    await user.click(await show())
    await waitFor(() => expect(screen.getByText('2 changes on cloud')).toBeInTheDocument())
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  })
})
