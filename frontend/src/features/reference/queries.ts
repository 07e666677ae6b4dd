import { queryOptions } from '@tanstack/react-query'
import { getReference } from '@/api/reference'

/** The public document. It is made from the functions, so a hint about them makes it stale. */
export const referenceQuery = () =>
  queryOptions({ queryKey: ['functions', 'reference'], queryFn: getReference })
