import { queryOptions } from '@tanstack/react-query'
import { getModel, getSession, listSamples } from '@/api/builder'

/** How often a draft is read while it grows. Not a stream: the window's own server sends an answer only as a whole. */
const everyMs = 250

export const modelQuery = () => queryOptions({ queryKey: ['builder', 'model'], queryFn: getModel })

export const samplesQuery = (integration: string, connection: string) =>
  queryOptions({
    queryKey: ['operations', 'samples', integration, connection],
    queryFn: () => listSamples(integration, connection),
    enabled: integration !== '' && connection !== '',
  })

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['builder', 'session', id],
    queryFn: () => getSession(id),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? everyMs : false),
    refetchIntervalInBackground: true,
  })
