import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import type { RecordRow } from '@/api/types'
import { fakeHost, type FakeHost } from '@/host/fake'
import { renderApp } from '@/testing/render'
import { columnsOf, preview } from './columns'
import { rowHeight } from './components/record-grid'
import { windowsOf } from './queries'

const row = (payload: unknown): RecordRow => ({
  id: '1',
  action: 'added',
  first_seen: '2026-11-21T09:00:00Z',
  modified: '2026-11-21T09:00:00Z',
  deleted: null,
  pruned: false,
  run: null,
  payload,
})

/** The issues, but fewer: looking through all of them in the fake takes longer than anything that is tested. */
function hostWith(records: number): FakeHost {
  const host = fakeHost()
  const [issues] = host.records.sets
  if (issues) Object.assign(issues, { records, deleted: 0 })
  return host
}

const browsed = (host: FakeHost) => host.calls.filter((call) => call.path.startsWith('/patchbay/records?'))
const grid = () => screen.findByLabelText('Records of Issue')
/** By its text: roles of some hundred cells take long to work out. */
const firstRow = () => screen.findByText('issue-000001')

describe('columns', () => {
  it('are the fields that most of the first records fill, in their order', () => {
    const rows = [row({ id: 1, a: 'x', empty: null, b: 1 }), row({ a: 'y', b: 2, c: true }), row('text')]
    expect(columnsOf(rows)).toEqual(['a', 'empty', 'b', 'c'])
    const wide = row(Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`f${n}`, n === 2 ? null : n])))
    expect(columnsOf([wide])).toEqual(['f0', 'f1', 'f3', 'f4', 'f5', 'f6', 'f7'])
  })

  it('show objects as short JSON and nothing for nothing', () => {
    expect(preview({ a: [1] })).toBe('{"a":[1]}')
    expect(preview(null)).toBe('')
    expect(preview('x'.repeat(500))).toHaveLength(121)
  })
})

describe('windows', () => {
  it('are those that hold the rows in view', () => {
    expect(windowsOf(0, 30)).toEqual([0])
    expect(windowsOf(90, 130)).toEqual([0, 1])
    expect(windowsOf(99_990, 99_999)).toEqual([999])
  })
})

describe('the record browser', () => {
  it('draws and reads only what is in view of 100,000 records', async () => {
    const { host } = await renderApp('/records')
    await firstRow()
    expect(screen.getByText('100,000 rows')).toBeInTheDocument()
    const list = await grid()
    expect(list.querySelectorAll('[role=row]').length).toBeLessThan(80)
    list.scrollTop = 70_000 * rowHeight
    fireEvent.scroll(list)
    expect(await screen.findByText('issue-070001')).toBeInTheDocument()
    expect(browsed(host).length).toBeLessThan(6)
    expect(browsed(host).at(-1)?.path).toContain('offset=70000')
  })

  it('opens a record with all of it, and follows the arrow keys', async () => {
    const { user, router } = await renderApp('/records')
    await user.click(await firstRow())
    const panel = await screen.findByLabelText('Record')
    expect(await within(panel).findByText(/Button does nothing on Safari/)).toBeInTheDocument()
    expect(router.state.location.search).toMatchObject({ record: 'issue-000001' })
    const list = await grid()
    act(() => list.focus())
    await user.keyboard('{ArrowDown}')
    expect(await screen.findByText('issue-000002', { selector: 'h2' })).toBeInTheDocument()
    await user.keyboard('{Escape}')
    expect(screen.queryByLabelText('Record')).not.toBeInTheDocument()
  })

  it('names the run that changed a record and leads to what it did', async () => {
    const { user, router } = await renderApp('/records')
    await user.click(await firstRow())
    const panel = within(await screen.findByLabelText('Record'))
    await user.click(await panel.findByRole('link', { name: /^list-issues, run \d+$/ }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/runs/run-0003'))
    expect(router.state.location.search).toEqual({ tab: 'changes' })
  })

  it('marks a record that a simulated webhook wrote', async () => {
    const host = hostWith(20)
    const run = host.functions.runs.find((one) => one.id === 'run-0003')
    if (run) run.trigger = 'simulated'
    await renderApp('/records?record=issue-000001', host)
    expect(await within(await screen.findByLabelText('Record')).findByText('Simulated')).toBeInTheDocument()
  })

  it('says so where no run is known', async () => {
    await renderApp('/records?record=issue-000010')
    const panel = within(await screen.findByLabelText('Record'))
    expect(await panel.findByText(/^No run/)).toBeInTheDocument()
    expect(panel.queryByRole('link', { name: /run \d+$/ })).not.toBeInTheDocument()
  })

  it('opens the record of a link wherever it is in the list', async () => {
    await renderApp('/records?record=issue-001900', hostWith(2000))
    const panel = await screen.findByLabelText('Record')
    expect(await within(panel).findByText('1900')).toBeInTheDocument()
  })

  it('searches and filters, and keeps both in the address', async () => {
    const { user, router } = await renderApp('/records', hostWith(2000))
    await firstRow()
    await user.type(screen.getByRole('searchbox', { name: 'Search in Issue' }), 'issue-00004')
    expect(await screen.findByText('10 rows')).toBeInTheDocument()
    expect(router.state.location.search).toMatchObject({ search: 'issue-00004' })
    await user.clear(screen.getByRole('searchbox', { name: 'Search in Issue' }))
    await user.type(screen.getByRole('searchbox', { name: 'Search in Issue' }), 'nothing like it')
    await user.click(await screen.findByRole('button', { name: 'Show all records' }))
    expect(await screen.findByText('2,000 rows')).toBeInTheDocument()
  })

  it('asks again while a search is not complete', async () => {
    const host = hostWith(2000)
    let asked = 0
    host.records.complete = () => ++asked > 2
    await renderApp('/records?search=issue-00004', host)
    expect(await screen.findByText(/so far/)).toBeInTheDocument()
    expect(await screen.findByText('10 rows')).toBeInTheDocument()
  })

  it('deletes all records of a model only after asking', async () => {
    const { host, user } = await renderApp('/records')
    await firstRow()
    await user.click(screen.getByRole('button', { name: 'Use' }))
    await user.click(await screen.findByRole('menuitem', { name: /Delete all records/ }))
    expect(host.calls.some((call) => call.method === 'DELETE')).toBe(false)
    await user.click(await screen.findByRole('button', { name: 'Delete all records' }))
    await waitFor(() =>
      expect(host.calls.find((call) => call.method === 'DELETE')?.path).toContain('confirmed=true'),
    )
    expect(await screen.findByLabelText('Records of Contact')).toBeInTheDocument()
  })

  it('copies the public call without the key', async () => {
    const { host, user } = await renderApp('/records')
    await firstRow()
    await user.click(screen.getByRole('button', { name: 'Use' }))
    await user.click(await screen.findByRole('menuitem', { name: /cURL/ }))
    expect(host.clipboard).toContain("'http://localhost:3003/records?model=Issue'")
    expect(host.clipboard).toContain('Bearer $NANGO_SECRET_KEY')
    expect(host.clipboard).toContain("'Connection-Id: anna'")
  })

  it('says what is missing and what went wrong', async () => {
    const empty = fakeHost()
    empty.records.sets = []
    const { unmount } = await renderApp('/records', empty)
    expect(await screen.findByText('No records yet')).toBeInTheDocument()
    unmount()
    const broken = fakeHost()
    broken.failNext('/patchbay/records/models', 500, { code: 'x', message: 'The database is locked.' })
    await renderApp('/records', broken)
    expect(await screen.findByText('The database is locked.')).toBeInTheDocument()
  })

  it('has nothing that axe finds wrong', async () => {
    const { container } = await renderApp('/records?record=issue-000003', hostWith(12))
    await screen.findByText('issue-000003', { selector: 'h2' })
    await firstRow()
    // jsdom knows no colours; the end-to-end tests look at contrast.
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  })
})
