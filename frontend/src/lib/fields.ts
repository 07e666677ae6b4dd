import { z } from 'zod'
import type { Field, ProviderDetail } from '@/api/types'

/** Where an answer goes: `params` describe the account, `credentials` prove who one is. */
export type FieldGroup = 'params' | 'credentials'

export interface FormField extends Field {
  group: FieldGroup
  /** `params.subdomain`: the name in the form and in `ProviderDetail.form`. */
  path: string
}

export type FieldValues = Record<string, string>

function place(group: FieldGroup, fields: Field[]): FormField[] {
  return fields
    .filter((field) => !field.automated)
    .map((field) => ({ ...field, group, path: `${group}.${field.name}` }))
}

/** Every field a person may be asked for, in the catalog's order. */
export function formFields(provider: ProviderDetail): FormField[] {
  const all = [
    ...place('params', provider.connection_fields),
    ...place('credentials', provider.credential_fields),
  ]
  const rank = (field: FormField) => {
    const at = provider.form.indexOf(field.path)
    return at < 0 ? provider.form.length : at
  }
  return all.sort((a, b) => rank(a) - rank(b))
}

/** Whether the field is shown, given the other answers. */
export function isVisible(field: FormField, values: FieldValues): boolean {
  if (field.hidden) return false
  const condition = field.visible_when
  if (!condition) return true
  const answer =
    values[condition.field] ??
    values[`${field.group}.${condition.field}`] ??
    values[`params.${condition.field}`]
  return answer === condition.equals
}

export function defaultValues(fields: FormField[]): FieldValues {
  return Object.fromEntries(
    // Of a list of choices the first is as good a start as an empty one, unless it may be left out.
    fields.map((field) => [
      field.path,
      field.default_value ?? (field.enum && !field.optional ? (field.enum[0] ?? '') : ''),
    ]),
  )
}

const formats: Record<string, { schema: z.ZodType<string>; sentence: string }> = {
  email: { schema: z.email(), sentence: 'This is not an email address.' },
  uri: { schema: z.url(), sentence: 'This is not an address. It starts with https://' },
  uuid: { schema: z.guid(), sentence: 'This is not a UUID, such as 123e4567-e89b-12d3-a456-426614174000.' },
  hostname: {
    schema: z.string().regex(/^(?!-)[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*(:\d+)?$/),
    sentence: 'This is not a host name, such as acme.example.com. Leave out https:// and any path.',
  },
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value)
  } catch {
    // Patterns are written for Go. One that JavaScript cannot read is left to the program to check.
    return true
  }
}

function example(field: Field): string {
  return field.example ? ` It looks like ${field.example}` : ''
}

/** What is wrong with an answer, as one sentence; undefined when nothing is. */
export function checkField(field: Field, value: string): string | undefined {
  const title = field.title || field.name
  if (value === '') return field.optional || field.default_value === '' ? undefined : `${title} is needed.`
  if (value !== value.trim())
    return `${title} has a blank at its ${value.startsWith(' ') ? 'beginning' : 'end'}.`
  if (field.enum && !field.enum.includes(value)) return `Choose one of: ${field.enum.join(', ')}.`
  if (field.prefix && value.startsWith(field.prefix)) return `Leave out ${field.prefix}; it is added for you.`
  if (field.suffix && value.endsWith(field.suffix)) return `Leave out ${field.suffix}; it is added for you.`
  if (field.pattern && !matches(field.pattern, value)) {
    return `${title} does not have the form the provider uses.${example(field)}`
  }
  const format = field.format === undefined ? undefined : formats[field.format]
  return format && !format.schema.safeParse(value).success ? format.sentence : undefined
}

/** Everything that is wrong with the answers, by path. Fields that are not shown are not checked. */
export function checkFields(fields: FormField[], values: FieldValues): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const field of fields) {
    const problem = isVisible(field, values) ? checkField(field, values[field.path] ?? '') : undefined
    if (problem) problems[field.path] = problem
  }
  return problems
}

/**
 * What is sent: the answers of one group. An empty optional field is left out, and so is one that is not
 * shown, unless it is hidden with a default of its own.
 */
export function answers(fields: FormField[], values: FieldValues, group: FieldGroup): Record<string, string> {
  return Object.fromEntries(
    fields
      .filter(
        (field) =>
          field.group === group &&
          (field.hidden ? field.default_value !== undefined : isVisible(field, values)),
      )
      .map((field) => [field.name, values[field.path] ?? ''] as const)
      .filter(
        ([name, value]) => value !== '' || fields.some((field) => field.name === name && !field.optional),
      ),
  )
}
