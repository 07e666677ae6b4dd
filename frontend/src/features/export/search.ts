import { z } from 'zod'

/** Which half of the page is shown. */
export const exportSearch = z.object({
  tab: z.enum(['export', 'deploy']).optional().catch(undefined),
})
