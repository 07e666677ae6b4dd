import type { Field, ProviderDetail } from '@/api/types'
import { keyProblem } from './key-document'
import { englishForm, type FormWords } from './words'

/** Where an answer goes: `params` describe the account, `credentials` prove who one is, the third is used once. */
export const fieldGroups = ['params', 'credentials', 'assertion_option'] as const
export type FieldGroup = (typeof fieldGroups)[number]

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

/**
 * Every field of a connection, in the catalog's order. What the integration holds already (`held`, by
 * name) nobody is asked for again.
 */
export function formFields(provider: ProviderDetail, held: FieldValues = {}): FormField[] {
  const shared = new Set(
    provider.integration_fields.filter((field) => held[field.name]).map((field) => field.name),
  )
  const all = [
    ...place('params', provider.connection_fields),
    ...place(
      'credentials',
      provider.credential_fields
        .filter((field) => !shared.has(field.name))
        // An integration with a private API names its key as that API does.
        .map((field) =>
          field.name === 'apiKey' && held.keyLabel ? { ...field, title: held.keyLabel } : field,
        ),
    ),
    ...place('assertion_option', provider.assertion_fields),
  ]
  const rank = (field: FormField) => {
    const at = provider.form.indexOf(field.path)
    return at < 0 ? provider.form.length : at
  }
  return all.sort((a, b) => rank(a) - rank(b))
}

/**
 * The fields of one group that are shown, given the answers. A condition counts only while the field it
 * looks at is shown itself, so a chain holds as a whole or not at all.
 */
export function shownFields<F extends Field>(fields: F[], answer: (field: F) => string | undefined): F[] {
  const holds = (field: F, asked: string[]): boolean => {
    const condition = field.visible_when
    if (!condition) return true
    const on = fields.find((one) => one.name === condition.field)
    if (!on || asked.includes(on.name)) return false
    return answer(on) === condition.equals && holds(on, [...asked, on.name])
  }
  return fields.filter((field) => !field.hidden && !field.automated && holds(field, [field.name]))
}

/** The fields of a connection that are shown, given the answers by path. */
export function visibleFields(fields: FormField[], values: FieldValues): FormField[] {
  const shown = new Set(
    fieldGroups.flatMap((group) =>
      shownFields(
        fields.filter((field) => field.group === group),
        (field) => values[field.path],
      ),
    ),
  )
  return fields.filter((field) => shown.has(field))
}

/** The choices of a field, without the empty one. */
export function choicesOf(field: Field): string[] {
  return (field.enum ?? []).filter((choice) => choice !== '')
}

/** Whether a field may be left empty. */
function mayBeEmpty(field: Field): boolean {
  return field.optional || field.hidden || field.default_value !== undefined
}

/** What a field holds before anyone types: of several choices the first, unless none is as good. */
export function startValue(field: Field): string {
  return field.default_value ?? (field.optional ? '' : (choicesOf(field)[0] ?? ''))
}

export function defaultValues(fields: FormField[]): FieldValues {
  return Object.fromEntries(fields.map((field) => [field.path, startValue(field)]))
}

function isWebAddress(value: string): boolean {
  const protocol = URL.canParse(value) ? new URL(value).protocol : ''
  return protocol === 'https:' || protocol === 'http:'
}

// The same rules as the program's: app/catalog/field_check.go. Both are tested on the same values.
const formats: Record<
  string,
  { fits: (value: string) => boolean; sentence: keyof FormWords & `notA${string}` } | undefined
> = {
  email: {
    fits: (value) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value),
    sentence: 'notAnEmail',
  },
  uri: { fits: isWebAddress, sentence: 'notAnAddress' },
  uuid: {
    fits: (value) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value),
    sentence: 'notAUUID',
  },
  hostname: {
    fits: (value) => /^[a-zA-Z0-9.-]+$/.test(value),
    sentence: 'notAHost',
  },
}

/** Whether a value fits a pattern of the catalog. One that JavaScript cannot read is left to the program. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern).test(value)
  } catch {
    return true
  }
}

function otherForm(field: Field, words: FormWords): string {
  const sentence = words.otherForm(titleOf(field))
  if (!field.example) return sentence
  return field.example.endsWith('…')
    ? `${sentence} ${words.startsWith(field.example.slice(0, -1))}`
    : `${sentence} ${words.looksLike(field.example)}`
}

function checkBlanks(field: Field, value: string, words: FormWords): string | undefined {
  if (field.multiline || value === value.trim()) return undefined
  return value === value.trimStart() ? words.blankAtEnd(titleOf(field)) : words.blankAtStart(titleOf(field))
}

export function titleOf(field: Field): string {
  return field.title || field.name
}

/** What is wrong with an answer, as one sentence; undefined when nothing is. Never repeats the answer. */
export function checkField(field: Field, value: string, words = englishForm): string | undefined {
  if (value === '') return mayBeEmpty(field) ? undefined : words.needed(titleOf(field))
  const blanks = checkBlanks(field, value, words)
  if (blanks) return blanks
  const choices = choicesOf(field)
  if (choices.length > 0 && !choices.includes(value)) return words.chooseOneOf(choices.join(', '))
  if (field.prefix && value.startsWith(field.prefix)) return words.leaveOut(field.prefix)
  if (field.suffix && value.endsWith(field.suffix)) return words.leaveOut(field.suffix)
  const format = field.format === undefined ? undefined : formats[field.format]
  if (format && !format.fits(value)) return words[format.sentence]
  if (field.pattern && !matches(field.pattern, value)) {
    return keyProblem(field, value, words) ?? otherForm(field, words)
  }
  return undefined
}

/** Everything that is wrong with the answers, by path. Fields that are not shown are not checked. */
export function checkFields(
  fields: FormField[],
  values: FieldValues,
  words = englishForm,
): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const field of visibleFields(fields, values)) {
    const problem = checkField(field, values[field.path] ?? '', words)
    if (problem) problems[field.path] = problem
  }
  return problems
}

/**
 * What is sent: the answers of one group. An empty optional field is left out, and so is one that is not
 * shown, unless it is hidden with a default of its own.
 */
export function answers(fields: FormField[], values: FieldValues, group: FieldGroup): Record<string, string> {
  const shown = new Set(visibleFields(fields, values))
  return Object.fromEntries(
    fields
      .filter((field) => field.group === group)
      .filter((field) => (field.hidden ? field.default_value !== undefined : shown.has(field)))
      .map((field) => ({ field, value: values[field.path] ?? '' }))
      .filter(({ field, value }) => value !== '' || !field.optional)
      .map(({ field, value }) => [field.name, value]),
  )
}
