import type { HTTPSState, Redirect, RedirectKind, RedirectProblem } from '@/api/types'
import type { FakeRoutes } from './fake-routes'

/** What the fake program knows about redirect addresses. */
export interface FakeRedirects {
  https: HTTPSState
  /** Integrations with an address of their own. */
  own: Map<string, { kind: RedirectKind; url: string }>
  /** What is wrong with an address, by kind. */
  problems: Partial<Record<RedirectKind, RedirectProblem[]>>
  /** Where the relay of the next try-out leads. */
  relayLeads: string
}

const off: HTTPSState = {
  enabled: false,
  address: 'https://localhost:3443',
  listening: false,
  trusted: false,
  stores: [],
  obsolete: [],
}

const on: HTTPSState = {
  ...off,
  enabled: true,
  listening: true,
  trusted: true,
  name: 'Patchbay local CA 1f2e3d4c',
  fingerprint: 'AB:CD:EF:01',
  certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  expires_at: '2036-01-01T00:00:00.000Z',
  stores: [
    {
      name: 'browsers',
      title: 'Chromium and Firefox',
      trusted: true,
      available: true,
      needs_password: false,
      browsers: true,
    },
    {
      name: 'system',
      title: 'This system',
      trusted: false,
      available: true,
      needs_password: true,
      browsers: false,
    },
  ],
}

export const fakeRedirects = (): FakeRedirects => ({
  https: off,
  own: new Map(),
  problems: {},
  relayLeads: 'http://localhost:3003/oauth/callback',
})

const hosts = {
  localhost: 'http://localhost:3003',
  loopback: 'http://127.0.0.1:3003',
  https: 'https://localhost:3443',
}

function viewOf(state: FakeRedirects, key: string): Redirect {
  const own = state.own.get(key)
  const kind = own?.kind ?? 'localhost'
  const relay = own?.url ?? ''
  const options = (['localhost', 'loopback', 'https', 'relay'] as const).map((one) => ({
    kind: one,
    url: one === 'relay' ? relay : `${hosts[one]}/oauth/callback`,
    problems: state.problems[one] ?? [],
  }))
  const current = options.find((one) => one.kind === kind)
  return {
    url: current?.url ?? '',
    kind,
    relay,
    own: own !== undefined,
    default: 'localhost',
    advice:
      options.find((one) => !one.problems.some((problem) => problem.code === 'vendor_refuses'))?.kind ??
      'relay',
    problems: current?.problems ?? [],
    options,
  }
}

export function redirectRoutes(state: FakeRedirects): FakeRoutes {
  const path = /^\/patchbay\/integrations\/([^/]+)\/redirect$/
  return {
    GET: [
      [path, ({ parts }) => ({ data: viewOf(state, parts[0] ?? '') })],
      [/^\/patchbay\/https$/, () => ({ data: state.https })],
    ],
    PUT: [
      [
        path,
        ({ parts, body }) => {
          const { kind, url = '' } = body as { kind: RedirectKind; url?: string }
          state.own.set(parts[0] ?? '', { kind, url })
          return { data: viewOf(state, parts[0] ?? '') }
        },
      ],
    ],
    POST: [
      [
        /^\/patchbay\/https$/,
        () => {
          state.https = on
          return { data: on }
        },
      ],
      [/^\/patchbay\/relay\/check$/, () => ({ ok: true, leads: state.relayLeads })],
    ],
    DELETE: [
      [
        path,
        ({ parts }) => {
          state.own.delete(parts[0] ?? '')
        },
      ],
      [
        /^\/patchbay\/https$/,
        () => {
          state.https = off
        },
      ],
    ],
  }
}
