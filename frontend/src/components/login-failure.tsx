import { Link } from '@tanstack/react-router'
import { Fault } from '@/api/fault'
import type { Diagnosis } from '@/api/types'
import { FaultNotice } from './error-state'

interface LoginFailureProps {
  fault: Fault
  diagnosis?: Diagnosis | undefined
  /** The operation of the log that holds the steps. */
  operation?: string | undefined
  /** Leaves the dialog that shows this, on the way to the steps. */
  onLeave: () => void
}

/** Why an account could not be connected, what to change, what shows it, and the way to every step. */
export function LoginFailure({ fault, diagnosis, operation, onLeave }: LoginFailureProps) {
  const told = diagnosis
    ? new Fault(fault.status, { code: fault.code, message: diagnosis.message, hint: diagnosis.remedy })
    : fault
  return (
    <FaultNotice error={told}>
      {diagnosis && diagnosis.evidence.length > 0 && (
        <ul aria-label="What shows it" className="list-disc pt-1 pl-4 text-xs">
          {diagnosis.evidence.map((one) => (
            <li key={one} className="break-words">
              {one}
            </li>
          ))}
        </ul>
      )}
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
    </FaultNotice>
  )
}
