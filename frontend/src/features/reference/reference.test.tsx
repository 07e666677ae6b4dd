import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'
import { maskText } from './secrets'

const sentTo = (host: ReturnType<typeof fakeHost>, path: string) =>
  host.calls.filter((call) => call.path.startsWith(path))

describe('the API reference', () => {
  it('lists operations by topic and begins with the first', async () => {
    await renderApp('/reference')
    const list = await screen.findByRole('navigation', { name: 'Operations' })
    const topics = within(list)
      .getAllByRole('heading')
      .map((one) => one.textContent)
    expect(topics).toEqual([
      'Your actions',
      'Your records',
      'Connections',
      'Connect sessions',
      'Proxy',
      'Notifications',
    ])
    expect(await screen.findByRole('heading', { name: 'github: create-issue' })).toBeInTheDocument()
    expect(within(list).getByRole('link', { current: 'page' })).toHaveTextContent('github: create-issue')
  })

  it('finds by path, title and text, and says when nothing fits', async () => {
    const { user } = await renderApp('/reference')
    const box = await screen.findByRole('searchbox', { name: 'Search the reference' })
    await user.type(box, 'newest connections')
    const list = screen.getByRole('navigation', { name: 'Operations' })
    await waitFor(() => expect(within(list).getAllByRole('link')).toHaveLength(1))
    await user.type(box, ' zzz')
    expect(await screen.findByRole('heading', { name: 'Nothing matches' })).toBeInTheDocument()
    expect(screen.queryByText('There is no such operation')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(await screen.findByRole('navigation', { name: 'Operations' })).toBeInTheDocument()
  })

  it('shows parameters, limits, errors and what is inside a field', async () => {
    const { user } = await renderApp('/reference?operation=listConnections')
    const query = await screen.findByRole('region', { name: 'In the query' })
    expect(query).toHaveTextContent('Most entries. (at least 1, at most 2000)')
    expect(screen.getByRole('region', { name: 'Errors' })).toHaveTextContent('unknown_account')
    const answer = screen.getByRole('region', { name: 'Answer' })
    await user.click(within(answer).getByRole('button', { name: 'connections' }))
    await user.click(within(answer).getByRole('button', { name: 'parent' }))
    expect(within(answer).getAllByText('Id that your programs use.')).toHaveLength(2)
  })

  it('shows what is sent to the user’s own server, and offers no call of it', async () => {
    await renderApp('/reference?operation=asyncActionNotification')
    expect(
      await screen.findByRole('heading', { name: 'An asynchronous action has ended' }),
    ).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Headers' })).toHaveTextContent('X-Nango-Hmac-Sha256')
    expect(screen.getByRole('region', { name: 'Body' })).toHaveTextContent(
      /type"async_action".*Or: Something else\./,
    )
    const answer = screen.getByRole('region', { name: 'Your server’s answer' })
    expect(answer).toHaveTextContent('2XXIt has arrived.anything elseIt is not sent again.')
    for (const name of ['Example', 'Try it'])
      expect(screen.queryByRole('region', { name })).not.toBeInTheDocument()
  })

  it('fills the examples with the chosen connection', async () => {
    const { user } = await renderApp('/reference?operation=getConnection&integration=github&connection=anna')
    const code = await screen.findByLabelText('Code of the example')
    expect(code).toHaveTextContent('/connections/anna?provider_config_key=github')
    await user.click(screen.getByRole('radio', { name: 'Python' }))
    expect(await screen.findByLabelText('Code of the example')).toHaveTextContent('import requests')
  })

  it('sends a read at once and covers the secrets of its answer', async () => {
    const { host, user } = await renderApp(
      '/reference?operation=getConnection&integration=github&connection=anna',
    )
    await user.click(await screen.findByRole('button', { name: 'Send' }))
    expect(await screen.findByText('200 OK', { selector: '[aria-live] *' })).toBeInTheDocument()
    expect(sentTo(host, '/connections/anna')).toHaveLength(1)
    await waitFor(() => expect(document.body).toHaveTextContent('••••••••'))
    expect(document.body).not.toHaveTextContent('kc_very_secret')
    await user.click(screen.getByRole('button', { name: 'Show secrets' }))
    await waitFor(() => expect(document.body).toHaveTextContent('kc_very_secret'))
  })

  it('asks before it writes', async () => {
    const { host, user } = await renderApp('/reference?operation=action_github_create_issue')
    await user.click(await screen.findByRole('button', { name: 'Send' }))
    await user.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Do not send' }),
    )
    expect(sentTo(host, '/action/trigger')).toHaveLength(0)
    await user.click(screen.getByRole('button', { name: 'Send' }))
    await user.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Send POST' }),
    )
    await waitFor(() => expect(sentTo(host, '/action/trigger')).toHaveLength(1))
    expect(sentTo(host, '/action/trigger')[0]?.body).toEqual({
      action_name: 'create-issue',
      input: { title: 'It\'s "new"' },
    })
  })

  it('says what is missing and sends nothing', async () => {
    const { host, user } = await renderApp('/reference?operation=getConnection')
    await user.clear(await screen.findByRole('textbox', { name: 'connectionId' }))
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(screen.getByRole('textbox', { name: 'connectionId' })).toBeInvalid()
    expect(sentTo(host, '/connections/')).toHaveLength(0)
  })

  it('does not offer what takes another kind of key', async () => {
    await renderApp('/reference?operation=getConnectSession')
    expect(await screen.findByText(/takes the token of a Connect session/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Send' })).not.toBeInTheDocument()
  })

  it('says that an operation is gone, and why the document cannot be read', async () => {
    const host = fakeHost()
    const { unmount } = await renderApp('/reference?operation=nothing', host)
    expect(await screen.findByText('There is no such operation')).toBeInTheDocument()
    unmount()
    const broken = fakeHost()
    broken.failNext('/openapi.json', 500, { code: 'server_error', message: 'It broke.' })
    await renderApp('/reference', broken)
    expect(await screen.findByText('It broke.')).toBeInTheDocument()
  })
})

it('covers secrets by the names above them', () => {
  const { text, masked } = maskText(
    '{"key":"a","credentials":{"type":"X","raw":{"x":"b"}},"name":"c","list":[{"token":"d"}]}',
  )
  expect(masked).toBe(true)
  expect(JSON.parse(text)).toEqual({
    key: '••••••••',
    credentials: { type: 'X', raw: { x: '••••••••' } },
    name: 'c',
    list: [{ token: '••••••••' }],
  })
  expect(maskText('no json')).toEqual({ text: 'no json', masked: false })
})
