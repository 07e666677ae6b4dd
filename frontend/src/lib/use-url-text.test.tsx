import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useUrlText } from './use-url-text'

const commit = vi.fn()

beforeEach(() => {
  commit.mockClear()
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => vi.useRealTimers())

function Search() {
  const [text, setText] = useUrlText(undefined, commit)
  return <input aria-label="Search" value={text} onChange={(event) => setText(event.target.value)} />
}

/** A page with a search box, and another that never gets ready. */
async function open() {
  const root = createRootRoute()
  const search = createRoute({ getParentRoute: () => root, path: '/', component: Search })
  const slow = createRoute({
    getParentRoute: () => root,
    path: '/slow',
    beforeLoad: () => new Promise(() => undefined),
  })
  const history = createMemoryHistory({ initialEntries: ['/'] })
  const router = createRouter({ routeTree: root.addChildren([search, slow]), history })
  render(<RouterProvider router={router as never} />)
  const box = await screen.findByLabelText('Search')
  return { box, history }
}

it('puts the text into the address a moment later', async () => {
  const { box } = await open()
  fireEvent.change(box, { target: { value: 'github' } })
  expect(commit).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(300)
  expect(commit).toHaveBeenCalledExactlyOnceWith('github')
})

it('leaves the address alone when another page is on its way', async () => {
  const { box, history } = await open()
  fireEvent.change(box, { target: { value: 'github' } })
  history.push('/slow')
  await vi.advanceTimersByTimeAsync(300)
  expect(commit).not.toHaveBeenCalled()
})
