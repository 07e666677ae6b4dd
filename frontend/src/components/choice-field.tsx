import type { ReactNode } from 'react'
import { FormField } from './form-field'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from './ui/select'

interface ChoiceOption {
  value: string
  title: string
  /** Shown and not to be chosen; the title says why. */
  disabled?: boolean
}

interface ChoiceFieldProps {
  label: string
  placeholder?: string
  help?: ReactNode
  value: string
  options: ChoiceOption[]
  onChange: (value: string) => void
  className?: string
}

/** One of several, in a form: the label is in view. */
export function ChoiceField({
  label,
  placeholder,
  help,
  value,
  options,
  onChange,
  className,
}: ChoiceFieldProps) {
  return (
    <FormField label={label} help={help} className={className ?? ''}>
      {(control) => (
        <Select value={value} onValueChange={onChange}>
          <SelectTrigger {...control}>
            <SelectValue placeholder={placeholder} />
          </SelectTrigger>
          <SelectContent>
            {options.map((option) => (
              <SelectItem key={option.value} value={option.value} disabled={option.disabled ?? false}>
                {option.title}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </FormField>
  )
}
