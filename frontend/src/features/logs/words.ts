import type { Operation } from '@/api/types'

/** What the log's own words are called on screen. */
export const kinds: Record<string, string> = {
  proxy: 'API call',
  auth: 'Sign-in',
  connection: 'Connection',
  admin: 'Change',
  sync: 'Sync',
  action: 'Action',
  'on-event': 'On-event function',
  webhook: 'Webhook function',
  mcp: 'Coding assistant',
}

/** Who asked for an operation: each source that the app writes. */
export const sources: Record<Operation['source'], string> = {
  api: 'Script or SDK',
  path: 'Base-URL address',
  playground: 'Playground',
  gui: 'Patchbay’s pages',
  cli: 'Command line',
  mcp: 'Coding assistant',
  schedule: 'Schedule',
  save: 'Saved file',
  webhook: 'Webhook',
  event: 'Connection event',
  function: 'Another function',
  provider: 'A provider',
  simulated: 'Simulator',
  system: 'Patchbay itself',
}

export const states: Record<string, string> = {
  success: 'Succeeded',
  failed: 'Failed',
  running: 'Running',
  cancelled: 'Cancelled',
  timeout: 'Took too long',
}
