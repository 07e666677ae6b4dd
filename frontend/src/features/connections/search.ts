import { z } from 'zod'

const text = z.string().optional().catch(undefined)

export const connectionsSearch = z.object({
  q: text,
  integration: text,
  state: z.enum(['ok', 'expired', 'error']).optional().catch(undefined),
  sort: text,
})

export const connectionSearch = z.object({
  tab: z
    .enum(['overview', 'life', 'functions', 'metadata', 'config', 'tags', 'use'])
    .optional()
    .catch(undefined),
})
