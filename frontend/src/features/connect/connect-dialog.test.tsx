import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '@/testing/render'

describe('connecting with a key', () => {
  it('asks in the catalog’s order, checks, connects and goes to the connection', async () => {
    const { user, host, router } = await renderApp('/apis/datadog')
    await user.click(await screen.findByRole('button', { name: 'Connect' }))
    const dialog = await screen.findByRole('dialog', { name: 'Connect Datadog' })
    const labels = within(dialog)
      .getAllByText(/^(Site|API key)$/)
      .map((one) => one.textContent)
    expect(labels).toEqual(['Site', 'API key'])

    await user.click(within(dialog).getByRole('button', { name: 'Test and connect' }))
    expect(await within(dialog).findByText('API key is needed.')).toBeInTheDocument()
    expect(host.calls.some((one) => one.path === '/patchbay/connect')).toBe(false)

    await user.type(within(dialog).getByLabelText('API key'), 'dd-key')
    await user.click(within(dialog).getByRole('button', { name: 'Test and connect' }))
    await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/connections\/datadog\//))
    expect(host.calls.find((one) => one.path === '/patchbay/connect')?.body).toEqual({
      integration: 'datadog',
      params: { siteParameter: 'datadoghq.com' },
      credentials: { apiKey: 'dd-key' },
    })
    // The integration was made on the way.
    expect(host.data.integrations.map((one) => one.unique_key)).toContain('datadog')
  })

  it('keeps what was typed when the test of the key fails, and does not make a second integration', async () => {
    const { user, host } = await renderApp('/apis/openai')
    await user.click(await screen.findByRole('button', { name: 'Connect' }))
    const dialog = await screen.findByRole('dialog', { name: 'Connect OpenAI' })
    const input = within(dialog).getByLabelText('API key')
    await user.type(input, 'wrong')
    await user.click(within(dialog).getByRole('button', { name: 'Test and connect' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'OpenAI refused the credentials (401).',
    )
    expect(input).toHaveValue('wrong')
    host.failNext('/patchbay/connect', 400, {
      code: 'connection_test_failed',
      message: 'OpenAI does not know this key (status 401). It says: wrong key',
      payload: {
        operation_id: 'op-check',
        diagnosis: {
          cause: 'wrong_credentials',
          message: 'OpenAI does not know this key.',
          remedy: 'Copy it anew.',
          evidence: ['GET /v1/models was answered with 401'],
        },
      },
    })
    await user.click(within(dialog).getByRole('button', { name: 'Test and connect' }))
    expect(await within(dialog).findByText('OpenAI does not know this key.')).toBeInTheDocument()
    expect(within(dialog).getByRole('alert')).toHaveTextContent('Copy it anew.GET /v1/models was answered')
    // What the provider said stands in the evidence, and nowhere else.
    expect(within(dialog).getByRole('alert')).not.toHaveTextContent('It says')
    expect(within(dialog).getByRole('link', { name: /step by step/ })).toHaveAttribute(
      'href',
      expect.stringContaining('/attempts/op-check'),
    )
    await user.clear(input)
    await user.type(input, 'right')
    await user.click(within(dialog).getByRole('button', { name: 'Test and connect' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(host.data.integrations.filter((one) => one.provider === 'openai')).toHaveLength(1)
  })

  it('puts what the program found beside the field it is about', async () => {
    const { user, host } = await renderApp('/apis/openai')
    await user.click(await screen.findByRole('button', { name: 'Connect' }))
    const dialog = await screen.findByRole('dialog', { name: 'Connect OpenAI' })
    host.failNext('/patchbay/connect', 400, {
      code: 'invalid_body',
      errors: [
        { code: 'custom', message: 'This key has the wrong length.', path: ['credentials', 'apiKey'] },
      ],
    })
    await user.type(within(dialog).getByLabelText('API key'), 'short')
    await user.click(within(dialog).getByRole('button', { name: 'Test and connect' }))
    expect(await within(dialog).findByText('This key has the wrong length.')).toBeInTheDocument()
    expect(within(dialog).getByLabelText('API key')).toHaveAccessibleDescription(
      'This key has the wrong length.',
    )
  })
})

describe('connecting in the browser', () => {
  async function begin() {
    const app = await renderApp('/integrations/github')
    await app.user.click(await screen.findByRole('button', { name: 'Connect an account' }))
    await app.user.click(await screen.findByRole('button', { name: 'Sign in with GitHub' }))
    await screen.findByRole('dialog', { name: 'Continue in your browser' })
    return app
  }

  it('opens the browser, waits and follows to the new connection', async () => {
    const { host, router } = await begin()
    expect(host.opened[0]).toMatch(/^https:\/\/github\.example\.com\/oauth\/authorize/)
    host.finishAttempt('attempt-1', { state: 'succeeded', connection_id: 'grace' })
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/github/grace'))
  })

  it('shows why it failed, and what to do', async () => {
    const { host, user } = await begin()
    host.finishAttempt('attempt-1', {
      state: 'failed',
      error: {
        code: 'redirect_uri_mismatch',
        message: 'GitHub knows no such callback URL.',
        hint: 'Register it.',
      },
    })
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'GitHub knows no such callback URL.Register it.',
    )
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('button', { name: 'Sign in with GitHub' })).toBeInTheDocument()
  })

  it('says beforehand what may go wrong', async () => {
    const { host } = await begin()
    host.finishAttempt('attempt-1', { notes: ['GitHub is known to refuse http://localhost.'] })
    expect(await screen.findByText('GitHub is known to refuse http://localhost.')).toBeInTheDocument()
    expect(screen.getByRole('status')).toHaveTextContent('Waiting for GitHub')
  })

  it('cancels the attempt when the dialog is closed', async () => {
    const { host, user } = await begin()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(host.calls).toContainEqual({
      method: 'DELETE',
      path: '/patchbay/attempts/attempt-1',
      body: undefined,
    })
  })

  it('is left behind by going elsewhere', async () => {
    const { host, router } = await begin()
    await act(() => router.navigate({ to: '/logs' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    expect(host.calls.some((one) => one.method === 'DELETE')).toBe(true)
  })

  it('says what the integration lacks before anything opens', async () => {
    const { user, host } = await renderApp('/integrations/slack-bot')
    await user.click(await screen.findByRole('button', { name: 'Connect an account' }))
    expect(await screen.findByText('The integration is not complete')).toBeInTheDocument()
    expect(host.opened).toEqual([])
  })
})
