interface CommandInfo {
  title: string
  group: 'Go to' | 'Do' | 'Look' | 'Playground' | 'Functions' | 'Webhooks' | 'Logs'
  /** Default keys; empty when the command is only in the palette. */
  keys: string
}

/** Every command there is. A page offers one with `useCommand`; the palette and the shortcuts page read this. */
const table = {
  'palette.open': { title: 'Open the command palette', group: 'Do', keys: 'Mod+K' },
  'search.focus': { title: 'Search on this page', group: 'Do', keys: '/' },
  'connect.new': { title: 'Connect an account', group: 'Do', keys: 'C' },
  'integration.new': { title: 'New integration', group: 'Do', keys: 'N' },
  'key.copy': { title: 'Copy the API key (secret)', group: 'Do', keys: '' },
  'sidebar.toggle': { title: 'Show or hide the sidebar', group: 'Look', keys: 'Mod+B' },
  'go.home': { title: 'Home', group: 'Go to', keys: 'G H' },
  'go.apis': { title: 'APIs', group: 'Go to', keys: 'G A' },
  'go.integrations': { title: 'Integrations', group: 'Go to', keys: 'G I' },
  'go.connections': { title: 'Connections', group: 'Go to', keys: 'G C' },
  'go.playground': { title: 'Playground', group: 'Go to', keys: 'G P' },
  'go.functions': { title: 'Functions', group: 'Go to', keys: 'G F' },
  'go.runs': { title: 'Runs', group: 'Go to', keys: 'G R' },
  'go.syncs': { title: 'Syncs', group: 'Go to', keys: 'G S' },
  'go.records': { title: 'Records', group: 'Go to', keys: 'G D' },
  'go.reference': { title: 'API reference', group: 'Go to', keys: 'G V' },
  'go.webhooks': { title: 'Webhooks', group: 'Go to', keys: 'G W' },
  'go.webhooksSent': { title: 'Webhooks sent to your app', group: 'Go to', keys: '' },
  'go.export': { title: 'Export and deploy', group: 'Go to', keys: 'G E' },
  'go.logs': { title: 'Logs', group: 'Go to', keys: 'G L' },
  'go.settings': { title: 'Settings', group: 'Go to', keys: 'Mod+,' },
  'go.shortcuts': { title: 'Keyboard shortcuts', group: 'Go to', keys: '?' },
  'theme.system': { title: 'Appearance: follow the system', group: 'Look', keys: '' },
  'theme.light': { title: 'Appearance: light', group: 'Look', keys: '' },
  'theme.dark': { title: 'Appearance: dark', group: 'Look', keys: '' },
  'playground.send': { title: 'Send the request', group: 'Playground', keys: 'Mod+Enter' },
  'playground.copyCurl': { title: 'Copy the request as cURL', group: 'Playground', keys: '' },
  'playground.history': { title: 'Show the request history', group: 'Playground', keys: 'Mod+Y' },
  'function.new': { title: 'New function', group: 'Functions', keys: 'F' },
  'function.describe': { title: 'Describe a function', group: 'Functions', keys: '' },
  'function.run': { title: 'Run the function', group: 'Functions', keys: 'Mod+Enter' },
  'function.save': { title: 'Save the file now', group: 'Functions', keys: 'Mod+S' },
  'function.problems': { title: 'Show or hide the problems', group: 'Functions', keys: 'Mod+Shift+M' },
  'webhook.simulate': { title: 'Simulate a webhook', group: 'Webhooks', keys: '' },
  'logs.pause': { title: 'Pause or resume live logs', group: 'Logs', keys: 'P' },
  'logs.clear': { title: 'Clear the logs', group: 'Logs', keys: '' },
} as const satisfies Record<string, CommandInfo>

export type CommandId = keyof typeof table

export const commands: Record<CommandId, CommandInfo> = table
