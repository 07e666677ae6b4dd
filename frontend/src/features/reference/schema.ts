import type { ApiDocument, Schema } from '@/api/reference'

const prefix = '#/components/schemas/'

/** The schema that a reference means, with what stands beside the reference. */
export function resolve(schema: Schema, document: ApiDocument): Schema {
  const { $ref, ...own } = schema
  if (!$ref) return schema
  const found = document.components.schemas[$ref.replace(prefix, '')] ?? {}
  return resolve({ ...found, ...own }, document)
}

/** The alternatives of a schema without null, and whether null is one. */
function withoutNull(schema: Schema): { rest: Schema[]; nullable: boolean } {
  const all = schema.anyOf ?? schema.oneOf ?? [schema]
  const rest = all.filter((one) => one.type !== 'null')
  return { rest, nullable: rest.length < all.length }
}

/** A schema in a few words, such as "array of string or null". */
export function typeText(given: Schema, document: ApiDocument): string {
  const schema = resolve(given, document)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.anyOf ?? schema.oneOf) {
    const { rest, nullable } = withoutNull(schema)
    const names = [...new Set(rest.map((one) => typeText(one, document)))]
    return [...names, ...(nullable ? ['null'] : [])].join(' or ') || 'anything'
  }
  if (schema.allOf) return 'object'
  if (schema.prefixItems) return 'array'
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => typeText({ ...schema, type }, document)).join(' or ')
  }
  if (schema.type === 'array') {
    const items = typeof schema.items === 'object' ? typeText(schema.items, document) : 'anything'
    return `array of ${items}`
  }
  return schema.type ?? (schema.properties ? 'object' : 'anything')
}

export interface Field {
  name: string
  schema: Schema
  required: boolean
}

/** The fields of a schema: its own, those of its parts, or those of what its list holds. */
export function fieldsOf(given: Schema, document: ApiDocument): Field[] {
  const schema = resolve(given, document)
  const own = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    schema: field,
    required: schema.required?.includes(name) ?? false,
  }))
  const parts = (schema.allOf ?? []).flatMap((part) => fieldsOf(part, document))
  const { rest } = withoutNull(schema)
  const only = (schema.anyOf ?? schema.oneOf) && rest.length === 1 ? rest[0] : undefined
  const inner = only ? fieldsOf(only, document) : []
  const items = typeof schema.items === 'object' ? fieldsOf(schema.items, document) : []
  const values =
    typeof schema.additionalProperties === 'object' ? fieldsOf(schema.additionalProperties, document) : []
  const all = [...own, ...parts, ...inner]
  return all.length > 0 ? all : [...items, ...values]
}

/** The limits that a schema sets, in words. */
export function limitsText(schema: Schema): string {
  const words: string[] = []
  if (schema.default !== undefined) words.push(`${JSON.stringify(schema.default)} when left out`)
  if (schema.minimum !== undefined) words.push(`at least ${schema.minimum}`)
  if (schema.maximum !== undefined) words.push(`at most ${schema.maximum}`)
  if (schema.minLength !== undefined && schema.minLength > 1)
    words.push(`at least ${schema.minLength} characters`)
  if (schema.maxLength !== undefined) words.push(`at most ${schema.maxLength} characters`)
  if (schema.format) words.push(schema.format)
  return words.join(', ')
}
