import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

const refused = (hint: string) => [
  {
    code: 'vendor_refuses',
    blocks: false,
    message: 'GitHub is known to refuse this address.',
    hint,
    source: 'https://docs.example.com/redirects',
  },
]

describe('the redirect address of an integration', () => {
  it('warns when the provider refuses it and takes another one', async () => {
    const host = fakeHost()
    host.redirects.problems = { localhost: refused('Choose http://127.0.0.1.') }
    const { user } = await renderApp('/integrations/github', host)
    expect(await screen.findByText(/known to refuse this address/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: /Where it says so/ })).toHaveAttribute(
      'href',
      'https://docs.example.com/redirects',
    )
    await user.click(screen.getByRole('button', { name: 'Use another address' }))
    expect(screen.getByText('known to be refused').closest('label')).toHaveTextContent('http://localhost')
    expect(screen.getByText('fits this provider').closest('label')).toHaveTextContent('127.0.0.1')
    await user.click(screen.getByRole('radio', { name: /127\.0\.0\.1/ }))
    await user.click(screen.getByRole('button', { name: 'Use this address' }))
    await waitFor(() => expect(host.redirects.own.get('github')).toEqual({ kind: 'loopback', url: '' }))
    expect(await screen.findByTitle('http://127.0.0.1:3003/oauth/callback')).toBeInTheDocument()
    expect(screen.queryByText(/known to refuse/)).not.toBeInTheDocument()
  })

  it('says beforehand that an address cannot work now', async () => {
    const host = fakeHost()
    host.redirects.problems = {
      https: [
        {
          code: 'https_disabled',
          blocks: true,
          message: 'https://localhost is not switched on.',
          hint: 'Switch it on.',
        },
      ],
    }
    const { user } = await renderApp('/integrations/github', host)
    await user.click(await screen.findByRole('button', { name: 'Use another address' }))
    expect(screen.queryByText('https://localhost is not switched on.')).not.toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: /^https:\/\/localhost/ }))
    expect(screen.getByText('https://localhost is not switched on.')).toBeInTheDocument()
  })

  it('puts what is wrong with a relay beside it, and goes back to the settings', async () => {
    const host = fakeHost()
    host.redirects.own.set('github', { kind: 'relay', url: 'https://relay.example/oauth/callback' })
    const { user } = await renderApp('/integrations/github', host)
    await user.click(await screen.findByRole('button', { name: 'Use another address' }))
    host.failNext('/patchbay/integrations/github/redirect', 400, {
      code: 'invalid_body',
      message: 'No.',
      errors: [{ code: 'custom', message: 'Write the address with /oauth/callback.', path: ['url'] }],
    })
    await user.click(screen.getByRole('button', { name: 'Use this address' }))
    expect(await screen.findByText('Write the address with /oauth/callback.')).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: /Use the one from the settings/ }))
    await waitFor(() => expect(host.redirects.own.size).toBe(0))
  })

  it('is not there for providers without a login', async () => {
    await renderApp('/integrations/stripe-api-key')
    await screen.findByLabelText('Name')
    expect(screen.queryByText('Redirect address')).not.toBeInTheDocument()
  })
})
