const loginModes = ['OAUTH1', 'OAUTH2', 'APP', 'CUSTOM', 'INSTALL_PLUGIN', 'MCP_OAUTH2', 'MCP_OAUTH2_GENERIC']

/** Whether connecting leads through a page of the provider, which sends the browser back. */
export function signsInWithBrowser(mode: string): boolean {
  return loginModes.includes(mode)
}

const appModes = ['OAUTH1', 'OAUTH2', 'TBA', 'APP', 'CUSTOM', 'INSTALL_PLUGIN']

/** Whether an integration of this mode needs what an app was registered with, before anyone can connect. */
export function needsApp(mode: string): boolean {
  return appModes.includes(mode)
}

/** What the provider calls the client ID and secret of an app. */
export function clientLabels(mode: string): { id: string; secret: string } {
  return mode === 'TBA'
    ? { id: 'Consumer key', secret: 'Consumer secret' }
    : { id: 'Client ID', secret: 'Client secret' }
}
