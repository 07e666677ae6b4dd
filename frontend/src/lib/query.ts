import { QueryClient, type Query } from '@tanstack/react-query'
import { asFault } from '@/api/fault'
import type { Hint } from '@/host/host'

/** Which cached answers a hint makes stale. Keys start with the topic, so most rows are one word. */
const stale: Record<Hint['topic'], string[]> = {
  catalog: ['catalog'],
  integrations: ['integrations', 'status'],
  connections: ['connections', 'integrations', 'status'],
  attempts: ['attempts'],
  // Not the status: a busy proxy logs hundreds of operations a second, and the status checks the keychain.
  operations: ['operations', 'history'],
  // The address of each integration's webhooks begins with one of the settings.
  settings: ['settings', 'status', 'integrations'],
  functions: ['functions', 'syncs'],
  // The tree shows each function's last run.
  runs: ['runs', 'functions', 'syncs'],
  records: ['records'],
  syncs: ['syncs'],
  project: ['project', 'functions', 'templates'],
  mcp: ['mcp'],
  webhooks: ['webhooks'],
  notifications: ['notifications'],
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Hints say when something changed; nothing goes stale by age.
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        retry: (count, error) => asFault(error).status === 0 && count < 2,
        // The program is on this machine: the browser's idea of being offline says nothing about it.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}

/** The same topic is read again at most this often. */
export const calmMs = 300

/** What was read again a moment ago, and whether another hint came since. */
const calming = new WeakMap<QueryClient, Map<Hint['topic'], boolean>>()

function readAgain(client: QueryClient, topic: Hint['topic']): void {
  for (const key of stale[topic]) {
    const first = client.getQueryCache().findAll({ queryKey: [key], predicate: isFirstRead })
    void client.invalidateQueries({ queryKey: [key] })
    for (const query of first) {
      const { queryKey } = query
      const again = () => client.invalidateQueries({ queryKey, exact: true })
      query.promise?.then(again, again)
    }
  }
}

/** A first answer that is on its way may be older than the hint, and the library does not ask anew for it. */
function isFirstRead({ state }: Query): boolean {
  return state.fetchStatus === 'fetching' && state.data === undefined
}

/**
 * Reads again what the hint is about: the first hint at once, those that follow closely together. Reading
 * for each of them would start every request anew and never see one end.
 */
export function applyHint(client: QueryClient, { topic }: Hint): void {
  const topics = calming.get(client) ?? new Map<Hint['topic'], boolean>()
  calming.set(client, topics)
  if (topics.has(topic)) {
    topics.set(topic, true)
    return
  }
  topics.set(topic, false)
  readAgain(client, topic)
  setTimeout(() => {
    const again = topics.get(topic)
    topics.delete(topic)
    if (again) applyHint(client, { topic })
  }, calmMs)
}

/** Reads everything again: after the line to the program was down, any hint may be missing. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries()
}
