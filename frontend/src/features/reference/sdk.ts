import { jsString, jsValue, type JsonValue } from '@/lib/literals'
import { keyVariable } from '@/lib/snippets'
import type { Values } from './call'
import type { Operation } from './operations'

/** Reads what was filled in, by name. */
interface Given {
  /** A parameter of the path, the query or a header; undefined when it is empty. */
  of: (name: string) => string | undefined
  body: Record<string, JsonValue>
}

type Arguments = (given: Given) => (JsonValue | undefined)[]

const pair = ({ of }: Given) => [of('Provider-Config-Key') ?? '', of('Connection-Id') ?? '']
const connection = ({ of }: Given) => [of('provider_config_key') ?? '', of('connectionId') ?? '']
const body: Arguments = (given) => [given.body]
const integration = ({ of }: Given) => ({ uniqueKey: of('key') ?? '' })
const named = (given: Given) => ({ ...integration(given), name: given.of('name') ?? '' })
const metadata: Arguments = ({ body: b }) => [b.provider_config_key, b.connection_id, b.metadata]
const command: Arguments = ({ body: b }) => [b.provider_config_key, b.syncs, b.connection_id]
const variant: Arguments = ({ of, body: b }) => [
  { ...b, name: of('name') ?? '', variant: of('variant') ?? '' },
]

/** An object of the values that are there. */
function options(values: Record<string, JsonValue | undefined>): JsonValue | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined) as [string, JsonValue][]
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

function records(given: Given, model: JsonValue | undefined): (JsonValue | undefined)[] {
  const [providerConfigKey, connectionId] = pair(given)
  const { of } = given
  return [
    options({
      providerConfigKey,
      connectionId,
      model: of('model') ?? model,
      variant: of('variant'),
      modifiedAfter: of('modified_after'),
      filter: of('filter'),
      cursor: of('cursor'),
      limit: numberOf(of('limit')),
    }),
  ]
}

const numberOf = (text: string | undefined) => (text && /^\d+$/.test(text) ? Number(text) : undefined)

/** The methods of the official Node SDK by operation, with what each is given. */
const sdk: Record<string, { method: string; takes: Arguments }> = {
  listProviders: { method: 'listProviders', takes: ({ of }) => [options({ search: of('search') }) ?? {}] },
  getProvider: { method: 'getProvider', takes: ({ of }) => [{ provider: of('provider') ?? '' }] },
  getProviderTemplates: {
    method: 'getProviderTemplates',
    takes: ({ of }) => [{ provider: of('provider') ?? '' }],
  },
  listIntegrations: { method: 'listIntegrations', takes: () => [] },
  getIntegration: { method: 'getIntegration', takes: (given) => [integration(given)] },
  createIntegration: { method: 'createIntegration', takes: body },
  updateIntegration: { method: 'updateIntegration', takes: (given) => [integration(given), given.body] },
  deleteIntegration: { method: 'deleteIntegration', takes: ({ of }) => [of('key') ?? ''] },
  listFunctions: { method: 'listFunctions', takes: (given) => [integration(given)] },
  getFunction: { method: 'getFunction', takes: (given) => [named(given)] },
  getFunctionCode: { method: 'getFunctionCode', takes: (given) => [named(given)] },
  deleteFunction: {
    method: 'deleteFunction',
    takes: (given) => [named(given), { type: given.of('type') ?? 'action' }],
  },
  listConnections: {
    method: 'listConnections',
    takes: ({ of }) => [
      options({
        connectionId: of('connectionId'),
        userId: of('endUserId'),
        integrationId: of('integrationId'),
        limit: numberOf(of('limit')),
        page: numberOf(of('page')),
      }) ?? {},
    ],
  },
  getConnection: { method: 'getConnection', takes: connection },
  patchConnection: {
    method: 'patchConnection',
    takes: (given) => {
      const [key, id] = connection(given)
      return [{ connectionId: id ?? '', provider_config_key: key ?? '' }, given.body]
    },
  },
  deleteConnection: { method: 'deleteConnection', takes: connection },
  setMetadata: { method: 'setMetadata', takes: metadata },
  updateMetadata: { method: 'updateMetadata', takes: metadata },
  getScriptsConfig: { method: 'getScriptsConfig', takes: ({ of }) => [of('format')] },
  getEnvironmentVariables: { method: 'getEnvironmentVariables', takes: () => [] },
  createConnectSession: { method: 'createConnectSession', takes: body },
  createReconnectSession: { method: 'createReconnectSession', takes: body },
  listRecords: { method: 'listRecords', takes: (given) => records(given, undefined) },
  pruneRecords: {
    method: 'pruneRecords',
    takes: (given) => {
      const [providerConfigKey, connectionId] = pair(given)
      const { model, until_cursor, limit } = given.body
      return [options({ providerConfigKey, connectionId, model, untilCursor: until_cursor, limit })]
    },
  },
  triggerSync: { method: 'triggerSync', takes: command },
  startSync: { method: 'startSync', takes: command },
  pauseSync: { method: 'pauseSync', takes: command },
  syncStatus: {
    method: 'syncStatus',
    takes: ({ of }) => {
      const names = of('syncs') ?? '*'
      return [of('provider_config_key') ?? '', names === '*' ? '*' : names.split(','), of('connection_id')]
    },
  },
  updateSyncConnectionFrequency: {
    method: 'updateSyncConnectionFrequency',
    takes: ({ body: b }) => [b.provider_config_key, b.sync_name, b.connection_id, b.frequency],
  },
  createSyncVariant: { method: 'createSyncVariant', takes: variant },
  deleteSyncVariant: { method: 'deleteSyncVariant', takes: variant },
  triggerAction: {
    method: 'triggerAction',
    takes: (given) => [...pair(given), given.body.action_name, given.body.input],
  },
  getAsyncActionResult: { method: 'getAsyncActionResult', takes: ({ of }) => [{ id: of('id') ?? '' }] },
}

/** Calls of the proxy have methods of their own, named like the HTTP method. */
function proxyCall(
  one: Operation,
  given: Given,
): { method: string; takes: (JsonValue | undefined)[] } | undefined {
  if (one.path !== '/proxy/{path}') return undefined
  const [providerConfigKey, connectionId] = pair(given)
  const data = Object.keys(given.body).length > 0 ? given.body : undefined
  const takes = [
    options({
      endpoint: `/${(given.of('path') ?? '').replace(/^\/+/, '')}`,
      providerConfigKey,
      connectionId,
      data,
    }),
  ]
  return { method: one.method.toLowerCase(), takes }
}

function methodOf(
  one: Operation,
  given: Given,
): { method: string; takes: (JsonValue | undefined)[] } | undefined {
  if (one.fn?.type === 'action' && one.path === '/action/trigger') {
    return { method: 'triggerAction', takes: sdk.triggerAction?.takes(given) ?? [] }
  }
  if (one.fn?.model && one.path === '/records')
    return { method: 'listRecords', takes: records(given, one.fn.model) }
  const known = one.fn ? undefined : sdk[one.id]
  return known ? { method: known.method, takes: known.takes(given) } : proxyCall(one, given)
}

/** The operation with the official Node SDK; undefined when the SDK has no method for it, or the body is no object. */
export function sdkCall(one: Operation, values: Values, apiUrl: string): string | undefined {
  const parsed = bodyOf(values.body)
  if (!parsed) return undefined
  const of = (name: string) =>
    ['path', 'query', 'header'].map((place) => values.parameters[`${place} ${name}`]).find(Boolean)
  const found = methodOf(one, { of, body: parsed })
  if (!found) return undefined
  const takes = [...found.takes]
  while (takes.length > 0 && takes.at(-1) === undefined) takes.pop()
  const given = takes.map((value) => (value === undefined ? 'undefined' : jsValue(value, '')))
  const proxied = one.path === '/proxy/{path}'
  return [
    `import { Nango } from '@nangohq/node'`,
    '',
    `const nango = new Nango({ host: ${jsString(apiUrl)}, apiKey: process.env.${keyVariable} })`,
    '',
    `const answer = await nango.${found.method}(${given.join(', ')})`,
    `console.log(${proxied ? 'answer.status, answer.data' : 'answer'})`,
  ].join('\n')
}

function bodyOf(text: string): Record<string, JsonValue> | undefined {
  if (!text) return {}
  try {
    const value = JSON.parse(text) as JsonValue
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
