import type { Field } from '@/api/types'
import { englishForm } from './words'

const header = /-----BEGIN ([A-Z0-9 ]+)-----/

/** What is wrong with a key or certificate that its field refuses; undefined when that cannot be told. */
export function keyProblem(field: Field, value: string, words = englishForm): string | undefined {
  const wanted = header.exec(field.pattern ?? '')?.[1]
  if (!field.multiline || !wanted) return undefined
  const found = header.exec(value)?.[1]
  if (!found) return words.pasteWholeKey(wanted)
  if (found === 'ENCRYPTED PRIVATE KEY' || value.includes('Proc-Type: 4,ENCRYPTED'))
    return words.keyIsLocked('openssl pkey -in key.pem')
  if (found !== wanted) {
    const convert = wanted === 'PRIVATE KEY' && found.endsWith('PRIVATE KEY')
    return convert
      ? words.convertKey(found, 'openssl pkcs8 -topk8 -nocrypt -in key.pem')
      : words.wrongKey(found.toLowerCase(), wanted.toLowerCase())
  }
  if (!value.includes(`-----END ${wanted}-----`)) return words.keyEndMissing(`-----END ${wanted}-----`)
  return undefined
}

function keyInJSON(text: string): string | undefined {
  try {
    const file = JSON.parse(text) as unknown
    const key =
      typeof file === 'object' && file !== null ? (file as { private_key?: unknown }).private_key : undefined
    return typeof key === 'string' ? key : undefined
  } catch {
    return undefined
  }
}

/** A key as it stands in a JSON file: `\n` for each line break, one at the end included. */
function escapeLines(key: string): string {
  const lines = key.replaceAll('\n', '\\n')
  return lines === '' || lines.endsWith('\\n') ? lines : lines + '\\n'
}

/**
 * The text of a key as its field wants it: out of a JSON key file if it was given whole, without blanks
 * around it, and with line breaks written as `\n` where the provider's pattern asks for that.
 */
export function fitKey(field: Field, text: string): string {
  const key = (header.test(field.pattern ?? '') ? keyInJSON(text) : undefined) ?? text
  const plain = key.trim().replaceAll('\r\n', '\n')
  return field.pattern?.includes('-----\\\\n') ? escapeLines(plain) : plain
}
