const loginModes = ['OAUTH1', 'OAUTH2', 'APP', 'CUSTOM', 'INSTALL_PLUGIN', 'MCP_OAUTH2', 'MCP_OAUTH2_GENERIC']

/** Whether connecting leads through a page of the provider, which sends the browser back. */
export function signsInWithBrowser(mode: string): boolean {
  return loginModes.includes(mode)
}
