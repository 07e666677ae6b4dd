import { queryOptions } from '@tanstack/react-query'
import { listOperations } from '@/api/operations'
import { runDoctor } from '@/api/settings'

/** The calls of the last time, newest first. */
export const recentCallsQuery = () =>
  queryOptions({
    queryKey: ['operations', 'recent'],
    queryFn: async () => (await listOperations({ kind: 'proxy', limit: 8 })).data,
  })

export const doctorQuery = () => queryOptions({ queryKey: ['doctor'], queryFn: runDoctor })
