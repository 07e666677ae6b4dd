import { fieldOf, isSchema, type Field, type Schema } from './schema'

/** What is wrong, by path: "" is the whole value, "user.emails.0" a part of it. */
export type Problems = Record<string, string>

const join = (path: string, name: string | number) => (path === '' ? String(name) : `${path}.${name}`)

const typeNames: Partial<Record<Field['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  list: 'a list',
}

function fits(kind: Field['kind'], value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'object':
      return isSchema(value)
    case 'list':
      return Array.isArray(value)
    default:
      return true
  }
}

function numberProblem({ schema, whole }: Field, value: number): string | undefined {
  if (whole && !Number.isInteger(value)) return 'This has to be a whole number.'
  if (schema.minimum !== undefined && value < schema.minimum) return `At least ${schema.minimum}.`
  if (schema.maximum !== undefined && value > schema.maximum) return `At most ${schema.maximum}.`
  return undefined
}

function textProblem({ schema }: Field, value: string): string | undefined {
  if (schema.minLength !== undefined && value.length < schema.minLength) {
    return schema.minLength === 1 ? 'This is needed.' : `At least ${schema.minLength} signs.`
  }
  if (schema.maxLength !== undefined && value.length > schema.maxLength)
    return `At most ${schema.maxLength} signs.`
  return undefined
}

/** Where a value does not fit its schema. The program checks again; this is for while one types. */
export function check(root: Schema, raw: Schema, value: unknown, path = ''): Problems {
  const field = fieldOf(root, raw)
  const { kind, schema } = field
  if (value === null && field.nullable) return {}
  if (value === undefined) return { [path]: 'This is needed.' }
  if (!fits(kind, value)) return { [path]: `This has to be ${typeNames[kind] ?? 'something else'}.` }
  if (kind === 'choice' && !field.choices.some((one) => JSON.stringify(one) === JSON.stringify(value))) {
    return { [path]: `Choose one of: ${field.choices.map(String).join(', ')}.` }
  }
  const own =
    kind === 'number'
      ? numberProblem(field, value as number)
      : kind === 'text'
        ? textProblem(field, value as string)
        : undefined
  if (own) return { [path]: own }
  if (kind === 'list' && isSchema(schema.items)) {
    const { items } = schema
    return Object.assign(
      {},
      ...(value as unknown[]).map((one, at) => check(root, items, one, join(path, at))),
    ) as Problems
  }
  return kind === 'object' ? objectProblems(root, schema, value as Record<string, unknown>, path) : {}
}

function objectProblems(
  root: Schema,
  schema: Schema,
  value: Record<string, unknown>,
  path: string,
): Problems {
  const parts = Object.entries(schema.properties ?? {}).map(([name, part]) =>
    value[name] === undefined && !schema.required?.includes(name)
      ? {}
      : check(root, part, value[name], join(path, name)),
  )
  return Object.assign({}, ...parts) as Problems
}
