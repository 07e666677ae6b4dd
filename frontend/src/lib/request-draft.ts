import { useSyncExternalStore } from 'react'
import type { ApiRequest } from '@/api/types'
import { takesBody } from './http'
import { encodePath } from './snippets'

/** One row of a table of names and values; switched off it stays but is not sent. */
export interface Line {
  id: number
  on: boolean
  name: string
  value: string
}

export type BodyKind = 'none' | 'json' | 'form' | 'text'

/** A request being written. What is typed stays as typed; `requestOf` makes it what goes out. */
export interface Draft {
  integration: string
  connection: string
  method: string
  /** Without query. */
  path: string
  params: Line[]
  headers: Line[]
  bodyKind: BodyKind
  bodyText: string
  bodyForm: Line[]
  baseUrl: string
  retries: number
}

let lastId = 0

export function line(name = '', value = '', on = true): Line {
  return { id: ++lastId, on, name, value }
}

export const emptyDraft: Draft = {
  integration: '',
  connection: '',
  method: 'GET',
  path: '',
  params: [],
  headers: [],
  bodyKind: 'none',
  bodyText: '',
  bodyForm: [],
  baseUrl: '',
  retries: 0,
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** "a=1&b=2" as rows, decoded. */
function linesOfQuery(query: string): Line[] {
  return query
    .split('&')
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? line(decode(part)) : line(decode(part.slice(0, at)), decode(part.slice(at + 1)))
    })
}

/** The rows that are on, percent-encoded: "a=1&b=2". */
export function queryOf(lines: Line[]): string {
  return lines
    .filter(({ on, name }) => on && name)
    .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

/** Splits what somebody typed or pasted: a whole address gives its path, and a query becomes rows. */
export function splitAddress(text: string): { path: string; params: Line[]; origin: string | undefined } {
  const whole = /^(https?:\/\/[^/?#]+)(.*)$/i.exec(text.trim())
  const rest = whole ? (whole[2] ?? '') : text.trim()
  const at = rest.indexOf('?')
  return {
    path: at < 0 ? rest : rest.slice(0, at),
    params: at < 0 ? [] : linesOfQuery(rest.slice(at + 1).replace(/#.*$/, '')),
    origin: whole?.[1],
  }
}

/**
 * Tidies a path that was typed or pasted whole: a query becomes rows, and an address on another server than
 * `base` becomes the base URL override. Nothing is done to a path that is only a path.
 */
export function settlePath(draft: Draft, base: string | undefined): Draft {
  if (!/[?#]|^\s*https?:/i.test(draft.path)) return draft
  const { path, params, origin } = splitAddress(draft.path)
  const next = { ...draft, path, params: params.length ? [...draft.params, ...params] : draft.params }
  if (!origin) return next
  const home = base?.replace(/\/+$/, '')
  const whole = origin + path
  if (home && (whole === home || whole.startsWith(`${home}/`)))
    return { ...next, baseUrl: '', path: whole.slice(home.length) }
  return { ...next, baseUrl: origin }
}

/** Path and query as they go out. */
export function addressOf(draft: Pick<Draft, 'path' | 'params'>): string {
  const query = queryOf(draft.params)
  const path = encodePath(draft.path)
  return query ? `${path}?${query}` : path
}

const contentTypes: Record<BodyKind, string | undefined> = {
  none: undefined,
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
}

/** The request that a draft describes. */
export function requestOf(draft: Draft): ApiRequest {
  const headers: Record<string, string> = {}
  for (const { on, name, value } of draft.headers) if (on && name.trim()) headers[name.trim()] = value.trim()
  const body = bodyOf(draft)
  const type = contentTypes[draft.bodyKind]
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  if (body !== undefined && type && !named) headers['Content-Type'] = type
  return {
    provider_config_key: draft.integration,
    connection_id: draft.connection,
    method: draft.method,
    path: addressOf(draft),
    ...(Object.keys(headers).length && { headers }),
    ...(body !== undefined && { body }),
    ...(draft.baseUrl.trim() && { base_url_override: draft.baseUrl.trim() }),
    ...(draft.retries > 0 && { retries: draft.retries }),
  }
}

function bodyOf(draft: Draft): string | undefined {
  if (!takesBody(draft.method) || draft.bodyKind === 'none') return undefined
  // Forms are written with + for a blank (URL Standard, application/x-www-form-urlencoded).
  if (draft.bodyKind === 'form') return queryOf(draft.bodyForm).replaceAll('%20', '+')
  return draft.bodyText
}

/** A draft that sends this request: from the history, the log or another page. */
export function draftOf(request: Partial<ApiRequest>): Draft {
  const { path, params } = splitAddress(request.path ?? '')
  const headers = Object.entries(request.headers ?? {})
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const bodyKind = kindOf(type, request.body)
  // The type that the kind of body brings by itself is not repeated among the headers.
  const implied = contentTypes[bodyKind]
  return {
    ...emptyDraft,
    integration: request.provider_config_key ?? '',
    connection: request.connection_id ?? '',
    method: (request.method ?? 'GET').toUpperCase(),
    path,
    params,
    headers: headers
      .filter(([name, value]) => !(name.toLowerCase() === 'content-type' && value === implied))
      .map(([name, value]) => line(name, value)),
    bodyKind,
    bodyText: bodyKind === 'form' ? '' : (request.body ?? ''),
    bodyForm: bodyKind === 'form' ? linesOfQuery(request.body ?? '') : [],
    baseUrl: request.base_url_override ?? '',
    retries: request.retries ?? 0,
  }
}

function kindOf(contentType: string, body: string | undefined): BodyKind {
  if (!body) return 'none'
  if (/\bjson\b/i.test(contentType)) return 'json'
  return /x-www-form-urlencoded/i.test(contentType) ? 'form' : 'text'
}

export interface Problem {
  field: 'connection' | 'path' | 'headers' | 'base'
  message: string
  /** Which row, for tables. */
  line?: number
}

/** RFC 9110 §5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~\w]+$/

/** What keeps the draft from being sent, each beside the field it is about. */
export function problemsOf(draft: Draft): Problem[] {
  const problems: Problem[] = []
  if (!draft.connection) problems.push({ field: 'connection', message: 'Choose a connection to send with.' })
  for (const { id, on, name, value } of draft.headers) {
    if (!on || (!name && !value)) continue
    if (!token.test(name.trim())) {
      problems.push({
        field: 'headers',
        line: id,
        message: 'A header name is letters, digits and signs such as “-”, without blanks.',
      })
    } else if (!/^[\t\x20-\x7e]*$/.test(value)) {
      problems.push({ field: 'headers', line: id, message: 'A header value is one line of ASCII text.' })
    }
  }
  const base = draft.baseUrl.trim()
  if (base && !/^https?:\/\/[^\s/?#]+/i.test(base)) {
    problems.push({
      field: 'base',
      message: 'Write the base URL with http:// or https://, such as https://api.example.com.',
    })
  }
  return problems
}

// The draft lives as long as the page is open, so that a look at the logs does not cost it.

let draft: Draft = emptyDraft
let wantsSend = false
const listeners = new Set<() => void>()

function announce() {
  listeners.forEach((tell) => tell())
}

export function getDraft(): Draft {
  return draft
}

export function setDraft(next: Draft | ((draft: Draft) => Draft)): void {
  draft = typeof next === 'function' ? next(draft) : next
  announce()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useDraft(): Draft {
  return useSyncExternalStore(subscribe, getDraft)
}

/**
 * Puts a request into the playground; the caller then goes there. With `send` it goes out on arrival: only
 * code of this page can ask for that, never an address somebody made.
 */
export function prepareDraft(request: Partial<ApiRequest>, { send = false } = {}): void {
  wantsSend = send
  setDraft(draftOf(request))
}

/** Whether the draft is to be sent on arrival; says so once. */
export function takeSend(): boolean {
  const wanted = wantsSend
  wantsSend = false
  return wanted
}
