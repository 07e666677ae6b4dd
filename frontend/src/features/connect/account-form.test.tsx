import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import type { ConnectInput, ConnectResult, ProviderDetail } from '@/api/types'
import { TooltipProvider } from '@/components/ui/tooltip'
import { checkField, choicesOf, formFields, titleOf, visibleFields, defaultValues } from '@/lib/fields'
import { AccountForm } from './components/account-form'

// The forms of telling providers as the program sends them; a Go test keeps the file fresh.
const forms = JSON.parse(readFileSync('src/testing/forms.json', 'utf8')) as ProviderDetail[]

function provider(name: string): ProviderDetail {
  const found = forms.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name} among the forms`)
  return found
}

type Sent = Omit<ConnectInput, 'integration'>

/** Draws the form of a provider; `sent` holds what it submits. */
function draw(name: string, held?: Record<string, string>) {
  const submit = vi.fn((input: Sent): Promise<ConnectResult> => Promise.resolve(input as ConnectResult))
  const detail = provider(name)
  render(
    <TooltipProvider>
      <AccountForm
        provider={detail}
        held={held}
        connectionId={undefined}
        onCancel={() => undefined}
        submit={submit}
      />
    </TooltipProvider>,
  )
  const user = userEvent.setup()
  return {
    user,
    sent: () => submit.mock.calls.at(-1)?.[0],
    press: () =>
      user.click(screen.getByRole('button', { name: /^(Connect|Test and connect|Sign in with .*)$/ })),
  }
}

const pem = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----'

describe.each(forms.map((one) => [one.name, one] as const))('the form of %s', (name, detail) => {
  const fields = formFields(detail)
  const visible = visibleFields(fields, defaultValues(fields))

  it('shows every field once, in order, with its help tied to it and the vendor’s pages below', () => {
    draw(name)
    const labels = Array.from(document.querySelectorAll('label')).map((one) => one.textContent)
    expect(labels.slice(0, visible.length)).toEqual(visible.map(titleOf))
    for (const field of visible) {
      const control = screen.getAllByLabelText(titleOf(field))[0]
      expect(control).toHaveAccessibleDescription(expect.stringContaining(field.description ?? 'no help'))
      if (field.secret && !field.multiline) expect(control).toHaveAttribute('type', 'password')
      if (field.secret && field.multiline) expect(control?.className).toContain('text-security')
      if (field.multiline) expect(control?.tagName).toBe('TEXTAREA')
      if (field.prefix) expect(screen.getAllByText(field.prefix).length).toBeGreaterThan(0)
      if (field.suffix) expect(screen.getAllByText(field.suffix).length).toBeGreaterThan(0)
    }
    const links = screen.queryAllByRole('link').map((one) => one.getAttribute('href'))
    if (visible.length > 0 && detail.docs) expect(links).toContain(detail.docs)
  })

  it('asks for what is needed and sends nothing without it', async () => {
    const { press, sent } = draw(name)
    await press()
    const needed = visible.filter((field) => checkField(field, '') && choicesOf(field).length === 0)
    for (const field of needed) {
      expect(await screen.findByText(`${titleOf(field)} is needed.`)).toBeInTheDocument()
    }
    if (needed.length > 0) expect(sent()).toBeUndefined()
    else await waitFor(() => expect(sent()).toBeDefined())
  })
})

describe('while one types', () => {
  it('says what is wrong after the first blur, and stops as soon as it is right', async () => {
    const { user } = draw('zendesk-api-key')
    const email = screen.getByLabelText('Email')
    await user.type(email, 'ada')
    expect(screen.queryByText('This is not an email address.')).not.toBeInTheDocument()
    await user.tab()
    expect(await screen.findByText('This is not an email address.')).toBeInTheDocument()
    expect(email).toHaveAttribute('aria-invalid', 'true')
    await user.type(email, '@acme.com')
    await waitFor(() => expect(email).not.toHaveAttribute('aria-invalid'))
  })

  it('takes the part it needs out of a pasted address', async () => {
    const { user } = draw('zendesk')
    const subdomain = screen.getByLabelText('Subdomain')
    expect(subdomain).toHaveAttribute('placeholder', 'e.g. acme')
    await user.click(subdomain)
    await user.paste('https://acme.zendesk.com/agent/dashboard')
    expect(subdomain).toHaveValue('acme')
  })

  it('knows a host that cannot be the right one', async () => {
    const { user } = draw('salesforce')
    await user.type(screen.getByLabelText('My Domain host'), 'acme.lightning.force.com')
    await user.tab()
    expect(await screen.findByText(/does not have the form the provider uses/)).toBeInTheDocument()
  })

  it('shows in an empty secret what belongs there', () => {
    draw('datadog')
    expect(screen.getByLabelText('API key')).toHaveAttribute(
      'placeholder',
      'e.g. 0123456789abcdef0123456789abcdef',
    )
  })

  it('says what to paste where the shape of a secret is not known', () => {
    draw('auth0-cc')
    expect(screen.getByLabelText('Client secret')).toHaveAttribute('placeholder', 'Paste the client secret…')
  })

  it('shows a secret on request only', async () => {
    const { user } = draw('datadog')
    const key = screen.getByLabelText('API key')
    await user.type(key, '0123456789abcdef0123456789abcdef')
    expect(key).toHaveAttribute('type', 'password')
    const [show] = screen.getAllByRole('button', { name: 'Show what was typed' })
    if (!show) throw new Error('there is no button to show the key')
    await user.click(show)
    expect(key).toHaveAttribute('type', 'text')
  })
})

describe('keys of several lines', () => {
  it('are read from a file, hidden, checked and sent whole', async () => {
    const { user, press, sent } = draw('snowflake-jwt')
    await user.type(screen.getByLabelText('Account (subdomain)'), 'myorg-myaccount')
    await user.type(screen.getByLabelText('Account identifier'), 'MYORG-MYACCOUNT')
    await user.type(screen.getByLabelText('Username'), 'PATCHBAY')
    const file = new File([`${pem}\n`], 'rsa_key.p8')
    await user.upload(screen.getByLabelText('File with Private key (PEM)'), file)
    const key = screen.getByLabelText('Private key (PEM)')
    await waitFor(() => expect(key).toHaveValue(pem))
    expect(key.className).toContain('text-security')
    await user.click(screen.getByRole('button', { name: 'Show what was typed' }))
    expect(key.className).not.toContain('text-security')
    await press()
    await waitFor(() =>
      expect(sent()).toEqual({
        params: { subdomain: 'myorg-myaccount' },
        credentials: { accountIdentifier: 'MYORG-MYACCOUNT', userName: 'PATCHBAY', privateKey: pem },
      }),
    )
  })

  it('are explained when they are of the wrong kind', async () => {
    const { user } = draw('snowflake-jwt')
    await user.click(screen.getByLabelText('Private key (PEM)'))
    await user.paste(pem.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY'))
    await user.tab()
    expect(await screen.findByText(/openssl pkcs8 -topk8/)).toBeInTheDocument()
  })

  it('are taken out of a dropped key file of Google', async () => {
    const { user } = draw('google-service-account')
    const key = screen.getByLabelText('Private key (PEM)')
    const file = new File([JSON.stringify({ private_key: `${pem}\n` })], 'acme.json')
    fireEvent.drop(key, { dataTransfer: { files: [file] } })
    await waitFor(() => expect(key).toHaveValue(pem))
    await user.click(key)
    await user.tab()
    expect(key).not.toHaveAttribute('aria-invalid')
  })

  it('are not read from a file that cannot be one', async () => {
    const { user } = draw('snowflake-jwt')
    const file = new File(['x'.repeat(70_000)], 'film.pem')
    await user.upload(screen.getByLabelText('File with Private key (PEM)'), file)
    expect(await screen.findByText('film.pem is too large for a key.')).toBeInTheDocument()
    expect(screen.getByLabelText('Private key (PEM)')).toHaveValue('')
  })

  it('go where they are used once and not stored', async () => {
    const { user, press, sent } = draw('netsuite-client-credentials')
    await user.type(screen.getByLabelText('Client ID'), 'consumer')
    await user.type(screen.getByLabelText('Certificate ID'), 'cert')
    await user.type(screen.getByLabelText('Account ID'), '1234567')
    await user.click(screen.getByLabelText('Private key (PEM)'))
    await user.paste(pem)
    await press()
    await waitFor(() => expect(sent()?.assertion_option).toEqual({ privateKey: pem }))
    expect(sent()?.credentials).toEqual({ clientId: 'consumer', certificateId: 'cert' })
  })
})

describe('choices, hidden and shared values', () => {
  it('takes an optional choice back', async () => {
    const { user, press, sent } = draw('intercom')
    const region = screen.getByRole('combobox', { name: 'Region' })
    await user.click(region)
    await user.click(await screen.findByRole('option', { name: 'eu' }))
    expect(region).toHaveTextContent('eu')
    await user.click(region)
    await user.click(await screen.findByRole('option', { name: 'None' }))
    await press()
    await waitFor(() => expect(sent()).toEqual({ params: {} }))
  })

  it('starts with the first choice and sends hidden fields with their default', async () => {
    const { user, press, sent } = draw('datadog')
    await user.type(screen.getByLabelText('API key'), '0123456789abcdef0123456789abcdef')
    await user.type(screen.getByLabelText('Application key'), 'app1')
    await press()
    await waitFor(() =>
      expect(sent()?.params).toEqual({ siteParameter: 'datadoghq.com', applicationKey: 'app1' }),
    )
    const stripe = provider('stripe-api-key').credential_fields.find((field) => field.hidden)
    expect(stripe?.default_value).toBe('')
  })

  it('sends the default of a hidden password', async () => {
    const { user, press, sent } = draw('stripe-api-key')
    await user.type(screen.getByLabelText('Restricted API key'), 'rk_test_0123456789abcdef0123')
    await press()
    await waitFor(() => expect(sent()?.credentials).toHaveProperty('password', ''))
  })

  it('calls the key of a private API what its integration calls it', () => {
    draw('private-api-generic', { keyLabel: 'Store token' })
    expect(screen.getByLabelText('Store token')).toHaveAttribute('type', 'password')
  })

  it('does not ask for what the integration holds', () => {
    draw('sage-intacct-cc', { clientId: 'held', clientSecret: '***' })
    expect(screen.queryByLabelText('Client ID')).not.toBeInTheDocument()
    expect(screen.queryByLabelText('Client secret')).not.toBeInTheDocument()
    expect(screen.getByLabelText('Username')).toBeInTheDocument()
  })
})
