import type { ReactNode } from 'react'
import { Fault } from '@/api/fault'
import type { Diagnosis } from '@/api/types'
import { useFormWords } from '@/lib/words'
import { FaultNotice } from './error-state'

interface WhyProps {
  fault: Fault
  diagnosis?: Diagnosis | undefined
  /** Where to go from here. */
  children?: ReactNode
}

/** Why an account could not be connected: cause, remedy and evidence, or the fault's own words. */
export function Why({ fault, diagnosis = fault.diagnosis, children }: WhyProps) {
  const words = useFormWords()
  // The fault is often the diagnosis with the provider's own words behind it. They stand in the evidence too: once is enough.
  const told =
    diagnosis && (diagnosis.evidence.length > 0 || !fault.message.startsWith(diagnosis.message))
      ? new Fault(fault.status, { code: fault.code, message: diagnosis.message, hint: diagnosis.remedy })
      : fault
  return (
    <FaultNotice error={told}>
      {diagnosis && diagnosis.evidence.length > 0 && (
        <ul aria-label={words.evidence} className="list-disc pt-1 pl-4 text-xs">
          {diagnosis.evidence.map((one) => (
            <li key={one} className="break-words">
              {one}
            </li>
          ))}
        </ul>
      )}
      {children}
    </FaultNotice>
  )
}
