/** A free unique key for an integration, from the provider's own: "github", "github-2", … */
export function suggestKey(provider: string, taken: readonly string[]): string {
  if (!taken.includes(provider)) return provider
  let number = 2
  while (taken.includes(`${provider}-${number}`)) number++
  return `${provider}-${number}`
}

/** What is wrong with a unique key, as one sentence. */
export function checkKey(key: string): string | undefined {
  if (!key) return 'A unique key is needed: it is how scripts name this integration.'
  if (key.length > 255) return 'A unique key has at most 255 characters.'
  if (!/^[a-zA-Z0-9~:.@ _-]+$/.test(key)) return 'Use letters, digits, blanks and ~ : . @ _ - only.'
  return undefined
}

/** What is wrong with a connection id, as one sentence. An empty one is made up by the program. */
export function checkConnectionId(id: string): string | undefined {
  if (id.length > 255) return 'A connection ID has at most 255 characters.'
  if (!/^[\p{L}\p{N},.;:=+~[\]|@${}"'\\/_ -]*$/u.test(id))
    return 'This holds a sign that a connection ID cannot have.'
  return undefined
}
