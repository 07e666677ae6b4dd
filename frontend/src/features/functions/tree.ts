import type { FunctionView, ProjectFile } from '@/api/types'
import { indexFor, search } from '@/lib/search'

/** What the tree shows of one integration. */
export interface Branch {
  integration: string
  /** "" when nothing of the integration is set up. */
  provider: string
  known: boolean
  connections: number
  functions: FunctionView[]
}

/** Functions by integration, those that match the search; integrations and names in alphabetical order. */
export function branchesOf(functions: readonly FunctionView[], query: string): Branch[] {
  const index = indexFor(
    functions,
    (one) => one.name,
    (one) => `${one.integration} ${one.provider} ${one.type} ${one.description} ${one.models.join(' ')}`,
  )
  const branches = new Map<string, Branch>()
  for (const one of search(index, query)) {
    const branch = branches.get(one.integration) ?? {
      integration: one.integration,
      provider: one.provider,
      known: one.state !== 'unknown-integration',
      connections: one.connections,
      functions: [],
    }
    branch.provider ||= one.provider
    branch.functions.push(one)
    branches.set(one.integration, branch)
  }
  const order = { action: 0, sync: 1, 'on-event': 2 }
  for (const branch of branches.values()) {
    branch.functions.sort((a, b) => order[a.type] - order[b.type] || a.name.localeCompare(b.name))
  }
  return [...branches.values()].sort((a, b) => a.integration.localeCompare(b.integration))
}

/** Files that are no functions, those that match the search. */
export function otherFiles(files: readonly ProjectFile[], query: string): ProjectFile[] {
  const index = indexFor(
    files.filter((file) => file.kind !== 'function'),
    (file) => file.path,
    (file) => file.kind,
  )
  return search(index, query)
}
