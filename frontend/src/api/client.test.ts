import { describe, expect, it } from 'vitest'
import { replaceHost } from '@/host'
import { fakeHost } from '@/host/fake'
import { createIntegration, deleteIntegration } from './integrations'
import { api } from './client'
import { asFault, Fault } from './fault'

describe('the client', () => {
  it('throws the program’s own words', async () => {
    const host = fakeHost()
    replaceHost(host)
    host.failNext('/integrations', 409, {
      code: 'conflict',
      message: 'The key is taken.',
      hint: 'Choose another.',
    })
    const failure = createIntegration({ provider: 'github', unique_key: 'github' })
    await expect(failure).rejects.toMatchObject({
      status: 409,
      code: 'conflict',
      message: 'The key is taken.',
      hint: 'Choose another.',
    })
  })

  it('makes a sentence of a fault that has only a code', () => {
    expect(new Fault(404, { code: 'unknown_connection' }).message).toBe('Unknown connection.')
  })

  it('says that the program is gone when no answer comes', async () => {
    replaceHost({ ...fakeHost(), fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
    await expect(api.get('/patchbay/status')).rejects.toMatchObject({ status: 0, code: 'unreachable' })
  })

  it('survives an answer that is not JSON', async () => {
    replaceHost({ ...fakeHost(), fetch: () => Promise.resolve(new Response('<html>', { status: 502 })) })
    await expect(api.get('/patchbay/status')).rejects.toMatchObject({
      status: 502,
      code: 'unreadable_answer',
    })
  })

  it('escapes what stands in a path and sends text, never a Blob', async () => {
    const host = fakeHost()
    const sent: (RequestInit | undefined)[] = []
    replaceHost({
      ...host,
      fetch: (path, init) => {
        sent.push(init)
        return host.fetch(path, init)
      },
    })
    await deleteIntegration('a/b c?')
    await api.post('/integrations', { provider: 'github', unique_key: 'x' })
    expect(host.calls[0]?.path).toBe('/integrations/a%2Fb%20c%3F')
    expect(typeof sent[1]?.body).toBe('string')
  })

  it('turns any thrown thing into a fault', () => {
    expect(asFault('boom')).toMatchObject({ code: 'unexpected', message: 'boom' })
  })
})
