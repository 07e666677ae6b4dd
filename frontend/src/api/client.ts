import { host } from '@/host'
import { chooseEnvironment, chosenEnvironment } from '@/lib/environment'
import { Fault } from './fault'
import type { FaultBody } from './types'

export type Query = Record<string, string | number | boolean | undefined>

function withQuery(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

async function failure(response: Response): Promise<Fault> {
  const body = (await response.json().catch(() => null)) as { error?: FaultBody } | null
  return new Fault(
    response.status,
    body?.error ?? {
      code: 'unreadable_answer',
      message: `Patchbay answered ${response.status} without saying why.`,
      hint: 'The log of the program has the details.',
    },
  )
}

async function call<T>(
  method: string,
  path: string,
  options: { query?: Query; body?: unknown; signal?: AbortSignal } = {},
): Promise<T> {
  const headers: Record<string, string> = {}
  const environment = chosenEnvironment()
  if (environment) headers['Patchbay-Environment'] = environment
  const init: RequestInit = { method, headers }
  if (options.signal) init.signal = options.signal
  if (options.body !== undefined) {
    init.body = JSON.stringify(options.body)
    headers['Content-Type'] = 'application/json'
  }
  let response: Response
  try {
    response = await host.fetch(withQuery(path, options.query), init)
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw Fault.unreachable()
  }
  if (!response.ok) {
    const fault = await failure(response)
    if (environment && fault.code === 'unknown_environment' && method === 'GET') {
      chooseEnvironment(undefined) // it was deleted: the first one is always there
      return call(method, path, options)
    }
    throw fault
  }
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

/** The local API by method. Answers that are not 2xx are thrown as Fault. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) }),
  post: <T>(path: string, body?: unknown, query?: Query, signal?: AbortSignal) =>
    call<T>('POST', path, { body, ...(query && { query }), ...(signal && { signal }) }),
  patch: <T>(path: string, body: unknown, query?: Query) =>
    call<T>('PATCH', path, { body, ...(query && { query }) }),
  put: <T>(path: string, body: unknown, query?: Query) =>
    call<T>('PUT', path, { body, ...(query && { query }) }),
  delete: <T = undefined>(path: string, query?: Query, body?: unknown) =>
    call<T>('DELETE', path, { body, ...(query && { query }) }),
}

/** One path segment, safe whatever it holds. */
export const segment = encodeURIComponent
