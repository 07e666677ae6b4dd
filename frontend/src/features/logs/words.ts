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

export const sources: Record<string, string> = {
  api: 'Script or SDK',
  path: 'Base-URL address',
  playground: 'Playground',
  cli: 'Command line',
  mcp: 'Coding assistant',
  system: 'Patchbay itself',
  provider: 'A provider',
  simulated: 'Simulator',
  gui: 'Patchbay’s pages',
}

export const states: Record<string, string> = {
  success: 'Succeeded',
  failed: 'Failed',
  running: 'Running',
  cancelled: 'Cancelled',
  timeout: 'Took too long',
}
