import type { RecordRow } from '@/api/types'

/** More columns than these do not fit a screen; the panel beside shows the whole record. */
const mostColumns = 7
const previewLength = 120

function fieldsOf(payload: unknown): [string, unknown][] {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    ? Object.entries(payload)
    : []
}

/** The fields to show as columns: those most of the first records fill, in the order in which they come. */
export function columnsOf(rows: readonly RecordRow[]): string[] {
  const filled = new Map<string, number>()
  for (const row of rows) {
    for (const [name, value] of fieldsOf(row.payload)) {
      if (name === 'id' || name === '_nango_metadata') continue
      filled.set(name, (filled.get(name) ?? 0) + (value === null || value === '' ? 0 : 1))
    }
  }
  const names = [...filled.keys()]
  const kept = new Set(
    [...names].sort((a, b) => (filled.get(b) ?? 0) - (filled.get(a) ?? 0)).slice(0, mostColumns),
  )
  return names.filter((name) => kept.has(name))
}

/** A value as it fits a cell. */
export function preview(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > previewLength ? `${text.slice(0, previewLength)}…` : text
}

export function fieldOf(row: RecordRow, name: string): unknown {
  return fieldsOf(row.payload).find(([field]) => field === name)?.[1]
}
