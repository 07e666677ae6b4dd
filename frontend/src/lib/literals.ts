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

// JavaScript

/** A JavaScript string in single quotes. */
export const jsString = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** A name in an object literal, quoted where it must be. */
export const jsName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : jsString(name))

/** A JSON value as JavaScript; indent is that of the line it stands in. */
export function jsValue(value: JsonValue, indent: string): string {
  if (typeof value === 'string') return jsString(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((item) => inner + jsValue(item, inner))
    : Object.entries(value).map(([name, item]) => `${inner}${jsName(name)}: ${jsValue(item, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return parts.length ? `${open}\n${parts.join(',\n')},\n${indent}${close}` : `${open}${close}`
}

// Python

/** A JSON value as Python. */
export function pythonValue(value: JsonValue, indent: string): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value === null) return 'None'
  if (typeof value === 'number') return String(value)
  const inner = `${indent}    `
  const parts = Array.isArray(value)
    ? value.map((item) => inner + pythonValue(item, inner))
    : Object.entries(value).map(
        ([name, item]) => `${inner}${JSON.stringify(name)}: ${pythonValue(item, inner)}`,
      )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return parts.length ? `${open}\n${parts.join(',\n')},\n${indent}${close}` : `${open}${close}`
}

// Go

/** A raw literal where one can hold the text and reads better, an interpreted one otherwise. */
export function goString(text: string): string {
  const raw = /["\\\n]/.test(text) && !/[`\r\ufeff\u0000-\u0008\u000b-\u001f\u007f]/.test(text)
  return raw ? `\`${text}\`` : JSON.stringify(text)
}
