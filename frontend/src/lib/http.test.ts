import { describe, expect, it } from 'vitest'
import { phases, statusTone } from './http'

describe('phases', () => {
  it('puts the parts one after the other', () => {
    const parts = phases({ dns: 10, connect: 20, tls: 30, first_byte: 100, total: 120 })
    expect(parts.map(({ id, start, duration }) => [id, start, duration])).toEqual([
      ['dns', 0, 10],
      ['connect', 10, 20],
      ['tls', 30, 30],
      ['wait', 60, 40],
      ['download', 100, 20],
    ])
  })

  it('leaves out what a connection used again did not do', () => {
    expect(phases({ dns: 0, connect: 0, tls: 0, first_byte: 5, total: 5 }).map((part) => part.id)).toEqual([
      'wait',
    ])
  })

  it('shows the wait of an attempt that got no answer', () => {
    expect(phases({ dns: 1, connect: 0, tls: 0, first_byte: 0, total: 9 })).toMatchObject([
      { id: 'dns', duration: 1 },
      { id: 'wait', start: 1, duration: 8 },
    ])
  })
})

describe('statusTone', () => {
  it.each([
    [200, 'success'],
    [304, 'default'],
    [404, 'warning'],
    [503, 'destructive'],
    [0, 'default'],
  ] as const)('%i is %s', (status, tone) => {
    expect(statusTone(status)).toBe(tone)
  })
})
