import { z } from 'zod'

const text = z.string().optional().catch(undefined)
const place = z.number().int().positive().optional().catch(undefined)

/** The file or function that is open, which side of it, and where in its text. */
export const functionsSearch = z.object({
  /** "integration/type/name". */
  fn: text,
  /** A file that is no function. */
  file: text,
  tab: z.enum(['code', 'run', 'runs', 'settings']).optional().catch(undefined),
  /** Asks for the name of a new function. */
  making: z.boolean().optional().catch(undefined),
  line: place,
  column: place,
})

export type FunctionsSearch = z.infer<typeof functionsSearch>
