import { z } from 'zod'

const text = z.string().optional().catch(undefined)

export const syncsSearch = z.object({
  integration: text,
  connection: text,
})
