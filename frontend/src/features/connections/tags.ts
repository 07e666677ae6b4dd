import type { Pair } from '@/components/key-value-editor'

const most = 10

export function tagPairs(tags: Record<string, string>): Pair[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}

/** Names of tags are kept in lower case. Rows without a name do not count yet. */
export function tagsOf(pairs: Pair[]): Record<string, string> {
  return Object.fromEntries(pairs.filter((one) => one.key).map((one) => [one.key.toLowerCase(), one.value]))
}

/** What is wrong with one row, as a sentence. */
export function tagProblem(pairs: Pair[], pair: Pair, index: number): string | undefined {
  if (!pair.key) return pair.value ? 'A tag needs a name.' : undefined
  if (index >= most) return `A connection has at most ${most} tags.`
  if (!/^[a-zA-Z][a-zA-Z0-9_\-./]*$/.test(pair.key)) {
    return 'A name starts with a letter and has letters, digits and _ - . / only.'
  }
  if (pair.key.length > 64) return 'A name has at most 64 characters.'
  if (pair.value === '' || pair.value.length > 255) return 'A value has 1 to 255 characters.'
  const same = pairs.findIndex((one) => one.key.toLowerCase() === pair.key.toLowerCase())
  if (same !== index) return 'This name is used twice.'
  if (pair.key.toLowerCase() === 'end_user_email' && !/^.+@.+\..+$/.test(pair.value))
    return 'This is not an email address.'
  return undefined
}
