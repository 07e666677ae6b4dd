import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Exchange, Message, Operation } from '@/api/types'
import { fakeHost, type FakeHost } from '@/host/fake'
import { calmMs } from '@/lib/query'
import { getDraft } from '@/lib/request-draft'
import { renderApp } from '@/testing/render'
import { rowHeight } from './components/operation-list'

const id = (number: number) => `op-${String(number).padStart(5, '0')}`

function operation(number: number, more: Partial<Operation> = {}): Operation {
  return {
    id: id(number),
    kind: 'proxy',
    action: 'get',
    source: 'api',
    state: 'success',
    title: `GET /things/${number}`,
    provider: 'github',
    integration: 'github',
    connection: 'anna',
    method: 'GET',
    url: `https://api.github.example.com/things/${number}`,
    status: 200,
    attempts: 1,
    error: null,
    started_at: '2026-11-21T09:00:00.000Z',
    finished_at: '2026-11-21T09:00:00.120Z',
    duration_ms: 120,
    ...more,
  }
}

/** A program whose log holds so many operations, newest first. */
function hostWith(count: number): FakeHost {
  const host = fakeHost()
  host.data.operations = Array.from({ length: count }, (_, index) => operation(count - index))
  return host
}

function exchange(attempt: number, more: Partial<Exchange> = {}): Message {
  return {
    id: attempt,
    at: '2026-11-21T09:00:00.000Z',
    level: 'info',
    kind: 'http',
    source: 'internal',
    text: '',
    meta: null,
    exchange: {
      attempt,
      method: 'GET',
      url: 'https://api.github.example.com/things/1?page=2',
      request_headers: { Authorization: ['Bearer •••'], Accept: ['application/json'] },
      response_headers: { 'Content-Type': ['application/json'], 'X-Request-Id': ['req_1'] },
      request_body: '',
      response_body: '{"id":1}',
      request_size: 0,
      response_size: 8,
      status: 200,
      timing: { dns: 1, connect: 2, tls: 3, first_byte: 10, total: 12 },
      ...more,
    },
  }
}

const asked = (host: FakeHost) => host.calls.filter((call) => call.path.startsWith('/patchbay/operations?'))

describe('the list', () => {
  it('shows what happened, newest first', async () => {
    await renderApp('/logs', hostWith(3))
    const rows = await screen.findAllByRole('option')
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('/things/3'),
      expect.stringContaining('/things/2'),
      expect.stringContaining('/things/1'),
    ])
  })

  it('shows new operations as they come, and none while paused', async () => {
    const { host, user } = await renderApp('/logs', hostWith(1))
    await screen.findByText('/things/1')
    host.data.operations.unshift(operation(2))
    act(() => host.hint({ topic: 'operations' }))
    expect(await screen.findByText('/things/2')).toBeInTheDocument()

    await user.click(screen.getByRole('button', { name: 'Pause' }))
    expect(screen.getByText('Paused')).toBeInTheDocument()
    host.data.operations.unshift(operation(3))
    const before = asked(host).length
    act(() => host.hint({ topic: 'operations' }))
    await act(() => new Promise((resolve) => setTimeout(resolve, 2 * calmMs)))
    expect(asked(host)).toHaveLength(before)
    expect(screen.queryByText('/things/3')).not.toBeInTheDocument()

    await user.click(screen.getByRole('button', { name: 'Resume' }))
    expect(await screen.findByText('/things/3')).toBeInTheDocument()
  })

  it('draws only what is in view and reads on at the end', async () => {
    const { host } = await renderApp('/logs', hostWith(1000))
    await screen.findByText('/things/1000')
    expect(screen.getAllByRole('option').length).toBeLessThan(80)
    const list = screen.getByRole('listbox', { name: 'Operations' })
    list.scrollTop = 90 * rowHeight
    fireEvent.scroll(list)
    await waitFor(() => expect(asked(host).some((call) => call.path.includes('cursor='))).toBe(true))
    expect(await screen.findByText('/things/901')).toBeInTheDocument()
  })

  it('filters from the address and writes its filters there', async () => {
    const host = hostWith(0)
    host.data.operations = [operation(2, { state: 'failed', status: 500 }), operation(1)]
    const { user, router } = await renderApp('/logs?state=failed', host)
    expect(await screen.findByText('/things/2')).toBeInTheDocument()
    expect(screen.queryByText('/things/1')).not.toBeInTheDocument()

    await user.click(screen.getByRole('button', { name: 'Clear filters' }))
    expect(await screen.findByText('/things/1')).toBeInTheDocument()
    await user.type(screen.getByRole('searchbox', { name: 'Search the logs' }), 'things/2')
    await waitFor(() => expect(screen.queryByText('/things/1')).not.toBeInTheDocument())
    expect(router.state.location.search).toMatchObject({ search: 'things/2' })
  })

  it('asks for a source of the address when there is one of that name', async () => {
    const sourceOf = async (source: string) => {
      const { host, unmount } = await renderApp(`/logs?source=${source}`, hostWith(1))
      await waitFor(() => expect(asked(host)).not.toHaveLength(0))
      unmount()
      return new URLSearchParams(asked(host)[0]?.path.split('?')[1]).get('source')
    }
    expect(await sourceOf('provider')).toBe('provider')
    expect(await sourceOf('nobody')).toBeNull()
  })

  it('says what it is for while there is nothing', async () => {
    await renderApp('/logs', hostWith(0))
    expect(await screen.findByText('Nothing has happened yet')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Send a first request' })).toBeInTheDocument()
  })

  it('says what went wrong and tries again', async () => {
    const host = hostWith(1)
    host.failNext('/patchbay/operations', 500, {
      code: 'disk_full',
      message: 'The disk is full.',
      hint: 'Free some space.',
    })
    const { user } = await renderApp('/logs', host)
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full.')
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('/things/1')).toBeInTheDocument()
  })

  it('is cleared after asking', async () => {
    const { host, user } = await renderApp('/logs', hostWith(2))
    await screen.findByText('/things/1')
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    const dialog = await screen.findByRole('dialog', { name: 'Clear the logs?' })
    expect(host.data.operations).toHaveLength(2)
    await user.click(within(dialog).getByRole('button', { name: 'Clear the logs' }))
    expect(await screen.findByText('Nothing has happened yet')).toBeInTheDocument()
    expect(host.data.operations).toHaveLength(0)
  })
})

describe('one operation', () => {
  function failing(): FakeHost {
    const host = hostWith(0)
    host.data.operations = [
      operation(1, {
        state: 'failed',
        status: 503,
        attempts: 2,
        error: { code: 'provider_error', message: 'The provider answered 503.', hint: 'Try again later.' },
      }),
    ]
    host.bench.messages.set(id(1), [
      exchange(1, { status: 503, retry_reason: 'status 503', retry_after_ms: 3000 }),
      {
        id: 9,
        at: '2026-11-21T09:00:00.000Z',
        level: 'warn',
        kind: 'log',
        source: 'internal',
        text: 'The credential was renewed.',
        meta: null,
      },
      exchange(2, { status: 503 }),
    ])
    return host
  }

  it('is a timeline of its attempts, with the reason and the wait between them', async () => {
    const { user } = await renderApp('/logs', failing())
    await user.click(await screen.findByText('/things/1'))
    const panel = await screen.findByRole('complementary', { name: 'Operation' })
    expect(await within(panel).findByText('Try again later.')).toBeInTheDocument()
    expect(within(panel).getByText(/Tried again: status 503, after waiting 3.00 s/)).toBeInTheDocument()
    expect(within(panel).getByText('The credential was renewed.')).toBeInTheDocument()
    const [first, last] = within(panel).getAllByRole('button', { name: /^Attempt/ })
    expect(first).toHaveAttribute('aria-expanded', 'false')
    expect(last).toHaveAttribute('aria-expanded', 'true')
    expect(within(panel).getByText('req_1')).toBeInTheDocument()
    await user.click(within(panel).getByRole('radio', { name: 'Request' }))
    expect(within(panel).getByText('Bearer •••')).toBeInTheDocument()
    await user.click(within(panel).getByRole('radio', { name: 'Timing' }))
    expect(within(panel).getByRole('row', { name: /TLS handshake/ })).toHaveTextContent('3 ms')
  })

  it('opens from its address and closes with Escape', async () => {
    const { user, router } = await renderApp(`/logs?operation=${id(1)}`, failing())
    await screen.findByRole('complementary', { name: 'Operation' })
    const list = await screen.findByRole('listbox', { name: 'Operations' })
    list.focus()
    await user.keyboard('{Escape}')
    await waitFor(() =>
      expect(screen.queryByRole('complementary', { name: 'Operation' })).not.toBeInTheDocument(),
    )
    expect(router.state.location.search).toEqual({})
  })

  it('closes with Escape from inside, and the list goes on at its row', async () => {
    const { user } = await renderApp(`/logs?operation=${id(2)}`, hostWith(3))
    const panel = await screen.findByRole('complementary', { name: 'Operation' })
    await within(panel).findByRole('heading', { level: 2 })
    within(panel).getByRole('button', { name: 'Close' }).focus()
    await user.keyboard('{Escape}')
    const list = await screen.findByRole('listbox', { name: 'Operations' })
    await waitFor(() => expect(list).toHaveFocus())
    expect(screen.queryByRole('complementary', { name: 'Operation' })).not.toBeInTheDocument()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('option', { selected: true })).toHaveTextContent('/things/2'))
  })

  it('moves with the arrow keys', async () => {
    const { user } = await renderApp('/logs', hostWith(3))
    const list = await screen.findByRole('listbox', { name: 'Operations' })
    list.focus()
    await user.keyboard('{ArrowDown}{ArrowDown}')
    await waitFor(() => expect(screen.getByRole('option', { selected: true })).toHaveTextContent('/things/2'))
    expect(list).toHaveAttribute('aria-activedescendant', screen.getByRole('option', { selected: true }).id)
  })

  it('can be done again in the playground and as code, without the secret', async () => {
    const { host, user } = await renderApp(`/logs?operation=${id(1)}`, failing())
    await user.click(await screen.findByRole('button', { name: 'Copy as' }))
    await user.click(await screen.findByRole('menuitem', { name: 'cURL' }))
    await waitFor(() => expect(host.clipboard).toContain('http://localhost:3003/proxy/things/1?page=2'))
    expect(host.clipboard).not.toContain('•••')

    await user.click(screen.getByRole('button', { name: 'Open in the playground' }))
    expect(await screen.findByRole('heading', { name: 'Playground' })).toBeInTheDocument()
    expect(getDraft()).toMatchObject({
      integration: 'github',
      connection: 'anna',
      path: '/things/1',
      baseUrl: '',
    })
  })
})
