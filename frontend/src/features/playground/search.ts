import { z } from 'zod'

/** The request in the address bar, so that other pages can link to a filled-in playground. */
export const playgroundSearch = z.object({
  integration: z.string().optional().catch(undefined),
  connection: z.string().optional().catch(undefined),
  method: z.string().optional().catch(undefined),
  path: z.string().optional().catch(undefined),
})
