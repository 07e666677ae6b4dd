import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { asFault, type Fault } from '@/api/fault'
import { queries } from '@/api/queries'
import { updateSettings } from '@/api/settings'
import type { Settings } from '@/api/types'

/** How long after the last key a change is saved. */
const quietMs = 600

/** Saves settings the moment they change; there is no Save button anywhere. */
export function useSaveSettings() {
  const client = useQueryClient()
  return useMutation<Settings, Error, Partial<Settings>>({
    mutationFn: updateSettings,
    onSuccess: (settings) => {
      client.setQueryData(queries.settings().queryKey, settings)
      void client.invalidateQueries({ queryKey: queries.status().queryKey })
    },
  })
}

/** Calls `save` a moment after `value` stopped changing, and at once when the page is left. */
export function useDebounced<T>(value: T, save: (value: T) => void): void {
  const saved = useRef(value)
  const latest = useRef({ value, save })
  useEffect(() => {
    latest.current = { value, save }
  })
  useEffect(() => {
    if (value === saved.current) return
    const timer = setTimeout(() => {
      saved.current = value
      latest.current.save(value)
    }, quietMs)
    return () => clearTimeout(timer)
  }, [value])
  useEffect(
    () => () => {
      const { value: last, save: finish } = latest.current
      if (last !== saved.current) finish(last)
    },
    [],
  )
}

/** What the program says about one field, e.g. `allowed_hosts` or its third entry. */
export function messageFor(error: unknown, field: string, index?: number): string | undefined {
  const fault: Fault | undefined = error ? asFault(error) : undefined
  const at = index === undefined ? undefined : String(index)
  return fault?.errors.find(({ path }) => path[0] === field && path[1] === at)?.message
}
