import { QueryClient } from '@tanstack/react-query'
import { asFault } from '@/api/fault'
import type { Hint } from '@/host/host'

/** Which cached answers a hint makes stale. Keys start with the topic, so most rows are one word. */
const stale: Record<Hint['topic'], string[]> = {
  catalog: ['catalog'],
  integrations: ['integrations', 'status'],
  connections: ['connections', 'integrations', 'status'],
  attempts: ['attempts'],
  operations: ['operations', 'history', 'status'],
  settings: ['settings', 'status'],
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

/** Reads again what the hint is about. */
export function applyHint(client: QueryClient, hint: Hint): void {
  for (const topic of stale[hint.topic]) void client.invalidateQueries({ queryKey: [topic] })
}

/** Reads everything again: after the line to the program was down, any hint may be missing. */
export function refreshAll(client: QueryClient): void {
  void client.invalidateQueries()
}
