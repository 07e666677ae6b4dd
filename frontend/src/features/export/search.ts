import { z } from 'zod'

const text = z.string().optional().catch(undefined)

export const exportSearch = z.object({
  tab: text,
})
