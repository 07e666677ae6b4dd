interface ScopeGroup {
  title: string
  scopes: string[]
}

/** "environment:connections:read" belongs to "Connections", "environment:proxy" to "Proxy". */
function titleOf(scope: string): string {
  const [realm = '', topic = ''] = scope.split(':')
  const words = (realm === 'account' ? `account ${topic}` : topic).replaceAll('_', ' ')
  return words === 'mcp' ? 'MCP' : words.charAt(0).toUpperCase() + words.slice(1)
}

/** What stands behind the realm and the topic: "read" of "environment:connections:read". */
export const shortName = (scope: string): string => scope.split(':').slice(2).join(':')

/** What each group is for, by its title. */
export const scopeMeanings: Record<string, string> = {
  Integrations:
    'The apps that you registered with providers. Credentials are told with a credentials scope only.',
  Connections:
    'Accounts that were connected, with tags and metadata. Credentials are told with a credentials scope only.',
  'Connect sessions': 'Make links with which your users connect their accounts.',
  Syncs: 'See, start, pause and schedule syncs, and their variants.',
  Functions: 'See, compile, try and delete functions, and call them.',
  Deploy: 'Put functions here and take them away. They run with your connections.',
  Records: 'Data that syncs stored.',
  Logs: 'What happened, with requests and answers; secrets are masked.',
  Actions: 'Run actions, whatever they do at the provider.',
  Proxy: 'Send any request to a provider through a connection.',
  Variables: 'Values that functions read.',
  MCP: 'Offer the actions of a connection to an MCP client.',
  'Webhook signing key': 'Replace the key that signs what is sent to your app.',
  'Account environments': 'Make and delete environments.',
}

/** Scopes by what they are about, in the order given. */
export function groupScopes(known: string[]): ScopeGroup[] {
  const groups = new Map<string, string[]>()
  for (const scope of known) {
    const title = titleOf(scope)
    groups.set(title, [...(groups.get(title) ?? []), scope])
  }
  return [...groups].map(([title, scopes]) => ({ title, scopes }))
}

/** What a key is made with: a whole realm as one scope, so that a later version's scopes belong to it too. */
export function scopesOf(known: string[], chosen: ReadonlySet<string>): string[] {
  const result: string[] = []
  for (const realm of ['environment', 'account']) {
    const all = known.filter((scope) => scope.startsWith(`${realm}:`))
    const taken = all.filter((scope) => chosen.has(scope))
    if (all.length > 0 && taken.length === all.length) result.push(`${realm}:*`)
    else result.push(...taken)
  }
  return result
}
