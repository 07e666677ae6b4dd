import type { ApiKey, EnvironmentItem } from '@/api/types'
import { notFound, type FakeRoutes } from './fake-routes'

/** What the fake program knows about environments and their keys. */
export interface FakeEnvironments {
  environments: EnvironmentItem[]
  keys: ApiKey[]
}

export const fakeEnvironments = (): FakeEnvironments => ({
  environments: [{ id: 1, uuid: '6f0a0f3e-97c1-4f0e-9a44-6f1dc2f4f0aa', name: 'dev', is_production: false }],
  keys: [
    {
      id: 1,
      uuid: 'k-1',
      display_name: 'Default - Full access',
      scopes: ['environment:*'],
      last_used_at: new Date(Date.now() - 300_000).toISOString(),
      created_at: '2026-01-05T10:00:00.000Z',
    },
  ],
})

const scopes = [
  'environment:connections:read',
  'environment:connections:read_credentials',
  'environment:records:read',
  'environment:proxy',
  'account:environments:create',
]

const secret = '0d3a1f5e-2b4c-4d6e-8f70-123456789abc'

const keysPattern = /^\/environments\/[^/]+\/api-keys$/

export function environmentRoutes(store: FakeEnvironments): FakeRoutes {
  const keyOf = (uuid: string | undefined) => {
    const found = store.keys.find((key) => key.uuid === uuid)
    if (!found) throw notFound('key')
    return found
  }
  return {
    GET: [
      [/^\/environments$/, () => ({ data: store.environments })],
      [keysPattern, () => ({ data: store.keys })],
      [/^\/patchbay\/scopes$/, () => ({ data: scopes })],
    ],
    POST: [
      [
        /^\/environments$/,
        ({ body }) => {
          const { name } = body as { name: string }
          const made = { id: 9, uuid: `e-${name}`, name, is_production: false }
          store.environments.push(made)
          return { data: made }
        },
      ],
      [
        keysPattern,
        ({ body }) => {
          const { display_name, scopes } = body as { display_name: string; scopes: string[] }
          const id = store.keys.length + 1
          const made = {
            id,
            uuid: `k-${id}`,
            display_name,
            scopes,
            last_used_at: null,
            created_at: '2026-01-06T10:00:00.000Z',
          }
          store.keys.push(made)
          return { data: { ...made, secret } }
        },
      ],
      [
        /^\/patchbay\/environments\/[^/]+\/api-keys\/([^/]+)\/rotate$/,
        ({ parts }) => ({ data: { ...keyOf(parts[0]), secret } }),
      ],
    ],
    DELETE: [
      [
        /^\/environments\/[^/]+\/api-keys\/([^/]+)$/,
        ({ parts }) => {
          const gone = keyOf(parts[0])
          store.keys = store.keys.filter((key) => key !== gone)
          return { success: true }
        },
      ],
      [
        /^\/environments\/([^/]+)$/,
        ({ parts }) => {
          store.environments = store.environments.filter(({ uuid }) => uuid !== parts[0])
          return undefined
        },
      ],
    ],
  }
}
