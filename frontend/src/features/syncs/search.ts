import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** Which syncs are shown. */
export const syncsSearch = z.object({
  search: text,
  integration: text,
  connection: text,
  status: text,
})

export type SyncsSearch = z.infer<typeof syncsSearch>
