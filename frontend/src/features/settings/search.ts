import { z } from 'zod'

const sections = [
  'appearance',
  'key',
  'keys',
  'environments',
  'addresses',
  'redirect',
  'network',
  'webhooks',
  'notifications',
  'assistants',
  'alive',
  'variables',
  'secrets',
  'health',
  'shortcuts',
] as const

export type Section = (typeof sections)[number]

export const settingsSearch = z.object({ section: z.enum(sections).optional().catch(undefined) })
