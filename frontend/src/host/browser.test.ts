import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserHost } from './browser'
import { readEvents } from './events'
import type { Hint } from './host'

function answer(status: number, body: unknown) {
  return Promise.resolve(new Response(JSON.stringify(body), { status }))
}

describe('a browser tab', () => {
  const fetched = vi.fn<typeof window.fetch>()
  beforeEach(() => {
    sessionStorage.clear()
    window.history.replaceState(null, '', '/')
    vi.stubGlobal('fetch', fetched)
    fetched.mockReset()
  })
  afterEach(() => void vi.unstubAllGlobals())

  it('trades the link for a session and takes it out of the address bar', async () => {
    window.history.replaceState(null, '', '/#link=one-time')
    fetched.mockReturnValueOnce(answer(200, { token: 'patchbay_gui_1' })).mockReturnValueOnce(answer(200, {}))
    const host = browserHost()
    expect(await host.signIn()).toBe('ready')
    expect(window.location.href).not.toContain('one-time')
    await host.fetch('/patchbay/status')
    const headers = new Headers(fetched.mock.calls[1]?.[1]?.headers)
    expect(headers.get('Authorization')).toBe('Bearer patchbay_gui_1')
  })

  it('knows the session again after a reload, and says so without one', async () => {
    expect(await browserHost().signIn()).toBe('no-link')
    sessionStorage.setItem('patchbay.session', 'patchbay_gui_1')
    expect(await browserHost().signIn()).toBe('ready')
  })

  it('tells a used link from a program that is gone', async () => {
    window.history.replaceState(null, '', '/#link=used')
    fetched.mockReturnValueOnce(answer(401, { error: { code: 'invalid_link' } }))
    expect(await browserHost().signIn()).toBe('link-refused')
    window.history.replaceState(null, '', '/#link=lost')
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    expect(await browserHost().signIn()).toBe('unreachable')
  })

  it('puts back the page that the link was opened over', async () => {
    sessionStorage.setItem('patchbay.wanted', '#/logs?kind=proxy')
    window.history.replaceState(null, '', '/#link=one-time')
    fetched.mockReturnValueOnce(answer(200, { token: 'patchbay_gui_1' }))
    expect(await browserHost().signIn()).toBe('ready')
    expect(window.location.hash).toBe('#/logs?kind=proxy')
  })

  it('forgets a session that is refused and tells the page', async () => {
    sessionStorage.setItem('patchbay.session', 'patchbay_gui_old')
    fetched.mockReturnValue(answer(401, { error: { code: 'unknown_session' } }))
    const host = browserHost()
    const told = vi.fn()
    host.onSignedOut(told)
    await host.fetch('/patchbay/status')
    expect(told).toHaveBeenCalledTimes(1)
    expect(sessionStorage.getItem('patchbay.session')).toBeNull()
  })
})

it('reads hints however the stream is cut, and passes over heartbeats', async () => {
  const parts = [
    ': ping\n\ndata: {"topic":"conn',
    'ections","id":"a"}\n\nda',
    'ta: {"topic":"settings"}\r\n\r\n',
  ]
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
      controller.close()
    },
  })
  const hints: Hint[] = []
  for await (const hint of readEvents(stream)) hints.push(hint)
  expect(hints).toEqual([{ topic: 'connections', id: 'a' }, { topic: 'settings' }])
})
