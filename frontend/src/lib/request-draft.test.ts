import { describe, expect, it } from 'vitest'
import type { ApiRequest } from '@/api/types'
import {
  addressOf,
  draftOf,
  emptyDraft,
  getDraft,
  line,
  prepareDraft,
  problemsOf,
  requestOf,
  settlePath,
  splitAddress,
  takeSend,
  type Draft,
} from './request-draft'

const draft = (change: Partial<Draft>): Draft => ({
  ...emptyDraft,
  integration: 'github',
  connection: 'anna',
  ...change,
})

describe('requestOf', () => {
  it('joins path and the parameters that are on, encoded', () => {
    const request = requestOf(
      draft({
        path: 'search',
        params: [line('q', 'a&b ž'), line('off', '1', false), line('', 'no name'), line('flag')],
      }),
    )
    expect(request.path).toBe('/search?q=a%26b%20%C5%BE&flag=')
  })

  it('brings the content type of the body, unless one is given', () => {
    const body = { method: 'POST', bodyKind: 'json', bodyText: '{}' } as const
    expect(requestOf(draft(body)).headers).toEqual({ 'Content-Type': 'application/json' })
    const own = requestOf(draft({ ...body, headers: [line('content-type', 'application/vnd.api+json')] }))
    expect(own.headers).toEqual({ 'content-type': 'application/vnd.api+json' })
  })

  it('sends no body with GET, whatever the editor holds', () => {
    const request = requestOf(draft({ method: 'GET', bodyKind: 'json', bodyText: '{"a":1}' }))
    expect(request).not.toHaveProperty('body')
    expect(request).not.toHaveProperty('headers')
  })

  it('writes forms as forms', () => {
    const request = requestOf(draft({ method: 'POST', bodyKind: 'form', bodyForm: [line('a b', 'c+d')] }))
    expect(request.body).toBe('a+b=c%2Bd')
  })
})

describe('draftOf', () => {
  it.each<ApiRequest>([
    { provider_config_key: 'github', connection_id: 'anna', method: 'GET', path: '/user?per_page=1&q=a%20b' },
    {
      provider_config_key: 'github',
      connection_id: 'anna',
      method: 'POST',
      path: '/gists',
      headers: { Accept: 'a/b', 'Content-Type': 'application/json' },
      body: '{"a": 1}',
      retries: 2,
      base_url_override: 'https://ghe.example',
    },
    {
      provider_config_key: 'stripe',
      connection_id: 'test',
      method: 'POST',
      path: '/v1/customers',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'name=Anna+B&x=%26',
    },
  ])('takes $method $path and gives the same request back', (request) => {
    expect(requestOf(draftOf(request))).toEqual(request)
  })
})

describe('splitAddress', () => {
  it('takes a pasted address apart', () => {
    const { path, params, origin } = splitAddress(' https://api.github.com/search/code?q=a+b&page=2#top ')
    expect(origin).toBe('https://api.github.com')
    expect(path).toBe('/search/code')
    expect(params.map(({ name, value }) => [name, value])).toEqual([
      ['q', 'a b'],
      ['page', '2'],
    ])
  })

  it('keeps a percent sign that encodes nothing', () => {
    expect(splitAddress('/x?discount=100%').params[0]?.value).toBe('100%')
  })

  it('leaves the encoding of a path alone', () => {
    expect(addressOf(splitAddress('/files/a%2Fb'))).toBe('/files/a%2Fb')
  })
})

describe('settlePath', () => {
  it.each([
    ['/user', undefined, { path: '/user', baseUrl: '' }],
    ['/search?q=1', undefined, { path: '/search', baseUrl: '' }],
    ['https://api.github.com/user', 'https://api.github.com', { path: '/user', baseUrl: '' }],
    ['https://slack.com/api/auth.test', 'https://slack.com/api/', { path: '/auth.test', baseUrl: '' }],
    ['https://slack.com/apix', 'https://slack.com/api', { path: '/apix', baseUrl: 'https://slack.com' }],
    [
      'https://other.example/a?b=c',
      'https://api.github.com',
      { path: '/a', baseUrl: 'https://other.example' },
    ],
  ])('%s on %s', (path, base, expected) => {
    expect(settlePath(draft({ path }), base)).toMatchObject(expected)
  })

  it('adds the query of the address to the rows that are there', () => {
    const settled = settlePath(draft({ path: '/x?b=2', params: [line('a', '1')] }), undefined)
    expect(addressOf(settled)).toBe('/x?a=1&b=2')
  })
})

describe('problemsOf', () => {
  it('has nothing against a plain request', () => {
    expect(
      problemsOf(draft({ headers: [line('X-Test', 'a'), line()], baseUrl: 'https://api.example.com/v2' })),
    ).toEqual([])
  })

  it('names the field and the row', () => {
    const bad = line('two words', 'x')
    const newline = line('X-Note', 'a\nInjected: b')
    const fields = problemsOf(draft({ connection: '', headers: [bad, newline], baseUrl: 'api.example.com' }))
    expect(fields.map(({ field, line: row }) => [field, row])).toEqual([
      ['connection', undefined],
      ['headers', bad.id],
      ['headers', newline.id],
      ['base', undefined],
    ])
  })

  it('lets a wrong row rest while it is off', () => {
    expect(problemsOf(draft({ headers: [line('two words', 'x', false)] }))).toEqual([])
  })
})

describe('prepareDraft', () => {
  it('asks for sending once', () => {
    prepareDraft({ path: '/zen' }, { send: true })
    expect(getDraft().path).toBe('/zen')
    expect([takeSend(), takeSend()]).toEqual([true, false])
  })
})
