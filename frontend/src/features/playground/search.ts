import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** The request in the address bar, so that other pages can link to a filled-in playground. */
export const playgroundSearch = z.object({
  integration: text,
  connection: text,
  method: text,
  /** With its query. */
  path: text,
})

export type PlaygroundSearch = z.infer<typeof playgroundSearch>
