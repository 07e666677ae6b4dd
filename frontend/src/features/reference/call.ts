import type { JsonValue } from '@/lib/literals'
import { keyVariable, type HttpCall } from '@/lib/snippets'
import type { Operation } from './operations'

/** Whose ids stand in an example. */
export interface Filling {
  integration: string
  connection: string
}

/** What is filled into an operation: parameters by place and name, and the body as text. */
export interface Values {
  parameters: Record<string, string>
  body: string
}

/** The key of a parameter among the values. */
export const slot = (parameter: { in: string; name: string }) => `${parameter.in} ${parameter.name}`

const integrationNames = ['provider_config_key', 'integrationId', 'integration', 'Provider-Config-Key']
const connectionNames = ['connectionId', 'connection_id', 'Connection-Id']

/** The values that an example begins with: required ones only, with the chosen ids. */
export function defaultsOf(one: Operation, filling: Filling): Values {
  const parameters: Record<string, string> = {}
  for (const parameter of one.parameters) {
    if (!parameter.required) continue
    parameters[slot(parameter)] = defaultOf(one, parameter.name, parameter.schema?.const, filling)
  }
  return { parameters, body: one.body?.example === undefined ? '' : bodyText(one.body.example, filling) }
}

function defaultOf(one: Operation, name: string, fixed: unknown, filling: Filling): string {
  if (typeof fixed === 'string') return fixed
  if (integrationNames.includes(name)) return filling.integration
  if (connectionNames.includes(name)) return filling.connection
  if (name === 'key' && one.path.includes('{key}')) return filling.integration
  return examples[name] ?? ''
}

/** Values for what no choice fills. */
const examples: Record<string, string> = {
  provider: 'github',
  syncs: '*',
  model: 'Issue',
  path: 'user',
  type: 'action',
}

function bodyText(example: unknown, filling: Filling): string {
  const filled = JSON.stringify(example, null, 2)
  const inner = (text: string) => JSON.stringify(text).slice(1, -1)
  return filled
    .replaceAll('${integration}', () => inner(filling.integration))
    .replaceAll('${connection}', () => inner(filling.connection))
}

/** The names of required parameters that have no value. */
export function missing(one: Operation, values: Values): string[] {
  return one.parameters
    .filter((parameter) => parameter.required && !values.parameters[slot(parameter)])
    .map((parameter) => parameter.name)
}

/** Path and query of an operation with its values. A name in braces stays where there is no value. */
export function pathOf(one: Operation, values: Values): string {
  const path = one.path.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const value = values.parameters[`path ${name}`]
    if (!value) return whole
    return name === 'path' ? value.replace(/^\/+/, '') : encodeURIComponent(value)
  })
  const query = one.parameters
    .filter((parameter) => parameter.in === 'query' && values.parameters[slot(parameter)])
    .map((parameter) => queryPart(parameter.name, values.parameters[slot(parameter)] ?? ''))
  if (query.length === 0) return path
  return `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`
}

/** Tables are written as they are sent: tags[team]=blue. */
function queryPart(name: string, value: string): string {
  const inner = /^(\[[^\]]+\])=(.*)$/s.exec(value)
  if (!inner) return `${name}=${encodeURIComponent(value)}`
  return `${encodeURIComponent(name + (inner[1] ?? ''))}=${encodeURIComponent(inner[2] ?? '')}`
}

/** The headers of an operation with their values, without the key. */
export function headersOf(one: Operation, values: Values): [string, string][] {
  const own = one.parameters
    .filter((parameter) => parameter.in === 'header' && values.parameters[slot(parameter)])
    .map((parameter): [string, string] => [parameter.name, values.parameters[slot(parameter)] ?? ''])
  return values.body ? [...own, ['Content-Type', 'application/json']] : own
}

/** The operation as a call that can be written in any language. */
export function callOf(one: Operation, values: Values, apiUrl: string): HttpCall {
  return {
    method: one.method,
    url: apiUrl.replace(/\/+$/, '') + pathOf(one, values),
    headers: headersOf(one, values),
    body: bodyOf(values.body),
    variable:
      one.access === 'key'
        ? keyVariable
        : one.access === 'session'
          ? 'NANGO_CONNECT_SESSION_TOKEN'
          : undefined,
    notes: [],
  }
}

function bodyOf(text: string): HttpCall['body'] {
  if (!text) return { kind: 'none' }
  try {
    return { kind: 'json', text, value: JSON.parse(text) as JsonValue }
  } catch {
    return { kind: 'text', text }
  }
}
