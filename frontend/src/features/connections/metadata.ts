type Read = { value: Record<string, unknown> } | { problem: string }

/** Reads metadata as typed: a JSON object, or a sentence about what is wrong. Nothing at all is `{}`. */
export function readMetadata(text: string): Read {
  if (text.trim() === '') return { value: {} }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'this is not JSON.' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'metadata is an object, in braces { }.' }
  }
  return { value: value as Record<string, unknown> }
}
