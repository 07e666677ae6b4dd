import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MCPQuestion } from '@/api/types'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

const asked = (id: string, more: Partial<MCPQuestion> = {}): MCPQuestion => ({
  id,
  caller: 'some-agent/1 through patchbay mcp',
  kind: 'request',
  summary: `POST /issues/${id} at the API of github`,
  detail: '{\n  "title": "<img src=x onerror=alert(1)>"\n}',
  changes: '',
  covers: 'every POST at the API of github',
  asked_at: '2026-01-01T00:00:00.000Z',
  waits_until: '2026-01-01T00:00:45.000Z',
  expires_at: '2026-01-01T00:10:00.000Z',
  ...more,
})

beforeEach(() => sessionStorage.clear())

const answers = (host: ReturnType<typeof fakeHost>) =>
  host.calls.filter((call) => call.path.startsWith('/patchbay/mcp/')).map((call) => [call.path, call.body])

/** The buttons work a moment after the question appeared. */
const ready = (name: string) => waitFor(() => expect(screen.getByRole('button', { name })).toBeEnabled())

describe('the questions of coding assistants', () => {
  it('appear on any page, say exactly what happens, and take an answer only after a moment', async () => {
    const { host, user } = await renderApp('/settings')
    await screen.findByRole('heading', { name: 'Settings' })
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    host.mcp.questions = [asked('a'), asked('b')]
    act(() => host.hint({ topic: 'mcp' }))
    const dialog = await screen.findByRole('dialog', { name: 'A coding assistant asks' })
    for (const button of ['Refuse', 'Allow once', 'Allow for this session']) {
      expect(within(dialog).getByRole('button', { name: button })).toBeDisabled()
    }
    expect(dialog).toHaveTextContent(
      'A program that calls itself “some-agent 1” and was started on this machine wants to do this. One more question waits.',
    )
    expect(dialog).toHaveTextContent('POST /issues/a at the API of github')
    expect(within(dialog).getByLabelText('What exactly is sent or written')).toHaveTextContent(
      '<img src=x onerror=alert(1)>',
    )
    await ready('Refuse')
    await user.click(screen.getByRole('button', { name: 'Refuse' }))
    expect(await screen.findByText('POST /issues/b at the API of github')).toBeInTheDocument()
    await ready('Allow once')
    await user.click(screen.getByRole('button', { name: 'Allow once' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(answers(host)).toEqual([
      ['/patchbay/mcp/questions/a', { decision: 'deny' }],
      ['/patchbay/mcp/questions/b', { decision: 'once' }],
    ])
  })

  it('offer a session only where it covers something, and stay unanswered when put aside', async () => {
    const host = fakeHost()
    host.mcp.questions = [asked('a', { covers: '' })]
    const { user } = await renderApp('/settings', host)
    const dialog = await screen.findByRole('dialog', { name: 'A coding assistant asks' })
    expect(within(dialog).queryByRole('button', { name: 'Allow for this session' })).not.toBeInTheDocument()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(answers(host)).toEqual([])
    // It can be found again, on every page.
    await user.click(screen.getByRole('button', { name: '1 question waits' }))
    expect(await screen.findByRole('dialog', { name: 'A coding assistant asks' })).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: '1 question waits' })).not.toBeInTheDocument()
  })

  it('give the focus back to where it was, after the last of them', async () => {
    const { host, user } = await renderApp('/settings')
    const link = await screen.findByRole('link', { name: 'Logs' })
    link.focus()
    host.mcp.questions = [asked('a'), asked('b')]
    act(() => host.hint({ topic: 'mcp' }))
    await screen.findByRole('dialog')
    for (const id of ['a', 'b']) {
      expect(await screen.findByText(`POST /issues/${id} at the API of github`)).toBeInTheDocument()
      await ready('Refuse')
      expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement)
      await user.click(screen.getByRole('button', { name: 'Refuse' }))
    }
    await waitFor(() => expect(link).toHaveFocus())
  })

  it('stay put aside when the page is loaded again', async () => {
    const host = fakeHost()
    host.mcp.questions = [asked('a')]
    const { user, unmount } = await renderApp('/settings', host)
    await screen.findByRole('dialog')
    await user.keyboard('{Escape}')
    unmount()
    await renderApp('/settings', host)
    expect(await screen.findByRole('button', { name: '1 question waits' })).toBeInTheDocument()
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })

  it('say how long the assistant waits, and what an answer is good for later', async () => {
    const host = fakeHost()
    host.mcp.questions = [asked('a', { waits_until: new Date(Date.now() + 45_000).toISOString() })]
    await renderApp('/settings', host)
    const dialog = await screen.findByRole('dialog', { name: 'A coding assistant asks' })
    expect(dialog).toHaveTextContent(/The assistant waits until \d/)
    act(() => {
      host.mcp.questions = [asked('b')]
      host.hint({ topic: 'mcp' })
    })
    expect(await screen.findByText(/The assistant waits no longer/)).toHaveTextContent(
      'An answer counts when it asks the same again',
    )
  })

  it('show what a replaced file loses and gains, and the whole of it', async () => {
    const host = fakeHost()
    const changes = '--- now\n+++ after\n@@ -1,2 +1,2 @@\n one\n-two\n+three\n'
    host.mcp.questions = [asked('a', { kind: 'file', detail: 'one\nthree\n', changes })]
    const { user } = await renderApp('/settings', host)
    const dialog = within(await screen.findByRole('dialog', { name: 'A coding assistant asks' }))
    expect(dialog.getByText('1 line removed, 1 line added.')).toBeInTheDocument()
    expect(dialog.getByLabelText('What changes in the file')).toHaveTextContent('-two')
    await user.click(dialog.getByRole('radio', { name: 'Whole file' }))
    expect(dialog.getByLabelText('What exactly is sent or written')).toHaveTextContent('one three')
  })

  it('mark what cannot be taken back', async () => {
    const host = fakeHost()
    host.mcp.questions = [asked('a', { summary: 'DELETE /issues/1 at the API of github' })]
    await renderApp('/settings', host)
    const dialog = await screen.findByRole('dialog', { name: 'A coding assistant asks' })
    expect(dialog).toHaveTextContent('This cannot be taken back.')
  })

  it('warn that there is more to read than is in view', async () => {
    const host = fakeHost()
    const lines = Array.from({ length: 40 }, (_, at) => `line ${at}`)
    host.mcp.questions = [asked('a', { detail: lines.join('\n') })]
    await renderApp('/settings', host)
    const dialog = await screen.findByRole('dialog', { name: 'A coding assistant asks' })
    expect(dialog).toHaveTextContent('40 lines: scroll to read the rest')
    act(() => {
      host.mcp.questions = [asked('b')]
      host.hint({ topic: 'mcp' })
    })
    expect(await screen.findByText('POST /issues/b at the API of github')).toBeInTheDocument()
    expect(screen.queryByText(/scroll to read/)).not.toBeInTheDocument()
  })

  it('say so when the answer came too late', async () => {
    const host = fakeHost()
    host.mcp.questions = [asked('a')]
    const { user } = await renderApp('/settings', host)
    await screen.findByRole('dialog')
    await ready('Allow once')
    host.failNext('/patchbay/mcp/questions', 404, {
      code: 'not_found',
      message: 'This question does not wait any more.',
    })
    await user.click(screen.getByRole('button', { name: 'Allow once' }))
    expect(await screen.findByText('This question does not wait any more.')).toBeInTheDocument()
  })
})

describe('the settings of coding assistants', () => {
  it('are off, and show how to add Patchbay once they are on', async () => {
    const { host, user } = await renderApp('/settings')
    const on = await screen.findByRole('switch', { name: 'Let coding assistants use Patchbay' })
    expect(on).not.toBeChecked()
    expect(screen.queryByText(/"mcpServers"/)).not.toBeInTheDocument()
    await user.click(on)
    await waitFor(() => expect(on).toBeChecked())
    expect(host.bench.settings.mcp).toBe(true)
    expect(screen.getByLabelText('Add it to a client that starts programs')).toHaveTextContent(
      '"command": "/home/anna/.local/bin/patchbay"',
    )
    expect(screen.getByLabelText('Add it to a client that speaks HTTP')).toHaveTextContent(
      'http://localhost:3003/mcp/patchbay',
    )
    expect(await screen.findByText('Nothing: every change asks.')).toBeInTheDocument()
  })

  it('list what was allowed for the session, and take it back', async () => {
    const host = fakeHost()
    host.bench.settings.mcp = true
    host.mcp.questions = [asked('a')]
    const { user } = await renderApp('/settings', host)
    await screen.findByRole('dialog')
    await ready('Allow for this session')
    await user.click(screen.getByRole('button', { name: 'Allow for this session' }))
    expect(
      await screen.findByText('some-agent/1 through patchbay mcp: every POST at the API of github'),
    ).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Take back' }))
    expect(await screen.findByText('Nothing: every change asks.')).toBeInTheDocument()
    expect(host.mcp.grants).toEqual([])
  })
})
