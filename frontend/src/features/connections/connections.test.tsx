import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { fakeData } from '@/host/fake-data'
import { fakeHost } from '@/host/fake'
import { revealMs } from '@/lib/copy-secret'
import { renderApp } from '@/testing/render'
import { readMetadata } from './metadata'
import { tagProblem, tagsOf } from './tags'

describe('the list', () => {
  it('finds by tag and by error, and keeps filters in the address', async () => {
    const { user, router } = await renderApp('/connections')
    await screen.findByRole('row', { name: /anna/ })
    const table = screen.getByRole('table', { name: 'Connections' })
    expect(within(table).getAllByRole('row')).toHaveLength(4)
    await user.type(screen.getByRole('searchbox'), 'platform')
    await waitFor(() => expect(within(table).getAllByRole('row')).toHaveLength(2))
    await waitFor(() => expect(router.state.location.search).toEqual({ q: 'platform' }))
    await user.clear(screen.getByRole('searchbox'))
    await user.type(screen.getByRole('searchbox'), 'revoked')
    await waitFor(() => expect(screen.getByRole('table')).toHaveTextContent('build-bot'))
  })

  it('opens a row by keyboard', async () => {
    const { user, router } = await renderApp('/connections')
    ;(await screen.findByRole('row', { name: /anna/ })).focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/github/anna'))
  })

  it('says what belongs there when it is empty', async () => {
    await renderApp('/connections', fakeHost({ ...fakeData(), connections: [] }))
    expect(await screen.findByText('No connections yet')).toBeInTheDocument()
  })
})

describe('a connection', () => {
  it('shows a secret on request and hides it after half a minute', async () => {
    const { user } = await renderApp('/connections/github/anna')
    const reveal = await screen.findByRole('button', { name: 'Reveal access_token' })
    expect(screen.queryByText('gho_revealed_secret')).not.toBeInTheDocument()
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await user.click(reveal)
    expect(await screen.findByText('gho_revealed_secret')).toBeInTheDocument()
    await act(() => vi.advanceTimersByTimeAsync(revealMs))
    vi.useRealTimers()
    expect(screen.queryByText('gho_revealed_secret')).not.toBeInTheDocument()
  })

  it('has its syncs with their controls, its records and its runs', async () => {
    const { user, router, host } = await renderApp('/connections/github/anna?tab=functions')
    const sync = within(await screen.findByRole('listitem', { name: 'list-issues on anna' }))
    await user.click(sync.getByRole('button', { name: 'Pause list-issues on anna' }))
    await waitFor(() => expect(host.calls.some((one) => one.path === '/sync/pause')).toBe(true))
    expect(screen.queryByRole('listitem', { name: /on build-bot/ })).not.toBeInTheDocument()
    const models = within(await screen.findByRole('list', { name: 'Models' }))
    expect(models.getByRole('link', { name: 'Issue' })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Ready-made functions' })).toHaveAttribute(
      'href',
      expect.stringContaining('q=github'),
    )
    const runs = within(await screen.findByRole('table', { name: 'Runs' }))
    const [newest] = runs.getAllByText('list-issues')
    if (!newest) throw new Error('no run is listed')
    await user.click(newest)
    await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/runs\/run-/))
  })

  it('says what to do where no function has run', async () => {
    await renderApp('/connections/stripe-api-key/b5c1f0de-7a34-4e0a-9a51-2f5ac8de9f13?tab=functions')
    expect(await screen.findByText('No sync runs for this connection.')).toBeInTheDocument()
    expect(screen.getByText('No sync has saved a record yet.')).toBeInTheDocument()
    expect(await screen.findByText('No function has run with this connection yet.')).toBeInTheDocument()
  })

  it('says of a token that is over that it is, and not that it renews itself', async () => {
    await renderApp('/connections/github/build-bot')
    expect(await screen.findByText('Token expired')).toBeInTheDocument()
    expect(screen.getByText('Its renewal fails.')).toBeInTheDocument()
    expect(screen.getByText('It has failed on 3 days so far.')).toBeInTheDocument()
    expect(screen.queryByText(/Renewed by itself/)).not.toBeInTheDocument()
  })

  it('says what is wrong and offers to reconnect', async () => {
    const { user, host } = await renderApp('/connections/github/build-bot')
    expect(await screen.findByText(/the refresh token was revoked/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Reconnect' }))
    await user.click(await screen.findByRole('button', { name: 'Sign in with GitHub' }))
    expect(host.calls.find((one) => one.path === '/patchbay/connect')?.body).toMatchObject({
      integration: 'github',
      connection_id: 'build-bot',
      reconnect: true,
    })
  })
})

describe('metadata', () => {
  it.each([
    ['', { value: {} }],
    ['{"a":1}', { value: { a: 1 } }],
    ['[1]', { problem: 'metadata is an object, in braces { }.' }],
    ['null', { problem: 'metadata is an object, in braces { }.' }],
  ])('reads %j', (text, result) => expect(readMetadata(text)).toEqual(result))

  it('says what is wrong with what is not JSON', () => {
    expect(readMetadata('{"a"')).toHaveProperty('problem')
  })
})

describe('tags', () => {
  it.each<[key: string, value: string, problem: RegExp | undefined]>([
    ['team', 'x', undefined],
    ['', '', undefined],
    ['', 'x', /needs a name/],
    ['1st', 'x', /starts with a letter/],
    ['team', '', /1 to 255/],
    ['end_user_email', 'anna', /email/],
  ])('%s=%s', (key, value, problem) => {
    const pair = { key, value }
    const found = tagProblem([pair], pair, 0)
    if (problem) expect(found).toMatch(problem)
    else expect(found).toBeUndefined()
  })

  it('may not differ only by case', () => {
    const pairs = [
      { key: 'team', value: 'a' },
      { key: 'Team', value: 'b' },
    ]
    expect(pairs.map((pair, index) => tagProblem(pairs, pair, index))).toEqual([
      undefined,
      'This name is used twice.',
    ])
    expect(tagsOf([{ key: 'Team', value: 'b' }])).toEqual({ team: 'b' })
  })
})
