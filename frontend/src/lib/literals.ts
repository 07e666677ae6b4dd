/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue }

/** Whether source code can hold the text: no NUL, no half of a character, nothing that was not text before. */
export function canBeText(text: string): boolean {
  return !/[\0\ufffd]|\p{Surrogate}/u.test(text)
}

/**
 * The JSON value of a text that can be written as a literal without changing what is sent, or undefined:
 * numbers that a double cannot hold, repeated names and `__proto__` would come out differently.
 */
export function jsonLiteral(text: string): { value: JsonValue } | undefined {
  try {
    const value = JSON.parse(text) as JsonValue
    if (text.includes('__proto__')) return undefined
    const withoutSpace = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1')
    return JSON.stringify(value) === withoutSpace ? { value } : undefined
  } catch {
    return undefined
  }
}

/** One argument for bash and zsh, exactly as given. */
export function shellQuote(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(text)) {
    const escaped = text
      .replace(/[\\']/g, '\\$&')
      .replace(/\n/g, '\\n')
      .replace(/[\u0001-\u001f\u007f]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
    return `$'${escaped}'`
  }
  return `'${text.replaceAll("'", `'\\''`)}'`
}
