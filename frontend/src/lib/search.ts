/** Text prepared once for being searched many times. */
export interface Indexed<T> {
  item: T
  /** The main name, lower case, without accents. */
  name: string
  /** Everything else that may be searched for. */
  rest: string
}

export function normalize(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
}

export function indexFor<T>(
  items: readonly T[],
  name: (item: T) => string,
  rest: (item: T) => string,
): Indexed<T>[] {
  return items.map((item) => ({ item, name: normalize(name(item)), rest: normalize(rest(item)) }))
}

function score(entry: Indexed<unknown>, words: string[], whole: string): number {
  if (entry.name === whole) return 0
  if (entry.name.startsWith(whole)) return 1
  let worst = 2
  for (const word of words) {
    const at = entry.name.indexOf(word)
    if (at === 0 || (at > 0 && /[^a-z0-9]/.test(entry.name[at - 1] ?? ''))) continue
    if (at > 0) worst = Math.max(worst, 3)
    else if (entry.rest.includes(word)) worst = Math.max(worst, 4)
    else return Infinity
  }
  return worst
}

/**
 * Every entry that holds all words of the query, best first: the whole name, its beginning, the beginning
 * of a word, anywhere in the name, anywhere else. Entries of equal rank keep their order.
 */
export function search<T>(index: readonly Indexed<T>[], query: string): T[] {
  const whole = normalize(query).trim()
  if (!whole) return index.map((entry) => entry.item)
  const words = whole.split(/\s+/)
  return index
    .map((entry) => ({ item: entry.item, rank: score(entry, words, whole) }))
    .filter((hit) => hit.rank !== Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map((hit) => hit.item)
}
