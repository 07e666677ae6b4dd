import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** Which record set is shown, what of it, and the record that is open beside it. */
export const recordsSearch = z.object({
  integration: text,
  connection: text,
  model: text,
  variant: text,
  search: text,
  action: z.enum(['added', 'updated', 'deleted']).optional().catch(undefined),
  order: z.enum(['newest', 'oldest', 'id']).optional().catch(undefined),
  /** A record's id. Ids that look like numbers arrive as numbers. */
  record: z.coerce.string().optional().catch(undefined),
})

export type RecordsSearch = z.infer<typeof recordsSearch>
