import type { ApiDocument, DocumentOperation, Parameter, Schema } from '@/api/reference'
import type { FakeRoutes } from './fake-routes'

const text: Schema = { type: 'string' }
const integrationHeader: Parameter = {
  name: 'Provider-Config-Key',
  in: 'header',
  required: true,
  description: 'Unique key of the integration.',
  schema: text,
}
const connectionHeader: Parameter = {
  name: 'Connection-Id',
  in: 'header',
  required: true,
  description: 'Id of the connection.',
  schema: text,
}
const json = (schema: Schema, example?: unknown) => ({
  'application/json': { schema, ...(example !== undefined && { example }) },
})
const ok = (schema: Schema): DocumentOperation['responses'] => ({
  '200': { description: 'OK', content: json(schema) },
  '401': { description: '', 'x-codes': { unknown_account: 'The key is not one of this server’s.' } },
  default: { description: 'Any other failure.' },
})
const key = (scope: string) => [{ key: [scope] }]

/** A small document with one operation of each kind. */
export function fakeReference(): ApiDocument {
  return {
    info: { title: 'Patchbay', version: 'test' },
    servers: [{ url: 'http://localhost:3003' }],
    tags: [
      { name: 'Your actions', description: '' },
      { name: 'Your records', description: '' },
      { name: 'Connections', description: '' },
      { name: 'Connect sessions', description: '' },
      { name: 'Proxy', description: '' },
      { name: 'Notifications', description: '' },
      { name: 'Empty', description: '' },
    ],
    webhooks: { async_action: { post: asyncAction } },
    paths: {
      '/action/trigger#github/create-issue': { post: action },
      '/patchbay/records/github/Issue': { get: issues },
      '/connections': { get: list },
      '/connections/{connectionId}': { get: one },
      '/connections/metadata': { post: metadata },
      '/connect/session': { get: session },
      '/proxy/{path}': { get: proxy },
    },
    components: {
      schemas: {
        Connection: {
          type: 'object',
          required: ['connection_id', 'credentials'],
          properties: {
            connection_id: { ...text, description: 'Id that your programs use.' },
            credentials: { type: 'object', properties: { access_token: text } },
            parent: { anyOf: [{ $ref: '#/components/schemas/Connection' }, { type: 'null' }] },
          },
        },
        ActionInput: {
          type: 'object',
          required: ['title'],
          properties: { title: { ...text, maxLength: 80 }, labels: { type: 'array', items: text } },
        },
      },
    },
  }
}

const issues: DocumentOperation = {
  operationId: 'records_github_Issue',
  summary: 'github: Issue',
  tags: ['Your records'],
  'x-function': { integration: 'github', name: 'issues', type: 'sync', model: 'Issue' },
  parameters: [
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
    { ...integrationHeader, schema: { type: 'string', const: 'github' } },
    connectionHeader,
  ],
  responses: ok({ type: 'object', properties: { records: { type: 'array', items: { type: 'object' } } } }),
  security: key('environment:records:read'),
}

const action: DocumentOperation = {
  operationId: 'action_github_create_issue',
  summary: 'github: create-issue',
  description: 'Files an issue',
  tags: ['Your actions'],
  'x-function': { integration: 'github', name: 'create-issue', type: 'action' },
  parameters: [{ ...integrationHeader, schema: { type: 'string', const: 'github' } }, connectionHeader],
  requestBody: {
    required: true,
    content: json(
      {
        type: 'object',
        required: ['action_name', 'input'],
        properties: {
          action_name: { const: 'create-issue' },
          input: { $ref: '#/components/schemas/ActionInput' },
        },
      },
      { action_name: 'create-issue', input: { title: 'It\'s "new"' } },
    ),
  },
  responses: ok({ type: 'object', properties: { url: text } }),
  security: key('environment:actions:execute'),
}

const list: DocumentOperation = {
  operationId: 'listConnections',
  summary: 'List connections',
  description: 'Newest first, without credentials.',
  tags: ['Connections'],
  parameters: [
    {
      name: 'limit',
      in: 'query',
      description: 'Most entries.',
      schema: { type: 'integer', minimum: 1, maximum: 2000 },
    },
    { name: 'tags', in: 'query', description: 'As tags[name]=value.', schema: { type: 'object' } },
  ],
  responses: ok({
    type: 'object',
    properties: { connections: { type: 'array', items: { $ref: '#/components/schemas/Connection' } } },
  }),
  security: key('environment:connections:list'),
}

const one: DocumentOperation = {
  operationId: 'getConnection',
  summary: 'One connection with credentials that work',
  tags: ['Connections'],
  parameters: [
    { name: 'connectionId', in: 'path', required: true, description: 'Id of the connection.', schema: text },
    { name: 'provider_config_key', in: 'query', required: true, description: 'Unique key.', schema: text },
  ],
  responses: ok({ $ref: '#/components/schemas/Connection' }),
  security: key('environment:connections:read'),
}

const metadata: DocumentOperation = {
  operationId: 'setMetadata',
  summary: 'Replace the metadata of connections',
  tags: ['Connections'],
  requestBody: {
    required: true,
    content: json(
      { type: 'object' },
      {
        provider_config_key: '${integration}',
        connection_id: '${connection}',
        metadata: { team: 'blue', nested: [true, null, 1.5] },
      },
    ),
  },
  responses: ok({}),
  security: key('environment:connections:update'),
}

const asyncAction: DocumentOperation = {
  operationId: 'asyncActionNotification',
  summary: 'An asynchronous action has ended',
  tags: ['Notifications'],
  parameters: [
    { name: 'X-Nango-Hmac-Sha256', in: 'header', required: true, description: 'Signature.', schema: text },
  ],
  requestBody: {
    content: json({
      anyOf: [
        { type: 'object', properties: { type: { type: 'string', const: 'async_action' } } },
        { description: 'Something else.' },
      ],
    }),
  },
  responses: { '2XX': { description: 'It has arrived.' }, default: { description: 'It is not sent again.' } },
  security: [],
}

const session: DocumentOperation = {
  operationId: 'getConnectSession',
  summary: 'What a Connect session may do',
  tags: ['Connect sessions'],
  responses: ok({ type: 'object' }),
  security: [{ connect_session: [] }],
}

const proxy: DocumentOperation = {
  operationId: 'proxyGet',
  summary: 'Call the provider’s API',
  tags: ['Proxy'],
  parameters: [
    { name: 'path', in: 'path', required: true, description: 'Path at the provider.', schema: text },
    integrationHeader,
    connectionHeader,
  ],
  responses: { '200': { description: 'OK', content: { '*/*': {} } } },
  security: key('environment:proxy'),
}

/** The document, and answers of the two operations that tests send. */
export function referenceRoutes(document: ApiDocument): FakeRoutes {
  return {
    GET: [
      [/^\/openapi\.json$/, () => document],
      [
        /^\/connections\/([^/]+)$/,
        ({ parts }) => ({
          connection_id: parts[0],
          credentials: { type: 'API_KEY', apiKey: 'kc_very_secret' },
        }),
      ],
    ],
    POST: [[/^\/action\/trigger$/, ({ body }) => ({ got: body })]],
  }
}
