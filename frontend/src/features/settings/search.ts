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
  'connect-page',
  'assistants',
  'alive',
  'variables',
  'secrets',
  'health',
  'shortcuts',
] as const

export type Section = (typeof sections)[number]

export const settingsSearch = z.object({ section: z.enum(sections).optional().catch(undefined) })

/** What the sections are called, in the order of the page. */
export const sectionTitles: Record<Section, string> = {
  appearance: 'Appearance',
  key: 'API key',
  keys: 'Keys with scopes',
  environments: 'Environments',
  addresses: 'Addresses',
  redirect: 'Redirect address',
  network: 'Network',
  webhooks: 'Provider webhooks',
  notifications: 'Webhooks to your app',
  'connect-page': 'Connect page',
  assistants: 'Coding assistants',
  alive: 'Unused connections',
  variables: 'Variables',
  secrets: 'Where are my secrets',
  health: 'Health',
  shortcuts: 'Shortcuts',
}
