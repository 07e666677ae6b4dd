import { z } from 'zod'

const text = z.string().optional().catch(undefined)

export const builderSearch = z.object({
  /** The integration that is suggested. */
  integration: text,
  /** The draft that is followed. */
  session: text,
})
