import { z } from 'zod'

const text = z.string().optional().catch(undefined)

/** The languages of the examples. */
export const languages = [
  { id: 'curl', title: 'cURL' },
  { id: 'node', title: 'Node' },
  { id: 'python', title: 'Python' },
  { id: 'go', title: 'Go' },
] as const

export type Language = (typeof languages)[number]['id']

/** Which operation is shown, and with whose ids its examples are filled. */
export const referenceSearch = z.object({
  operation: text,
  search: text,
  integration: text,
  connection: text,
  language: z.enum(['curl', 'node', 'python', 'go']).optional().catch(undefined),
})

export type ReferenceSearch = z.infer<typeof referenceSearch>
