import { Link } from '@tanstack/react-router'
import type { Fault } from '@/api/fault'
import type { Diagnosis } from '@/api/types'
import { Why } from './why'

interface LoginFailureProps {
  fault: Fault
  diagnosis?: Diagnosis | undefined
  /** The operation of the log that holds the steps. */
  operation?: string | undefined
  /** Leaves the dialog that shows this, on the way to the steps. */
  onLeave: () => void
}

/** Why an account could not be connected, and the way to every step. */
export function LoginFailure({ fault, diagnosis, operation = fault.operation, onLeave }: LoginFailureProps) {
  return (
    <Why fault={fault} diagnosis={diagnosis}>
      {operation && (
        <Link
          to="/attempts/$id"
          params={{ id: operation }}
          onClick={onLeave}
          className="mt-1 inline-block font-medium underline underline-offset-4"
        >
          See what happened, step by step
        </Link>
      )}
    </Why>
  )
}
