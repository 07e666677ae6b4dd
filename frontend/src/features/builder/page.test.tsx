import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'

// The real editor needs a browser; the e2e tests look at it.
vi.mock('@/components/draft-editor', () => ({
  DraftEditor: (props: { label: string; value: string; growing: boolean; place?: { line: number } }) => (
    <pre aria-label={props.label} aria-busy={props.growing} data-line={props.place?.line}>
      {props.value}
    </pre>
  ),
}))

const address = '/functions/describe?integration=github'

/** A program with a model. */
function withModel() {
  const host = fakeHost()
  host.builder.model = { kind: 'openai', url: 'http://localhost:11434/v1', name: 'small', has_key: false }
  return host
}

describe('without a model', () => {
  it('asks for one, tests it and goes on', async () => {
    const { host, user } = await renderApp(address)
    await user.type(await screen.findByRole('textbox', { name: 'Address' }), 'http://localhost:11434/v1')
    await user.type(screen.getByRole('textbox', { name: 'Model' }), 'small')
    await user.click(screen.getByRole('button', { name: 'Save and test' }))
    expect(await screen.findByText('It answers: “ready”')).toBeInTheDocument()
    expect(host.calls).toContainEqual({
      method: 'PUT',
      path: '/patchbay/builder/model',
      body: { kind: 'openai', url: 'http://localhost:11434/v1', name: 'small' },
    })
    await user.click(screen.getByRole('button', { name: 'Use it' }))
    expect(await screen.findByRole('textbox', { name: 'What it should do' })).toBeInTheDocument()
  })

  it('says why a model refuses', async () => {
    const host = fakeHost()
    host.failNext('/patchbay/builder/model/test', 502, {
      code: 'model_key_refused',
      message: "The model's server answered with 401: no",
      hint: 'Check the key.',
    })
    const { user } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'Address' }), 'https://models.test')
    await user.type(screen.getByRole('textbox', { name: 'Model' }), 'small')
    await user.click(screen.getByRole('button', { name: 'Save and test' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('Check the key.')
    expect(screen.queryByRole('button', { name: 'Use it' })).not.toBeInTheDocument()
  })
})

describe('describing', () => {
  it('sends only the answers that were ticked', async () => {
    const host = withModel()
    const { user } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'What it should do' }), 'Close an issue')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'close-issue')
    await user.click(screen.getByRole('combobox', { name: 'Connection' }))
    await user.click(await screen.findByRole('option', { name: 'anna' }))
    const sample = await screen.findByRole('checkbox', { name: 'GET /issues?state=open' })
    expect(sample).not.toBeChecked()
    await user.click(sample)
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    await screen.findByText('The draft compiles, and its dry run passed')
    expect(host.calls.find(({ path }) => path === '/patchbay/builder/sessions')?.body).toEqual({
      description: 'Close an issue',
      integration: 'github',
      name: 'close-issue',
      type: 'action',
      connection: 'anna',
      samples: ['op-1'],
      allow_writes: false,
    })
  })

  it('tries the draft with the input that was given', async () => {
    const host = withModel()
    const { user } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'What it should do' }), 'Close an issue')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'close-issue')
    await user.click(screen.getByRole('combobox', { name: 'Connection' }))
    await user.click(await screen.findByRole('option', { name: 'anna' }))
    const input = screen.getByRole('textbox', { name: 'Input of the dry run' })
    await user.type(input, '{{"number": 7')
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    expect(input).toHaveAccessibleDescription(/This is not JSON/)
    await user.type(input, '}')
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    await screen.findByText('The draft compiles, and its dry run passed')
    const sent = host.calls.find(({ path }) => path === '/patchbay/builder/sessions')?.body
    expect(sent).toMatchObject({ connection: 'anna', input: { number: 7 } })
  })

  it('offers no input where the function takes none', async () => {
    const { user } = await renderApp(address, withModel())
    await user.click(await screen.findByRole('combobox', { name: 'Connection' }))
    await user.click(await screen.findByRole('option', { name: 'anna' }))
    expect(screen.getByRole('textbox', { name: 'Input of the dry run' })).toBeInTheDocument()
    await user.click(screen.getByRole('radio', { name: 'Sync' }))
    expect(screen.queryByRole('textbox', { name: 'Input of the dry run' })).not.toBeInTheDocument()
  })

  it('names what is missing', async () => {
    const { host, user } = await renderApp(address, withModel())
    await user.click(await screen.findByRole('button', { name: 'Write a draft' }))
    expect(await screen.findByText('Say what the function should do.')).toBeInTheDocument()
    expect(host.calls.some(({ path }) => path === '/patchbay/builder/sessions')).toBe(false)
  })
})

describe('a draft', () => {
  it('grows, is repaired, and goes into the folder when it is accepted', async () => {
    const host = withModel()
    const { user, router } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'What it should do' }), 'Close an issue')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'close-issue')
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    expect(await screen.findByText('Round 1 of 5: the model writes')).toBeInTheDocument()
    const growing = await screen.findByLabelText('Draft of round 1')
    expect(growing).toHaveTextContent('import { createAction')
    expect(growing).toHaveAttribute('aria-busy', 'true')
    expect(screen.queryByRole('button', { name: 'Accept the draft' })).not.toBeInTheDocument()
    await screen.findByText('The draft compiles, and its dry run passed')
    const first = within(screen.getByRole('region', { name: 'Round 1' }))
    expect(first.getByText(/Type 'string' is not assignable/)).toBeInTheDocument()
    expect(
      within(screen.getByRole('region', { name: 'Round 2' })).getByText('dry run passed'),
    ).toBeInTheDocument()
    expect(screen.getByLabelText('Draft of round 2')).toHaveTextContent('const n: number = 1')
    expect(first.queryByLabelText('Draft of round 1')).not.toBeInTheDocument()
    await user.click(first.getByRole('button', { name: 'line 1' }))
    expect(first.getByLabelText('Draft of round 1')).toHaveAttribute('data-line', '1')
    await user.click(screen.getByRole('button', { name: 'Accept the draft' }))
    expect(host.calls).toContainEqual({
      method: 'POST',
      path: '/patchbay/builder/sessions/session-1/accept',
      body: { insist: false },
    })
    expect(router.state.location.pathname).toBe('/functions')
  })

  it('that was only compiled is not said to work', async () => {
    const host = withModel()
    for (const step of host.builder.steps) {
      for (const round of step.rounds ?? []) round.dry_run = null
    }
    const { user } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'What it should do' }), 'Close an issue')
    expect(screen.queryByText(/ticked above/)).not.toBeInTheDocument()
    await user.click(screen.getByRole('combobox', { name: 'Integration' }))
    expect(await screen.findAllByRole('option')).not.toHaveLength(0)
    expect(screen.queryByRole('option', { name: 'First integration' })).not.toBeInTheDocument()
    await user.keyboard('{Escape}')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'close-issue')
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    expect(await screen.findByText('The draft compiles; not tried yet')).toBeInTheDocument()
  })

  it('shows what the model says until the file begins', async () => {
    const host = withModel()
    const [first] = host.builder.steps
    host.builder.steps = [{ rounds: (first?.rounds ?? []).map((one) => ({ ...one, answer: 'Let me see' })) }]
    const { user } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'What it should do' }), 'Close an issue')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'close-issue')
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    expect(await screen.findByText('Let me see')).toBeInTheDocument()
    expect(screen.queryByLabelText('Draft of round 1')).not.toBeInTheDocument()
  })

  it('is named and shown when it is older than the last answer', async () => {
    const host = withModel()
    const [broken, second] = host.builder.steps[1]?.rounds ?? []
    const [wrong] = broken?.problems ?? []
    if (!broken || !second || !wrong) throw new Error('The fake has other steps.')
    const problem = {
      ...wrong,
      source: 'definition',
      code: 'not_code',
      message: 'No code block.',
    }
    const talk = { ...second, phase: 'done' as const, answer: 'I am sorry', problems: [problem] }
    host.builder.steps = [{ rounds: [broken, second] }, { rounds: [broken, talk], state: 'gave_up' }]
    const { user } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'What it should do' }), 'Close an issue')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'close-issue')
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    const accept = await screen.findByRole('button', {
      name: 'Accept the draft of round 1 with its problems',
    })
    const first = within(screen.getByRole('region', { name: 'Round 1' }))
    expect(first.getByText('types are wrong')).toBeInTheDocument()
    expect(first.getByText('current draft')).toBeInTheDocument()
    expect(first.getByLabelText('Draft of round 1')).toHaveTextContent('const n: number = "x"')
    const last = within(screen.getByRole('region', { name: 'Round 2' }))
    expect(last.getByText('no code')).toBeInTheDocument()
    expect(last.queryByText('current draft')).not.toBeInTheDocument()
    await user.click(accept)
    expect(host.calls).toContainEqual({
      method: 'POST',
      path: '/patchbay/builder/sessions/session-1/accept',
      body: { insist: true },
    })
  })

  it('is stopped', async () => {
    const host = withModel()
    host.builder.steps = []
    const { user } = await renderApp(address, host)
    await user.type(await screen.findByRole('textbox', { name: 'What it should do' }), 'Close an issue')
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'close-issue')
    await user.click(screen.getByRole('button', { name: 'Write a draft' }))
    await user.click(await screen.findByRole('button', { name: 'Stop' }))
    expect(await screen.findByText('Stopped')).toBeInTheDocument()
  })
})
