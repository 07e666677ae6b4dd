import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Place } from '@/components/typescript-editor'

const route = getRouteApi('/functions')

/** The place in the text that the address names. The same object as long as the address is the same. */
export function usePlace(): Place | undefined {
  const { line, column } = route.useSearch()
  return useMemo(() => (line === undefined ? undefined : { line, column: column ?? 1 }), [line, column])
}
