import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** Filters of the gallery. `unsupported` also shows APIs whose auth mode this version cannot connect. */
export const catalogSearch = z.object({
  q: text,
  category: text,
  auth: text,
  supported: z.boolean().optional().catch(undefined),
})
