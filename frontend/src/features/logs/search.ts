import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** Filters of the log list, and the operation that is open beside it. */
export const logsSearch = z.object({
  search: text,
  kind: text,
  state: z.enum(['running', 'success', 'failed', 'cancelled', 'timeout']).optional().catch(undefined),
  integration: text,
  connection: text,
  source: text,
  operation: text,
})

export type LogsSearch = z.infer<typeof logsSearch>
