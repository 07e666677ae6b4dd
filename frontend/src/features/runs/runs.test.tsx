import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '@/testing/render'

describe('the list of runs', () => {
  it('shows what the address asks for, and the address what was chosen', async () => {
    const { host, router, user } = await renderApp('/runs?state=failed')
    const table = await screen.findByRole('table', { name: 'Runs' })
    expect(await within(table).findByText('GitHub answered 404: Not Found.')).toBeInTheDocument()
    expect(within(table).queryByText('list-issues')).not.toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Clear filters' }))
    await waitFor(() => expect(screen.getAllByText('list-issues')).not.toHaveLength(0))
    expect(router.state.location.search).toEqual({})
    const asked = host.calls.filter(({ path }) => path.startsWith('/patchbay/runs')).map(({ path }) => path)
    expect(asked[0]).toContain('state=failed')
    expect(asked.at(-1)).not.toContain('state=')
  })
})

describe('a run', () => {
  it('tells its state, and its timeline marks what a server would not keep', async () => {
    await renderApp('/runs/run-0004?tab=timeline')
    expect(await screen.findByText(/^Succeeded after 412 ms/)).toHaveAttribute('aria-live', 'polite')
    expect(await screen.findByText('Opened issue 42')).toBeInTheDocument()
    expect(screen.getByText('only here')).toBeInTheDocument()
    expect(screen.getByText(/Tried again: status 502/)).toBeInTheDocument()
  })

  it('says whose fault a failure was and leads to the line', async () => {
    const { user, router } = await renderApp('/runs/run-0001')
    expect(await screen.findByText('The provider')).toBeInTheDocument()
    await user.click(screen.getByRole('link', { name: 'github/actions/create-issue.ts:18:31' }))
    await waitFor(() =>
      expect(router.state.location.search).toEqual({
        file: 'github/actions/create-issue.ts',
        tab: 'code',
        line: 18,
        column: 31,
      }),
    )
  })

  it('lists what it changed, with the fields', async () => {
    const { user } = await renderApp('/runs/run-0003?tab=changes')
    await user.click(await screen.findByRole('button', { name: /Changed, ?102/ }))
    const table = screen.getByRole('table', { name: 'Fields that differ' })
    expect(within(table).getByText('"Login"')).toBeInTheDocument()
    expect(within(table).getByText('"Login fails"')).toBeInTheDocument()
    expect(screen.getByText('It was not seen any more.')).toBeInTheDocument()
  })
})
