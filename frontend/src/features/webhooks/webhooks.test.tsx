import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { WebhookJob } from '@/api/types'
import { fakeHost } from '@/host/fake'
import { fakeNotification, fakeWebhook } from '@/host/fake-webhooks'
import { renderApp } from '@/testing/render'

const posts = (host: ReturnType<typeof fakeHost>) =>
  host.calls.filter(({ method }) => method === 'POST').map(({ path, body }) => ({ path, body }))

const forwardJob: WebhookJob = {
  kind: 'forward',
  state: 'done',
  connection: null,
  function: null,
  event_type: null,
  attempts: 1,
  run_id: null,
  reason: null,
  notifications: [],
}

/** The webhook that is open, once it is read. */
async function panel() {
  const side = await screen.findByRole('complementary', { name: 'Webhook' })
  await within(side).findByRole('heading', { level: 2 })
  return side
}

describe('received webhooks', () => {
  it('are listed and come as they arrive', async () => {
    const { host } = await renderApp('/webhooks')
    expect(await screen.findByRole('option', { name: /issues/ })).toBeInTheDocument()
    host.webhooks.received.unshift(fakeWebhook('wh-9', 0, { types: ['push'], simulated: true }))
    act(() => host.hint({ topic: 'webhooks', id: 'wh-9' }))
    const row = await screen.findByRole('option', { name: /push/ })
    expect(within(row).getByText('Simulated')).toBeInTheDocument()
  })

  it('are filtered from the address, and the filters can be cleared', async () => {
    const host = fakeHost()
    host.webhooks.received = [
      fakeWebhook('wh-2', 1, { types: ['push'], simulated: true, state: 'refused' }),
      fakeWebhook('wh-1', 2),
    ]
    const { user, router } = await renderApp('/webhooks?state=refused&simulated=true', host)
    expect(await screen.findByRole('option', { name: /push/ })).toBeInTheDocument()
    expect(screen.queryByRole('option', { name: /issues/ })).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Clear filters' }))
    expect(await screen.findByRole('option', { name: /issues/ })).toBeInTheDocument()
    expect(router.state.location.search).toEqual({})
  })

  it('say what they are for while there are none, and when they cannot be read', async () => {
    const host = fakeHost()
    host.webhooks.received = []
    host.failNext('/patchbay/webhooks', 500, { code: 'server_error', message: 'The disk is full.' })
    const { user } = await renderApp('/webhooks', host)
    expect(await screen.findByText('The disk is full.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Nothing has come yet')).toBeInTheDocument()
  })

  it('that are held offer the secret, the switch and running it anyway', async () => {
    const host = fakeHost()
    const reason = {
      code: 'webhook_unverified',
      message: 'There is no secret to check it with.',
      hint: 'Enter it.',
    }
    host.webhooks.received = [fakeWebhook('wh-1', 1, { state: 'held', verification: 'unverifiable', reason })]
    const { user } = await renderApp('/webhooks?id=wh-1', host)
    const side = within(await panel())
    expect(side.getByText('There is no secret to check it with.')).toBeInTheDocument()
    expect(side.getByRole('link', { name: 'Enter the secret' })).toHaveAttribute(
      'href',
      expect.stringContaining('/integrations/github'),
    )
    await user.click(await side.findByRole('switch', { name: /that nobody can check/ }))
    await waitFor(() => expect(host.webhooks.setups.get('github')?.accept_unsigned).toBe(true))
    await user.click(side.getByRole('button', { name: 'Run this one anyway' }))
    const question = await screen.findByRole('alertdialog', { name: 'Run it without a check?' })
    expect(posts(host)).toEqual([])
    await user.click(within(question).getByRole('button', { name: 'Run it' }))
    await waitFor(() =>
      expect(posts(host)).toContainEqual({ path: '/patchbay/webhooks/wh-1/resend', body: { vouch: true } }),
    )
    // The new one opens in place of the one that was sent again.
    expect(await screen.findByText('An earlier webhook')).toBeInTheDocument()
  })

  it.each(['Check it again', 'Send again'])(
    'that are held stay so after “%s”, which says why',
    async (name) => {
      const host = fakeHost()
      host.webhooks.received = [fakeWebhook('wh-1', 1, { state: 'held', verification: 'unverifiable' })]
      const { user } = await renderApp('/webhooks?id=wh-1', host)
      const side = within(await panel())
      await user.click(side.getByRole('button', { name }))
      expect(await side.findByText('It is still held.')).toBeInTheDocument()
      expect(posts(host)).toEqual([{ path: '/patchbay/webhooks/wh-1/resend', body: {} }])
      expect(host.webhooks.received).toHaveLength(1)
    },
  )

  it('that went on show how far they came, and lead to what was sent', async () => {
    const host = fakeHost()
    const forward = { ...forwardJob, notifications: [{ id: 'n-1', state: 'failed' as const }] }
    host.webhooks.received = [fakeWebhook('wh-1', 1, { jobs: [forward] })]
    host.webhooks.sent = [fakeNotification('n-1', 1, { type: 'forward', action: 'forward', state: 'failed' })]
    const { user, router } = await renderApp('/webhooks?id=wh-1', host)
    const side = within(await panel())
    const line = within(side.getByText('Forward to your app').closest('li') as HTMLElement)
    expect(line.queryByText('Done')).not.toBeInTheDocument()
    await user.click(line.getByRole('link', { name: 'Failed: see what was sent' }))
    expect(router.state.location.search).toEqual({ tab: 'sent', id: 'n-1' })
  })

  it('that nobody was told of say that there is no address', async () => {
    const host = fakeHost()
    const reason = { code: 'no_address', message: 'Your app has no address here.', hint: 'Set one.' }
    host.webhooks.received = [fakeWebhook('wh-1', 1, { jobs: [{ ...forwardJob, reason }] })]
    await renderApp('/webhooks?id=wh-1', host)
    const side = within(await panel())
    const line = within(side.getByText('Forward to your app').closest('li') as HTMLElement)
    expect(line.getByText('No address is set')).toBeInTheDocument()
    expect(line.queryByText('Done')).not.toBeInTheDocument()
    expect(line.getByRole('link', { name: 'Set the address' })).toHaveAttribute(
      'href',
      expect.stringContaining('section=notifications'),
    )
  })

  it('that came before lead to the first', async () => {
    const host = fakeHost()
    host.webhooks.received = [
      fakeWebhook('wh-2', 1, { state: 'duplicate', resent_from: 'wh-1' }),
      fakeWebhook('wh-1', 2),
    ]
    const { user, router } = await renderApp('/webhooks?id=wh-2', host)
    await user.click(within(await panel()).getByRole('button', { name: 'Show the first' }))
    expect(router.state.location.search).toEqual({ id: 'wh-1' })
  })

  it('are edited and sent again with the body that was written', async () => {
    const { host, user } = await renderApp('/webhooks?id=wh-1')
    await user.click(within(await panel()).getByRole('button', { name: 'Edit and send again' }))
    const dialog = await screen.findByRole('dialog', { name: 'Edit and send again' })
    await user.click(within(dialog).getByRole('button', { name: 'Send it' }))
    await waitFor(() => expect(host.webhooks.received[0]?.edited).toBe(true))
    const body = posts(host)[0]?.body as { body: string; headers?: unknown }
    expect(JSON.parse(body.body)).toMatchObject({ action: 'opened' })
    expect(body.headers).toBeUndefined()
  })
})

describe('the simulator', () => {
  it('sends an event for a connection and opens what came of it', async () => {
    const { host, user, router } = await renderApp('/webhooks?simulate=github')
    const dialog = within(await screen.findByRole('dialog', { name: 'Simulate a webhook' }))
    await user.click(await dialog.findByRole('combobox', { name: 'Event' }))
    await user.click(await screen.findByRole('option', { name: /Commits were pushed/ }))
    await user.click(dialog.getByRole('combobox', { name: 'Connection it concerns' }))
    await user.click(await screen.findByRole('option', { name: 'anna' }))
    await user.click(dialog.getByRole('button', { name: 'Send the event' }))
    await waitFor(() =>
      expect(posts(host)).toEqual([
        {
          path: '/patchbay/webhooks/simulate',
          body: { integration: 'github', type: 'push', connection: 'anna' },
        },
      ]),
    )
    const side = within(await panel())
    expect(side.getByText('Simulated')).toBeInTheDocument()
    expect(router.state.location.search).toEqual({ id: 'wh-2' })
  })

  it('takes the only connection, and offers only what it can sign', async () => {
    const host = fakeHost()
    host.data.connections = host.data.connections.filter(
      (one) => one.provider_config_key !== 'github' || one.connection_id === 'anna',
    )
    const { user } = await renderApp('/webhooks?simulate=github', host)
    const dialog = within(await screen.findByRole('dialog', { name: 'Simulate a webhook' }))
    expect(await dialog.findByRole('combobox', { name: 'Connection it concerns' })).toHaveTextContent('anna')
    host.failNext('/patchbay/webhooks/simulate', 400, { code: 'x', message: 'It is not tied.' })
    await user.click(dialog.getByRole('button', { name: 'Send the event' }))
    expect(await dialog.findByRole('alert')).toHaveTextContent('It is not tied.')
    expect(posts(host)[0]?.body).toEqual({ integration: 'github', type: 'issues', connection: 'anna' })
    await user.click(dialog.getByRole('combobox', { name: 'Integration' }))
    const options = await screen.findAllByRole('option')
    expect(options[0]).toHaveTextContent('GitHub')
    expect(options.at(-1)).toHaveAttribute('aria-disabled', 'true')
    expect(options.at(-1)).toHaveTextContent('its webhooks are not known')
  })

  it('says when a provider is not known', async () => {
    await renderApp('/webhooks?simulate=slack-bot')
    expect(await screen.findByText(/does not know what this provider’s webhooks look like/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Send the event' })).toBeDisabled()
  })
})

describe('sent notifications', () => {
  it('show every attempt and are sent again', async () => {
    const host = fakeHost()
    const failed = fakeNotification('n-1', 3, { state: 'failed' })
    const [attempt] = failed.history
    if (!attempt) throw new Error('no attempt')
    failed.history = [
      { ...attempt, status: 0, error: 'Nothing answers there.', error_code: 'refused', retry_after_ms: 3000 },
      { ...attempt, number: 2, status: 503, error: 'It answered 503.', error_code: 'bad_status' },
    ]
    host.webhooks.sent = [failed]
    const { user } = await renderApp('/webhooks?tab=sent', host)
    await user.click(await screen.findByRole('option', { name: /Sync ended: list-issues/ }))
    const side = within(await screen.findByRole('complementary', { name: 'Notification' }))
    expect(await side.findByText('2 attempts')).toBeInTheDocument()
    expect(side.getByText('Nothing answers there.')).toBeInTheDocument()
    expect(side.getByText('Tried again after 3.00 s')).toBeInTheDocument()
    expect(side.getByText('X-Nango-Hmac-Sha256')).toBeInTheDocument()
    await user.click(side.getByRole('button', { name: 'Send again' }))
    expect(await side.findByRole('button', { name: 'Give up' })).toBeInTheDocument()
  })

  it('lead to the setting while there are none', async () => {
    await renderApp('/webhooks?tab=sent')
    expect(await screen.findByRole('link', { name: 'Set the address of your app' })).toHaveAttribute(
      'href',
      expect.stringContaining('section=notifications'),
    )
  })
})
