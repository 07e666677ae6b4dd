import { useEffect } from 'react'
import type { Fault } from '@/api/fault'
import type { Diagnosis } from '@/api/types'
import { Button } from '@/components/ui/button'
import { Why } from '@/components/why'
import { tellFault } from './embedding'
import { Sheet } from './sheet'
import { useWords } from './words'

interface FailureViewProps {
  fault: Fault
  diagnosis?: Diagnosis | undefined
  again?: (() => void) | undefined
}

/** The end of a way that did not lead to a connection; the embedding page is told too. */
export function FailureView({ fault, diagnosis, again }: FailureViewProps) {
  const words = useWords()
  const { code, message } = fault
  useEffect(() => tellFault(code, message), [code, message])
  return (
    <Sheet title={words.failed}>
      <Why fault={fault} diagnosis={diagnosis} />
      {again && (
        <Button className="self-end" onClick={again}>
          {words.tryAgain}
        </Button>
      )}
    </Sheet>
  )
}
