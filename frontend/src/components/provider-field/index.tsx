import type { RefCallback } from 'react'
import type { Field } from '@/api/types'
import { titleOf } from '@/lib/fields'
import { useFormWords, type FormWords } from '@/lib/words'
import { ExternalLink } from '../external-link'
import { FormField } from '../form-field'
import { ChoiceInput } from './choice-input'
import { DocumentInput } from './document-input'
import { LineInput } from './line-input'

interface ProviderFieldProps {
  field: Field
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  error?: string | undefined
  /** For a secret that is stored already: shown in place of an example. */
  placeholder?: string
  /** The place in the provider's help that speaks of the field. */
  docs?: string | undefined
  ref?: RefCallback<HTMLElement>
}

/** What every input of a field of the catalog is given. */
export interface FieldInputProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  field: Field
  value: string
  onChange: (value: string) => void
  onBlur?: (() => void) | undefined
  placeholder: string | undefined
  ref?: RefCallback<HTMLElement> | undefined
}

function placeholderOf(field: Field, words: FormWords): string | undefined {
  if (!field.example) return undefined
  return field.example.endsWith('…') ? field.example : words.example(field.example)
}

/**
 * One field of the catalog as a form field: a choice, a key of several lines, or a line of text with what
 * stands around it, hidden when it is a secret.
 */
export function ProviderField({ field, value, error, placeholder, docs, ...rest }: ProviderFieldProps) {
  const words = useFormWords()
  const warning = field.warnings?.[value]
  const help =
    field.description || warning || docs ? (
      <Help text={field.description} warning={warning} docs={docs} />
    ) : undefined
  const Control = field.enum ? ChoiceInput : field.multiline ? DocumentInput : LineInput
  return (
    <FormField label={titleOf(field)} help={help} error={error} optional={field.optional}>
      {(control) => (
        <Control
          {...control}
          {...rest}
          field={field}
          value={value}
          placeholder={placeholder ?? placeholderOf(field, words)}
        />
      )}
    </FormField>
  )
}

interface HelpProps {
  text: string | undefined
  warning: string | undefined
  docs: string | undefined
}

function Help({ text, warning, docs }: HelpProps) {
  const words = useFormWords()
  return (
    <>
      {warning && <p className="text-warning">{warning}</p>}
      {text && <p>{text}</p>}
      {docs && <ExternalLink href={docs}>{words.fieldHelp}</ExternalLink>}
    </>
  )
}
