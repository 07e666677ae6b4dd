/** The part of JSON Schema that forms are made from. */
export interface Schema {
  type?: string | string[]
  title?: string
  description?: string
  default?: unknown
  enum?: unknown[]
  const?: unknown
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  $ref?: string
  definitions?: Record<string, Schema>
  $defs?: Record<string, Schema>
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
}

/** Which control a value gets. What no control fits is edited as JSON. */
type FieldKind = 'text' | 'number' | 'boolean' | 'choice' | 'object' | 'list' | 'json'

/** A value of a schema as a form shows it. */
export interface Field {
  kind: FieldKind
  schema: Schema
  /** null is allowed as well. */
  nullable: boolean
  /** A number without a fraction. */
  whole: boolean
  /** What can be chosen. */
  choices: unknown[]
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function follow(root: Schema, ref: string): Schema | undefined {
  const [, place, name = ''] = /^#\/(definitions|\$defs)\/(.+)$/.exec(ref) ?? []
  const table = place === '$defs' ? root.$defs : root.definitions
  return table?.[decodeURIComponent(name)]
}

/** Refs that lead in a circle end as a schema that allows anything. */
const maxRefs = 20

function flat(root: Schema, schema: Schema, depth = 0): Schema {
  if (depth > maxRefs) return {}
  if (schema.$ref !== undefined) {
    const { $ref, ...own } = schema
    const target = follow(root, $ref)
    return target ? { ...flat(root, target, depth + 1), ...own } : own
  }
  if (schema.allOf) {
    const { allOf, ...own } = schema
    return [...allOf.map((part) => flat(root, part, depth + 1)), own].reduce((all, part) => ({
      ...all,
      ...part,
      properties: { ...all.properties, ...part.properties },
      required: [...(all.required ?? []), ...(part.required ?? [])],
    }))
  }
  return schema
}

const isNull = (schema: Schema) => schema.type === 'null' || schema.const === null

/** Takes "or null" off a schema. */
function withoutNull(root: Schema, schema: Schema): { schema: Schema; nullable: boolean } {
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== 'null')
    const [only] = types
    const one =
      types.length === 1 && only !== undefined ? { ...schema, type: only } : { ...schema, type: types }
    return { schema: one, nullable: types.length < schema.type.length }
  }
  const { anyOf, oneOf, ...own } = schema
  const options = anyOf ?? oneOf
  if (!options) return { schema, nullable: false }
  const rest = options.map((option) => flat(root, option)).filter((option) => !isNull(option))
  const nullable = rest.length < options.length
  const [only] = rest
  if (rest.length === 1 && only) return { schema: { ...only, ...own }, nullable }
  if (rest.every((option) => option.const !== undefined || option.enum)) {
    return { schema: { ...own, enum: rest.flatMap((option) => option.enum ?? [option.const]) }, nullable }
  }
  return { schema, nullable }
}

function kindOf(schema: Schema): FieldKind {
  if (schema.enum || schema.const !== undefined) return 'choice'
  if (schema.type === 'string') return 'text'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'boolean') return 'boolean'
  if (schema.type === 'array' && isSchema(schema.items)) return 'list'
  const named = Object.keys(schema.properties ?? {}).length > 0
  if (named && !schema.anyOf && !schema.oneOf) return 'object'
  return 'json'
}

/** How a form shows a value of the schema. `root` holds the definitions. */
export function fieldOf(root: Schema, raw: Schema): Field {
  const { schema, nullable } = withoutNull(root, flat(root, raw))
  const kind = kindOf(schema)
  return {
    kind,
    schema,
    nullable: nullable || (schema.enum?.includes(null) ?? false),
    whole: schema.type === 'integer',
    choices: schema.enum?.filter((one) => one !== null) ?? (schema.const === undefined ? [] : [schema.const]),
  }
}

/** Nested deeper than this, an object starts empty: its schema may contain itself. */
const maxDepth = 6

/** What a form starts with: defaults, and a place for everything that is needed. */
export function startValue(root: Schema, raw: Schema, depth = 0): unknown {
  const { kind, schema, choices, nullable } = fieldOf(root, raw)
  if (schema.default !== undefined) return schema.default
  if (nullable) return null
  switch (kind) {
    case 'text':
      return ''
    case 'boolean':
      return false
    case 'choice':
      return choices[0]
    case 'list':
      return []
    case 'object': {
      if (depth >= maxDepth) return {}
      const entries = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
        const wanted = schema.required?.includes(name) ?? false
        const { schema: own } = fieldOf(root, part)
        if (!wanted && own.default === undefined) return []
        const value = startValue(root, part, depth + 1)
        return value === undefined ? [] : [[name, value] as const]
      })
      return Object.fromEntries(entries)
    }
    case 'number':
    case 'json':
      return undefined
  }
}
