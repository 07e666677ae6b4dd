import { expect, it, vi } from 'vitest'
import { browserHost } from './browser'
import { openSessionLine } from './shared-session'

it('a tab is let in by another tab, but never with what was refused here', async () => {
  const fetched = vi.fn<typeof window.fetch>()
  vi.stubGlobal('fetch', fetched)
  const host = browserHost()
  expect(await host.signIn()).toBe('no-link')
  const told = vi.fn()
  host.onSignedIn(told)
  const other = openSessionLine(
    () => undefined,
    () => undefined,
  )
  const offer = (token: string) => other.tell({ token, environment: 'prod', usedAt: 1 })
  offer('patchbay_gui_1')
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1))
  expect(sessionStorage.getItem('patchbay.session')).toBe('patchbay_gui_1')
  expect(sessionStorage.getItem('patchbay.environment')).toBe('prod')
  fetched.mockReturnValue(Promise.resolve(new Response('{}', { status: 401 })))
  await host.fetch('/patchbay/status')
  offer('patchbay_gui_1')
  offer('patchbay_gui_2')
  await vi.waitFor(() => expect(sessionStorage.getItem('patchbay.session')).toBe('patchbay_gui_2'))
  expect(told).toHaveBeenCalledTimes(2)
  other.close()
  vi.unstubAllGlobals()
})
