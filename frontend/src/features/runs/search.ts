import { z } from 'zod'

const text = z.string().optional().catch(undefined)

export const runStates = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'timed_out',
  'interrupted',
] as const

/** Filters of the runs list. */
export const runsSearch = z.object({
  integration: text,
  function: text,
  type: z.enum(['sync', 'action', 'on-event']).optional().catch(undefined),
  connection: text,
  state: z.enum(runStates).optional().catch(undefined),
  dry: z.boolean().optional().catch(undefined),
})

export type RunsSearch = z.infer<typeof runsSearch>

/** What of one run is shown, and the run that its changes are compared with. */
export const runSearch = z.object({
  tab: z.enum(['timeline', 'result', 'input', 'changes']).optional().catch(undefined),
  against: text,
})
