import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { ConnectChoice, ConnectChoices, ConnectUISettings, ProviderDetail } from '@/api/types'
import { TooltipProvider } from '@/components/ui/tooltip'
import { replaceHost } from '@/host'
import { sessionHost } from '@/host/session'
import { formFields } from '@/lib/fields'
import { createQueryClient } from '@/lib/query'
import { FormWordsContext } from '@/lib/words'
import { ConnectPage } from './page'
import { spoken, SpokenContext, type Language } from './words'

const secret = 'a1'.repeat(20)
const providers = JSON.parse(readFileSync('src/testing/forms.json', 'utf8')) as ProviderDetail[]

function choiceOf(name: string): ConnectChoice {
  const provider = providers.find((one) => one.name === name)
  if (!provider) throw new Error(`forms.json has no ${name}`)
  return {
    integration: name,
    provider: name,
    display_name: provider.display_name,
    auth_mode: provider.auth_mode,
    redirects: false,
    supported: true,
    fields: formFields(provider),
  }
}

const look: ConnectUISettings = {
  showWatermark: false,
  defaultTheme: 'system',
  theme: { light: { primary: '#0b7285' }, dark: { primary: '#3bc9db' } },
}

afterEach(() => history.replaceState(null, ''))

interface Sent {
  path: string
  body: unknown
}

/** The page on a program that offers the integrations and answers an attempt as told; never when the status is 0. */
function open(
  names: string[],
  status: number,
  answer: unknown,
  more: Partial<ConnectChoices> = {},
  language: Language = 'en',
) {
  const sent: Sent[] = []
  const signals: (AbortSignal | null | undefined)[] = []
  const choices: ConnectChoices = {
    data: names.map(choiceOf),
    reconnecting: false,
    open_first: names.length === 1,
    ...more,
  }
  const session = { data: { connectUISettings: look } }
  replaceHost({
    ...sessionHost('token'),
    fetch: (path, init) => {
      if (path === '/connect/session') return Promise.resolve(Response.json(session))
      if (init?.method === 'GET') return Promise.resolve(Response.json(choices))
      sent.push({ path, body: JSON.parse(init?.body as string) as unknown })
      signals.push(init?.signal)
      if (status === 0) {
        return new Promise((_, fail) =>
          init?.signal?.addEventListener('abort', () => fail(new DOMException('given up', 'AbortError'))),
        )
      }
      return Promise.resolve(Response.json(answer, { status }))
    },
  })
  render(
    <QueryClientProvider client={createQueryClient()}>
      <SpokenContext value={spoken(language)}>
        <FormWordsContext value={spoken(language).words.form}>
          <TooltipProvider>
            <ConnectPage watchesWindow={false} appearance={undefined} />
          </TooltipProvider>
        </FormWordsContext>
      </SpokenContext>
    </QueryClientProvider>,
  )
  return { user: userEvent.setup(), sent, signals }
}

describe('the Connect page', () => {
  it.each(providers.filter(({ form }) => form.length > 0).map(({ name }) => name))(
    'asks %s for what is needed before anything is sent',
    async (name) => {
      const { user, sent } = open([name], 200, {})
      await user.click(await screen.findByRole('button', { name: 'Connect' }))
      const needed = choiceOf(name).fields.some(
        (field) => !field.hidden && !field.optional && field.default_value === undefined && !field.enum,
      )
      expect(sent).toHaveLength(needed ? 0 : 1)
      expect(screen.queryAllByText(/ is needed\.$/).length > 0).toBe(needed)
    },
  )

  it('sends each answer in its group and says that it worked', async () => {
    const { user, sent } = open(['zendesk-api-key'], 200, {
      connection: { connection_id: 'c', provider_config_key: 'zendesk-api-key' },
    })
    await user.type(await screen.findByLabelText('Subdomain'), 'acme')
    await user.type(screen.getByLabelText('Email'), 'ada@acme.com')
    await user.type(screen.getByLabelText('API token'), secret)
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findByRole('heading', { name: /is connected$/ })).toHaveFocus()
    expect(sent).toMatchObject([{ body: { integration: 'zendesk-api-key', params: { subdomain: 'acme' } } }])
    expect(JSON.stringify(sent)).toContain(secret)
  })

  it('says so when the connection waits for its installation', async () => {
    const { user } = open(['zendesk-api-key'], 200, {
      connection: { connection_id: 'c', provider_config_key: 'zendesk-api-key', is_pending: true },
    })
    await user.type(await screen.findByLabelText('Subdomain'), 'acme')
    await user.type(screen.getByLabelText('Email'), 'ada@acme.com')
    await user.type(screen.getByLabelText('API token'), secret)
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findByRole('heading', { name: /is not finished yet$/ })).toBeInTheDocument()
    expect(screen.getByText(/until the app is installed or approved/)).toBeInTheDocument()
  })

  it('makes the external id that the role of AWS must ask for, and sends that very one', async () => {
    const { user, sent } = open(['aws-sigv4'], 200, {
      connection: { connection_id: 'c', provider_config_key: 'aws-sigv4' },
    })
    const shown = within(await screen.findByRole('region', { name: 'External ID' }))
    const id = shown.getByText(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    await user.type(screen.getByLabelText('IAM role ARN'), 'arn:aws:iam::123456789012:role/patchbay')
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    await screen.findByRole('heading', { name: /is connected$/ })
    expect(sent).toMatchObject([{ body: { params: { external_id: id.textContent } } }])
  })

  it('keeps the external id of a connection that is made again', async () => {
    open(['aws-sigv4'], 200, {}, { reconnecting: true })
    expect(await screen.findByLabelText('IAM role ARN')).toBeInTheDocument()
    expect(screen.queryByRole('region', { name: 'External ID' })).not.toBeInTheDocument()
  })

  it('links a field to the place in the help that speaks of it', async () => {
    const choice = choiceOf('zendesk-api-key')
    const fields = choice.fields.map((field) =>
      field.title === 'API token' ? { ...field, doc_section: '#step-2' } : field,
    )
    open(
      [],
      200,
      {},
      { data: [{ ...choice, fields, docs: 'https://help.example.com/zendesk' }], open_first: true },
    )
    const link = await screen.findByRole('link', { name: /Where do I find it/ })
    expect(link).toHaveAttribute('href', 'https://help.example.com/zendesk#step-2')
    expect(screen.getByLabelText('API token')).toHaveAccessibleDescription(/Where do I find it/)
  })

  it('lists many by their shown names, numbers as numbers, and finds one of them', async () => {
    const names = ['zeta', 'API 10', 'alpha', 'API 9', 'Échelle', 'b', 'c', 'd', 'f', 'g', 'h']
    const data = names.map((name, at) => ({
      ...choiceOf('zendesk-api-key'),
      integration: `i${at}`,
      display_name: name,
    }))
    const { user } = open([], 200, {}, { data })
    const shown = () => screen.getAllByRole('listitem').map((one) => one.textContent)
    await screen.findByRole('heading', { name: 'Choose what to connect' })
    expect(shown().slice(0, 5)).toEqual(['alpha', 'API 9', 'API 10', 'b', 'c'])
    const field = screen.getByRole('searchbox', { name: 'Search' })
    await user.type(field, 'echel')
    expect(shown()).toEqual(['Échelle'])
    await user.type(field, 'x')
    expect(screen.getByRole('status')).toHaveTextContent('Nothing here has that name.')
    await user.keyboard('{Escape}')
    expect(shown()).toHaveLength(names.length)
  })

  it('goes back to the list with the browser, and forth to the form', async () => {
    const { user } = open(['zendesk-api-key', 'github'], 200, {})
    expect(await screen.findAllByRole('listitem')).toHaveLength(2)
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: /Zendesk/ }))
    expect(screen.getByLabelText('Subdomain')).toBeInTheDocument()
    history.back()
    expect(await screen.findByRole('heading', { name: 'Choose what to connect' })).toBeInTheDocument()
    history.forward()
    expect(await screen.findByLabelText('Subdomain')).toBeInTheDocument()
    history.back()
    await screen.findByRole('heading', { name: 'Choose what to connect' })
  })

  it('says that a connection is made again', async () => {
    open(['zendesk-api-key'], 200, {}, { reconnecting: true })
    expect(await screen.findByRole('heading', { name: /^Reconnect Zendesk/ })).toBeInTheDocument()
  })

  it('asks where to find something only when it asks for something', async () => {
    const docs = 'https://help.example.com/github'
    open([], 200, {}, { data: [{ ...choiceOf('github'), fields: [], docs }], open_first: true })
    expect(await screen.findByRole('button', { name: 'Connect' })).toBeInTheDocument()
    expect(screen.queryByRole('link')).not.toBeInTheDocument()
  })

  it('says that a check takes long, and can be told to give it up', async () => {
    const { user, signals } = open(['zendesk-api-key'], 0, undefined)
    await user.type(await screen.findByLabelText('Subdomain'), 'acme')
    await user.type(screen.getByLabelText('Email'), 'ada@acme.com')
    await user.type(screen.getByLabelText('API token'), secret)
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    await user.click(await screen.findByRole('button', { name: 'Cancel' }, { timeout: 10_000 }))
    expect(signals[0]?.aborted).toBe(true)
    await waitFor(() => expect(screen.getByRole('button', { name: 'Connect' })).toBeEnabled())
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    expect(screen.getByLabelText('API token')).toHaveValue(secret)
  })

  it.each(['de', 'fr', 'es', 'ja'] as const)('speaks %s throughout', async (language) => {
    const { user } = open(['zendesk-api-key'], 200, {}, {}, language)
    const { words } = spoken(language)
    await user.click(await screen.findByRole('button', { name: words.connect }))
    expect(screen.getByText(words.form.needed('Subdomain'))).toBeInTheDocument()
    expect(screen.getByRole('button', { name: words.form.show })).toBeInTheDocument()
    expect(document.body).not.toHaveTextContent(/Connect |is needed|Secrets stay/)
  })

  it('puts a complaint beside its field, and leads back to the list', async () => {
    const issue = { code: 'custom', message: 'This subdomain is gone.', path: ['params', 'subdomain'] }
    const { user } = open(['zendesk-api-key', 'github'], 400, {
      error: { code: 'invalid_body', errors: [issue] },
    })
    await user.click(await screen.findByRole('button', { name: /Zendesk/ }))
    await user.type(screen.getByLabelText('Subdomain'), 'acme')
    await user.type(screen.getByLabelText('Email'), 'ada@acme.com')
    await user.type(screen.getByLabelText('API token'), secret)
    await user.click(screen.getByRole('button', { name: 'Connect' }))
    expect(await screen.findByText('This subdomain is gone.')).toBeInTheDocument()
    expect(screen.getByLabelText('Subdomain')).toHaveAttribute('aria-invalid', 'true')
    await user.click(screen.getByRole('button', { name: 'Back' }))
    expect(await screen.findByRole('heading', { name: 'Choose what to connect' })).toBeInTheDocument()
  })
})
