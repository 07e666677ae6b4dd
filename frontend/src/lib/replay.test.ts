import { describe, expect, it } from 'vitest'
import type { Exchange, Operation } from '@/api/types'
import { requestAgain } from './replay'

const operation = { integration: 'github', connection: 'anna' } as Operation

const exchange = (more: Partial<Exchange>): Exchange => ({
  attempt: 1,
  method: 'GET',
  url: 'https://api.github.com/user?per_page=1',
  request_headers: {},
  response_headers: {},
  request_body: '',
  response_body: '',
  request_size: 0,
  response_size: 0,
  status: 200,
  timing: { dns: 0, connect: 0, tls: 0, first_byte: 0, total: 0 },
  ...more,
})

describe('requestAgain', () => {
  it('goes to the same place through the connection', () => {
    expect(requestAgain(operation, exchange({}), 'https://api.github.com/')).toEqual({
      provider_config_key: 'github',
      connection_id: 'anna',
      method: 'GET',
      path: '/user?per_page=1',
    })
  })

  it('names the server when it is not the one of the API', () => {
    expect(
      requestAgain(operation, exchange({ url: 'https://uploads.github.com/x' }), 'https://api.github.com'),
    ).toMatchObject({
      path: '/x',
      base_url_override: 'https://uploads.github.com',
    })
  })

  it('leaves out what was masked and what is added anyway', () => {
    const again = requestAgain(
      operation,
      exchange({
        url: 'https://api.example.com/v1/x?a=1&api_key=•••&b=%E2%80%A2%E2%80%A2%E2%80%A2',
        request_headers: {
          Authorization: ['Bearer •••'],
          'X-Api-Key': ['•••'],
          'User-Agent': ['patchbay'],
          Accept: ['application/json'],
        },
      }),
      'https://api.example.com/v1',
    )
    expect(again.path).toBe('/x?a=1')
    expect(again.headers).toEqual({ Accept: 'application/json' })
  })
})
