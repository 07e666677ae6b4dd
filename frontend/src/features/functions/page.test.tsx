import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { fakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'
import { forgetDrafts } from './run-draft'

beforeEach(() => forgetDrafts())

const run = '/functions?fn=github%2Faction%2Fcreate-issue&tab=run'

describe('without a folder', () => {
  it('offers to make one where the program suggests, or to open one again', async () => {
    const host = fakeHost()
    host.functions.project.open = false
    const { user } = await renderApp('/functions', host)
    expect(await screen.findByRole('textbox', { name: 'Where' })).toHaveValue('/home/anna/patchbay-functions')
    await user.click(screen.getByRole('button', { name: '/home/anna/old-integrations' }))
    expect(await screen.findByRole('navigation', { name: 'Functions' })).toBeInTheDocument()
    expect(host.calls).toContainEqual({
      method: 'PUT',
      path: '/patchbay/project',
      body: { dir: '/home/anna/old-integrations', init: false },
    })
  })
})

describe('a folder without a function', () => {
  it('says what to do', async () => {
    const host = fakeHost()
    host.functions.functions = []
    const { user } = await renderApp('/functions', host)
    const heading = await screen.findByRole('heading', { name: 'No function in this folder yet' })
    if (!heading.parentElement) throw new Error('the heading stands alone')
    const main = within(heading.parentElement)
    expect(main.getByRole('link', { name: 'Start from a template' })).toHaveAttribute(
      'href',
      '/apis?show=functions',
    )
    await user.click(main.getByRole('button', { name: 'New function' }))
    expect(await screen.findByRole('dialog', { name: 'New function' })).toBeInTheDocument()
  })
})

describe('the library', () => {
  it('opens for the API of the function that is chosen', async () => {
    const { router, user } = await renderApp('/functions?fn=github%2Faction%2Fcreate-issue')
    await screen.findByRole('heading', { name: 'create-issue' })
    await user.click(screen.getByRole('link', { name: 'Start from a template' }))
    await waitFor(() =>
      expect(router.state.location).toMatchObject({
        pathname: '/apis',
        search: { show: 'functions', q: 'github' },
      }),
    )
  })
})

describe('running an action', () => {
  it('sends what the form holds and shows what came out', async () => {
    const { host, user } = await renderApp(run)
    const title = await screen.findByRole('textbox', { name: 'title' })
    expect(title).toHaveValue('Login fails')
    await user.type(title, '!')
    await user.type(screen.getByRole('textbox', { name: 'estimate' }), '1.5')
    await user.click(screen.getByRole('button', { name: 'Add labels' }))
    await user.click(screen.getByRole('button', { name: 'Add to labels' }))
    await user.type(screen.getByRole('textbox', { name: 'labels 1' }), 'bug{Control>}{Enter}{/Control}')
    await screen.findByText('43')
    const started = host.calls.find(({ path }) => path.endsWith('/run'))
    expect(started?.body).toEqual({
      connection: 'anna',
      mode: 'run',
      input: { repository: 'acme/web', title: 'Login fails!', estimate: 1.5, labels: ['bug'] },
    })
  })

  it('keeps what was typed when it goes to JSON', async () => {
    const { user } = await renderApp(run)
    await user.type(await screen.findByRole('textbox', { name: 'title' }), '!')
    await user.click(screen.getByRole('radio', { name: 'JSON' }))
    expect(await screen.findByRole('textbox', { name: 'Input as JSON' })).toHaveTextContent('"Login fails!"')
    await user.click(screen.getByRole('radio', { name: 'Form' }))
    expect(await screen.findByRole('textbox', { name: 'title' })).toHaveValue('Login fails!')
  })
})

describe('problems', () => {
  it('lead to their line', async () => {
    const { user, router } = await renderApp('/functions?file=github%2Ftests%2Fcreate-issue.test.json')
    await user.click(await screen.findByRole('button', { name: 'Problems: 1 error, 1 warning' }))
    await user.click(await screen.findByRole('link', { name: /Expected "}" but found end of file/ }))
    await waitFor(() =>
      expect(router.state.location.search).toMatchObject({
        file: 'github/syncs/list-repos.ts',
        line: 2,
        column: 1,
      }),
    )
  })
})
