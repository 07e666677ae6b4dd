import type { Diagnosis, FaultBody } from './types'

/**
 * What went wrong with a call, in the words of the program: `message` says what happened and whose
 * fault it was, `hint` what to do. `status` is 0 when no answer came at all.
 */
export class Fault extends Error {
  readonly status: number
  readonly code: string
  readonly hint: string | undefined
  readonly errors: NonNullable<FaultBody['errors']>
  readonly payload: unknown

  constructor(status: number, body: FaultBody) {
    super(body.message ?? sentence(body))
    this.name = 'Fault'
    this.status = status
    this.code = body.code
    this.hint = body.hint
    this.errors = body.errors ?? []
    this.payload = body.payload
  }

  /** The operation of the log in which it happened, when the program names one. */
  get operation(): string | undefined {
    return this.told.operation_id
  }

  /** Why the provider refused and what to change, when the program found out. */
  get diagnosis(): Diagnosis | undefined {
    return this.told.diagnosis
  }

  private get told(): { operation_id?: string; diagnosis?: Diagnosis } {
    return this.payload ?? {}
  }

  static unreachable(): Fault {
    return new Fault(0, {
      code: 'unreachable',
      message: 'Patchbay does not answer.',
      hint: 'Check that the program is still running, then try again.',
    })
  }
}

function sentence(body: FaultBody): string {
  const first = body.errors?.[0]
  if (first) return first.message
  const words = body.code.replaceAll('_', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

/** Any thrown thing as a fault, so that one component can show them all. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Fault(0, {
    code: 'unexpected',
    message,
    hint: 'This is a mistake in Patchbay. Reload and try again.',
  })
}
