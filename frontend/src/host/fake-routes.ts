import type { FaultBody } from '@/api/types'

/** A call that reached the fake program. */
export interface FakeCall {
  method: string
  url: URL
  body: unknown
  /** What the groups of the route's pattern matched. */
  parts: string[]
}

/** How the fake answers a path; undefined is 204. */
type FakeRoute = [pattern: RegExp, answer: (call: FakeCall) => unknown]

/** Routes by method. */
export type FakeRoutes = Partial<Record<string, FakeRoute[]>>

/** Thrown by a route: the call is answered with this fault. */
export class Refusal extends Error {
  readonly status: number
  readonly error: FaultBody
  constructor(status: number, error: FaultBody) {
    super(error.message)
    this.status = status
    this.error = error
  }
}

export const notFound = (what: string) =>
  new Refusal(404, { code: 'not_found', message: `There is no such ${what}.` })
