import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'
import { factSections } from './facts'

// The real editor needs a browser; the e2e tests type into it.
vi.mock('@/components/yaml-editor', () => ({
  YamlEditor: (props: { label: string; value: string; onChange: (text: string) => void }) => (
    <textarea
      aria-label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  ),
}))

describe('the facts of an entry', () => {
  it('are told in sections, and what is not said is left out', () => {
    const sections = factSections({
      token_url: { OAUTH2: 'https://a.example/t', APP: 'https://b.example/t' },
      disable_pkce: true,
      scope_separator: ' ',
      proxy: {
        base_url: 'https://api.example',
        headers: { 'x-key': '${apiKey}' },
        retry: { after: ['retry-after'] },
      },
    })
    expect(sections).toEqual([
      {
        title: 'Addresses',
        rows: [
          { label: 'Token', lines: ['OAUTH2: https://a.example/t', 'APP: https://b.example/t'] },
          { label: 'API', lines: ['https://api.example'] },
        ],
      },
      {
        title: 'Requests',
        rows: [
          { label: 'Headers', lines: ['x-key: ${apiKey}'] },
          { label: 'Wait for', lines: ['retry-after'] },
        ],
      },
      {
        title: 'Peculiarities',
        rows: [
          { label: 'PKCE is switched off', lines: ['true'] },
          { label: 'Scopes are separated by', lines: [' '] },
        ],
      },
    ])
    expect(factSections({})).toEqual([])
  })
})

describe("an API's page", () => {
  it('tells what is sent and where the entry comes from', async () => {
    await renderApp('/apis/github')
    expect(await screen.findByText('What Patchbay sends')).toBeInTheDocument()
    expect(screen.getByText('Bearer ${accessToken}')).toBeInTheDocument()
    expect(screen.getByText(/Patchbay ships it/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Edit a copy' })).toBeInTheDocument()
  })

  it('asks before credentials go to a new place', async () => {
    const host = fakeHost()
    host.catalog.unconfirmed.set('github', ['https://api.elsewhere.example'])
    const { user } = await renderApp('/apis/github', host)
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('https://api.elsewhere.example')
    await user.click(within(alert).getByRole('button', { name: /allow it/ }))
    await waitFor(() => expect(screen.queryByText(/to a new place/)).not.toBeInTheDocument())
    expect(host.calls.find((call) => call.path.endsWith('/confirm'))?.body).toEqual({
      destinations: ['https://api.elsewhere.example'],
    })
  })

  it('shows the mistakes of a file and goes back to the built-in entry, with a way back', async () => {
    const host = fakeHost()
    host.catalog.files.set('github', 'display_name: A\ncolour: red\n')
    const { user } = await renderApp('/apis/github', host)
    expect(await screen.findByText('The file has mistakes')).toBeInTheDocument()
    expect(screen.getByText(/The built-in entry stays in use/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Back to the built-in entry' }))
    expect(await screen.findByText(/Patchbay ships it/)).toBeInTheDocument()
    expect(host.catalog.files.has('github')).toBe(false)
  })
})

describe('the file of an API', () => {
  it('is checked while one types and saved when it is right', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/apis/github/file', host)
    const editor = await screen.findByRole('textbox', { name: 'github.yaml' })
    await user.type(editor, 'colour: red')
    expect(await screen.findByText(/There is no field "colour"/)).toBeInTheDocument()
    expect(screen.getByText('Line 4')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Save as your own file' })).toBeDisabled()
    await user.clear(editor)
    await user.type(editor, 'display_name: Mine')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save as your own file' })).toBeEnabled())
    await user.click(screen.getByRole('button', { name: 'Save as your own file' }))
    await waitFor(() => expect(host.catalog.files.get('github')).toBe('display_name: Mine'))
    expect(editor).toHaveValue('display_name: Mine')
    expect(await screen.findByRole('button', { name: 'Save' })).toBeDisabled()
  })

  it('is not overwritten when somebody else changed it', async () => {
    const host = fakeHost()
    host.catalog.files.set('github', 'display_name: A\n')
    const { user } = await renderApp('/apis/github/file', host)
    const editor = await screen.findByRole('textbox', { name: 'github.yaml' })
    await user.type(editor, '# mine')
    host.catalog.files.set('github', 'display_name: Theirs\n')
    host.hint({ topic: 'catalog' })
    expect(await screen.findByText(/was changed elsewhere/)).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled()
    await user.click(screen.getByRole('button', { name: 'Use the file on disk' }))
    expect(editor).toHaveValue('display_name: Theirs\n')
  })
})

describe('the gallery', () => {
  it('tells which provider files have mistakes', async () => {
    const host = fakeHost()
    host.catalog.files.set('github', 'colour: red\n')
    await renderApp('/apis', host)
    expect(await screen.findByText('Some of your provider files have mistakes')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'github.yaml' })).toBeInTheDocument()
    expect(screen.getByText(/the built-in entry is in use/)).toBeInTheDocument()
  })

  it('imports after showing the plan', async () => {
    const host = fakeHost()
    const { user } = await renderApp('/apis', host)
    await user.click(await screen.findByRole('button', { name: 'Import' }))
    await user.type(screen.getByLabelText('Address'), 'https://files.example/providers.yaml')
    await user.click(screen.getByRole('button', { name: 'Show the plan' }))
    expect(await screen.findByText('1 new, 1 changed, 1011 the same, 1 refused.')).toBeInTheDocument()
    expect(screen.getByText(/Sends credentials to https:\/\/api.elsewhere.example/)).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Write 2 files' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
    const last = host.calls.filter((call) => call.path === '/patchbay/overlay/import').at(-1)
    expect(last?.body).toEqual({
      address: 'https://files.example/providers.yaml',
      apply: true,
      digest: 'plan-1',
    })
  })
})
