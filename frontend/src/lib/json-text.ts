/**
 * Indents JSON and touches nothing else: numbers, escapes and repeated names stay as they were written,
 * which parsing and writing it again would not do. Undefined when the text is not JSON.
 */
export function formatJson(text: string): string | undefined {
  if (!isJson(text)) return undefined
  let out = ''
  let depth = 0
  const line = () => `\n${'  '.repeat(depth)}`
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
  tokens.forEach((token, at) => {
    if (token === '{' || token === '[') {
      depth++
      out += token
      if (tokens[at + 1] !== '}' && tokens[at + 1] !== ']') out += line()
    } else if (token === '}' || token === ']') {
      depth--
      out += tokens[at - 1] === '{' || tokens[at - 1] === '[' ? token : line() + token
    } else if (token === ',') out += token + line()
    else out += token === ':' ? ': ' : token
  })
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
