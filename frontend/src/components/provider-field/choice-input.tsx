import { choicesOf } from '@/lib/fields'
import { useFormWords } from '@/lib/words'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '../ui/select'
import type { FieldInputProps } from '.'

/** Stands for "nothing chosen" in the list, where an empty value cannot stand. */
const none = '(none)'

/** One of the values that the provider knows; an optional one can be taken back. */
export function ChoiceInput({
  field,
  value,
  onChange,
  onBlur,
  placeholder,
  ref,
  ...control
}: FieldInputProps) {
  const words = useFormWords()
  return (
    <Select
      value={value}
      onValueChange={(choice) => onChange(choice === none ? '' : choice)}
      onOpenChange={(open) => {
        if (!open) onBlur?.()
      }}
    >
      <SelectTrigger {...control} ref={ref}>
        <SelectValue placeholder={placeholder ?? (field.optional ? words.none : words.choose)} />
      </SelectTrigger>
      <SelectContent>
        {field.optional && (
          <SelectItem value={none}>
            <span className="text-muted-foreground">{words.none}</span>
          </SelectItem>
        )}
        {choicesOf(field).map((choice) => (
          <SelectItem key={choice} value={choice}>
            {choice}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}
