import type { Field } from '@/api/types'
import { checkField } from './fields'

/** The parts of a pasted address that a field may mean, longest first. */
function partsOf(field: Field, text: string): string[] {
  const bare = text.replace(/^https?:\/\//i, '').replace(/\/+$/, '')
  const scheme = /^https?:\/\//
  const before = field.prefix?.replace(scheme, '') ?? ''
  const inner = before && bare.startsWith(before) ? bare.slice(before.length) : bare
  const end = field.suffix ? inner.indexOf(field.suffix) : -1
  return [text, ...(end > 0 ? [inner.slice(0, end)] : []), inner, inner.split('/', 1)[0] ?? inner]
}

/**
 * What a pasted text means in a field: without blanks around it, and of a whole address only the part
 * that the field asks for. A text that has no such part stays as it is.
 */
export function fitPasted(field: Field, text: string): string {
  const plain = text.trim()
  const asksForPart = Boolean(field.prefix) || Boolean(field.suffix) || field.format === 'hostname'
  if (field.secret || !asksForPart) return plain
  return partsOf(field, plain).find((part) => checkField(field, part) === undefined) ?? plain
}
