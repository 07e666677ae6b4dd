import { z } from 'zod'
import type { Operation } from '@/api/types'
import { sources } from './words'

const text = z.string().optional().catch(undefined)
const source = z
  .custom<Operation['source']>((word) => typeof word === 'string' && Object.hasOwn(sources, word))
  .optional()
  .catch(undefined)

/** Filters of the log list, and the operation that is open beside it. */
export const logsSearch = z.object({
  search: text,
  kind: text,
  state: z.enum(['running', 'success', 'failed', 'cancelled', 'timeout']).optional().catch(undefined),
  integration: text,
  connection: text,
  source,
  operation: text,
})

export type LogsSearch = z.infer<typeof logsSearch>
