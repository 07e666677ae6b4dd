import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost, type FakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

const used = (host: FakeHost) => host.calls.find((call) => call.path.endsWith('/use'))

describe('ready-made functions', () => {
  it('are found by what they are about', async () => {
    const { user } = await renderApp('/apis?show=functions')
    expect(await screen.findByText('4 functions')).toBeInTheDocument()
    await user.type(screen.getByRole('searchbox'), 'payment')
    expect(await screen.findByText('1 function')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'list-payments' })).toBeInTheDocument()
  })

  it('are used in one click where there is one integration, and opened', async () => {
    const { host, user, router } = await renderApp('/apis?show=functions')
    await user.click(await screen.findByRole('button', { name: 'Use this: stripe-api-key/list-payments' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/functions'))
    const integration = host.data.integrations.find((one) => one.provider === 'stripe-api-key')?.unique_key
    expect(used(host)?.body).toEqual({ integration })
    expect(router.state.location.search).toMatchObject({ fn: `${integration ?? ''}/sync/list-payments` })
  })

  it('make the integration where the API needs no app', async () => {
    const { host, user } = await renderApp('/apis/datadog')
    await user.click(await screen.findByRole('button', { name: 'Use this: datadog/list-monitors' }))
    await waitFor(() => expect(used(host)?.body).toEqual({ integration: 'datadog' }))
    expect(host.calls.find((call) => call.path === '/integrations')?.body).toEqual({
      provider: 'datadog',
      unique_key: 'datadog',
    })
  })

  it('show their source before they are taken, and say what was refused', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/apis/datadog', host)
    await user.click(await screen.findByRole('button', { name: 'list-monitors' }))
    expect(await screen.findByLabelText('Source of datadog/syncs/list-monitors.ts')).toHaveTextContent(
      'createSync',
    )
    await user.click(screen.getByRole('button', { name: 'Close' }))
    host.failNext('/patchbay/templates/datadog', 409, {
      code: 'file_exists',
      message: 'There is a function of that name already.',
    })
    await user.click(screen.getByRole('button', { name: 'Use this: datadog/list-monitors' }))
    expect(await screen.findByText('There is a function of that name already.')).toBeInTheDocument()
  })
})
