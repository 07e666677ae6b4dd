import { host } from '@/host'
import { chosenEnvironment } from '@/lib/environment'
import { api } from './client'
import { Fault } from './fault'

/** A JSON Schema as OpenAPI 3.1 has it; only what the reference reads. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  description?: string
  format?: string
  default?: unknown
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema | boolean
  prefixItems?: Schema[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  not?: Schema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema?: Schema
}

interface MediaType {
  schema?: Schema
  example?: unknown
}

export interface Answer {
  description: string
  content?: Record<string, MediaType>
  /** Error codes with their meaning. */
  'x-codes'?: Record<string, string>
}

/** One operation as the document has it. */
export interface DocumentOperation {
  operationId: string
  summary: string
  description?: string
  deprecated?: boolean
  tags: string[]
  parameters?: Parameter[]
  requestBody?: { required?: boolean; description?: string; content?: Record<string, MediaType> }
  responses: Record<string, Answer>
  security?: Record<string, string[]>[]
  /** The function behind an operation of the user's own. */
  'x-function'?: { integration: string; name: string; type: string; model?: string }
}

/** The public document, as `/openapi.json` gives it. */
export interface ApiDocument {
  info: { title: string; version: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, DocumentOperation>>
  /** What Patchbay sends to the user's own server, by type. */
  webhooks?: Record<string, { post: DocumentOperation }>
  components: { schemas: Record<string, Schema> }
}

export const getReference = () => api.get<ApiDocument>('/openapi.json')

/** What came back, whatever its status. */
export interface RawAnswer {
  status: number
  headers: Record<string, string[]>
  text: string
  milliseconds: number
}

/** Sends a call as it is and reads the answer as text; only an unreachable program is an error. */
export async function sendRaw(
  method: string,
  path: string,
  headers: [string, string][],
  body: string,
): Promise<RawAnswer> {
  const environment = chosenEnvironment()
  const all = environment
    ? [...headers, ['Patchbay-Environment', environment] satisfies [string, string]]
    : headers
  const start = performance.now()
  let response: Response
  try {
    response = await host.fetch(path, { method, headers: Object.fromEntries(all), ...(body && { body }) })
  } catch {
    throw Fault.unreachable()
  }
  const text = await response.text()
  const received: Record<string, string[]> = {}
  response.headers.forEach((value, name) => (received[name] = [value]))
  return { status: response.status, headers: received, text, milliseconds: performance.now() - start }
}
