import { queryOptions } from '@tanstack/react-query'
import { listHistory } from '@/api/requests'

export const historyQuery = () => queryOptions({ queryKey: ['history'], queryFn: () => listHistory(100) })
