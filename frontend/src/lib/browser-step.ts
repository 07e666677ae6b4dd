import type { Message } from '@/api/types'

/** One way of the browser during a login; secrets are masked. */
export interface BrowserStep {
  direction: 'out' | 'back'
  address: string
  parameters: { name: string; value: string }[]
}

/** The way of the browser that a message of the log tells of. */
export function browserStepOf({ meta }: Message): BrowserStep | undefined {
  const step = (meta as { browser?: Partial<BrowserStep> } | null)?.browser
  if (typeof step?.address !== 'string' || !Array.isArray(step.parameters)) return undefined
  return {
    direction: step.direction === 'back' ? 'back' : 'out',
    address: step.address,
    parameters: step.parameters,
  }
}
