import { afterEach, expect, it, vi } from 'vitest'
import { openSessionLine, type SessionLine, type TabSession } from './shared-session'

const lines: SessionLine[] = []
afterEach(() => lines.splice(0).forEach((line) => line.close()))

function tab(session?: TabSession, told: (session: TabSession) => void = () => undefined) {
  const line = openSessionLine(() => session, told)
  lines.push(line)
  return line
}

const session = (token: string, more: Partial<TabSession> = {}): TabSession => ({ token, usedAt: 0, ...more })

it('gives a new tab the session and the environment of the tab that was used last', async () => {
  tab(session('one', { usedAt: 10 }))
  tab(session('two', { usedAt: 30, environment: 'prod' }))
  tab(session('three', { usedAt: 20 }))
  tab()
  expect(await tab().ask()).toEqual({ token: 'two', usedAt: 30, environment: 'prod' })
})

it('gives nothing when no open tab has a session', async () => {
  tab()
  expect(await tab().ask()).toBeUndefined()
})

it('tells waiting tabs of a sign-in', async () => {
  const told = vi.fn()
  tab(undefined, told)
  tab().tell(session('fresh'))
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(session('fresh')))
})
