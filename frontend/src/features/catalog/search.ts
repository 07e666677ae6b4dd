import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** What the gallery lists, and its filters. `unsupported` also shows APIs whose auth mode this version cannot connect. */
export const catalogSearch = z.object({
  show: z.literal('functions').optional().catch(undefined),
  q: text,
  category: text,
  auth: text,
  supported: z.boolean().optional().catch(undefined),
})
