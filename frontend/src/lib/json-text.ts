/** Indented text longer than this is no help: a deep nest grows with the square of its depth. */
const longest = 10_000_000

/**
 * Indents JSON and touches nothing else: numbers, escapes and repeated names stay as they were written,
 * which parsing and writing it again would not do. Undefined when the text is not JSON, or far too long indented.
 */
export function formatJson(text: string): string | undefined {
  if (!isJson(text)) return undefined
  let out = ''
  let depth = 0
  const line = () => `\n${'  '.repeat(depth)}`
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
  for (const [at, token] of tokens.entries()) {
    if (out.length > longest) return undefined
    if (token === '{' || token === '[') {
      depth++
      out += token
      if (tokens[at + 1] !== '}' && tokens[at + 1] !== ']') out += line()
    } else if (token === '}' || token === ']') {
      depth--
      out += tokens[at - 1] === '{' || tokens[at - 1] === '[' ? token : line() + token
    } else if (token === ',') out += token + line()
    else out += token === ':' ? ': ' : token
  }
  return out
}

/** Whether the text is one JSON value. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** How many lists and objects lie inside each other at the deepest place of a JSON text. */
export function nesting(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth)
    else if (token === '}' || token === ']') depth--
  }
  return deepest
}
