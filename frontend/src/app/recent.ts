const key = 'patchbay.recent'
const kept = 5

function read(): string[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as string[]
  } catch {
    return []
  }
}

/** Puts an entry of the palette at the top of the recent ones. */
export function remember(id: string): void {
  localStorage.setItem(key, JSON.stringify([id, ...read().filter((other) => other !== id)].slice(0, kept)))
}

/** The recent entries that still exist, last used first. */
export function recentFirst<T extends { id: string }>(entries: T[]): T[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return read().flatMap((id) => byId.get(id) ?? [])
}
