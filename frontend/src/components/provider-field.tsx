import type { Ref } from 'react'
import type { Field } from '@/api/types'
import { cn } from '@/lib/cn'
import { FormField } from './form-field'
import { SecretInput } from './secret-field'
import { Input, inputClasses } from './ui/input'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from './ui/select'

interface ProviderFieldProps {
  field: Field
  value: string
  onChange: (value: string) => void
  onBlur?: () => void
  error?: string | undefined
  /** For a secret that is stored already: shown in place of an example. */
  placeholder?: string
  ref?: Ref<HTMLInputElement>
}

/** One field of the catalog as a form field: a choice, a secret, or a text with what stands around it. */
export function ProviderField({
  field,
  value,
  onChange,
  onBlur,
  error,
  placeholder,
  ref,
}: ProviderFieldProps) {
  const hint = placeholder ?? (field.example ? `e.g. ${field.example}` : undefined)
  const common = { value, onBlur, placeholder: hint, spellCheck: false, autoComplete: 'off' }
  return (
    <FormField
      label={field.title || field.name}
      help={field.description}
      error={error}
      optional={field.optional && !field.enum}
    >
      {(control) => {
        if (field.enum) {
          return (
            <Select value={value} onValueChange={onChange}>
              <SelectTrigger {...control}>
                <SelectValue placeholder="Choose…" />
              </SelectTrigger>
              <SelectContent>
                {field.enum.map((choice) => (
                  <SelectItem key={choice} value={choice}>
                    {choice}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )
        }
        const input = {
          ...control,
          ...common,
          ref,
          onChange: (event: { target: { value: string } }) => onChange(event.target.value),
        }
        if (field.secret) return <SecretInput {...input} />
        if (!field.prefix && !field.suffix) return <Input {...input} />
        return (
          <div
            className={cn(
              inputClasses,
              'flex h-8 items-center p-0 focus-within:border-ring focus-within:outline-2 focus-within:outline-ring/50',
              error && 'border-destructive',
            )}
          >
            {field.prefix && <span className="pl-2.5 text-muted-foreground">{field.prefix}</span>}
            <input
              {...input}
              className="h-full min-w-0 flex-1 bg-transparent px-1.5 outline-none first:pl-2.5"
            />
            {field.suffix && <span className="pr-2.5 text-muted-foreground">{field.suffix}</span>}
          </div>
        )
      }}
    </FormField>
  )
}
