import { describe, expect, it } from 'vitest'
import type { Field } from '@/api/types'
import { fitPasted } from './pasted'

function field(more: Partial<Field>): Field {
  return { name: 'x', title: 'X', optional: false, secret: false, hidden: false, automated: false, ...more }
}

const zendesk = field({ prefix: 'https://', suffix: '.zendesk.com', pattern: '^[a-z0-9_-]+$' })
const host = field({ prefix: 'https://', format: 'hostname' })

describe('fitPasted', () => {
  it.each<[what: string, field: Field, text: string, fitted: string]>([
    ['takes the name out of an address', zendesk, 'https://acme.zendesk.com/agent/dashboard', 'acme'],
    ['takes it out of a host too', zendesk, 'acme.zendesk.com', 'acme'],
    ['leaves a name alone', zendesk, ' acme ', 'acme'],
    [
      'leaves what it cannot read to the check',
      zendesk,
      'https://acme.example.com/',
      'https://acme.example.com/',
    ],
    ['cuts an address to its host', host, 'https://acme.okta.com/admin/users?x=1', 'acme.okta.com'],
    [
      'keeps a path where one belongs',
      field({ prefix: 'https://' }),
      'https://dev.azure.com/acme/',
      'dev.azure.com/acme',
    ],
    [
      'knows a longer prefix',
      field({ prefix: 'https://rest.', format: 'hostname' }),
      'https://rest.iad-01.braze.com',
      'iad-01.braze.com',
    ],
    [
      'keeps an address where one is asked for',
      field({ format: 'uri' }),
      'https://acme.com/x',
      'https://acme.com/x',
    ],
    ['takes blanks off a secret, nothing else', field({ secret: true }), ' https://k\n', 'https://k'],
  ])('%s', (_, one, text, fitted) => {
    expect(fitPasted(one, text)).toBe(fitted)
  })
})
