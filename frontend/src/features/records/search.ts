import { z } from 'zod'

const text = z.string().optional().catch(undefined)

export const recordsSearch = z.object({
  integration: text,
  connection: text,
  model: text,
  variant: text,
  search: text,
  action: text,
})
