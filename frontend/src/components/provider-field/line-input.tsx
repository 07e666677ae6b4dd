import type { ClipboardEvent } from 'react'
import { cn } from '@/lib/cn'
import { fitPasted } from '@/lib/pasted'
import { SecretInput } from '../secret-field'
import { Input, inputClasses } from '../ui/input'
import type { FieldInputProps } from '.'

/** A line of text between what the provider puts around it. A pasted address is cut to the part that is asked for. */
export function LineInput({ field, onChange, placeholder, ...control }: FieldInputProps) {
  const input = {
    ...control,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => {
      const { selectionStart, selectionEnd, value } = event.currentTarget
      if (selectionStart !== 0 || selectionEnd !== value.length) return
      const text = event.clipboardData.getData('text')
      const fitted = fitPasted(field, text)
      if (fitted === text) return
      event.preventDefault()
      onChange(fitted)
    },
  }
  if (field.secret) return <SecretInput {...input} />
  if (!field.prefix && !field.suffix) return <Input {...input} />
  return (
    <div
      className={cn(
        inputClasses,
        'flex h-8 items-center p-0 focus-within:border-ring focus-within:outline-2 focus-within:outline-ring/50',
        control['aria-invalid'] && 'border-destructive',
      )}
    >
      {field.prefix && <span className="pl-2.5 text-muted-foreground">{field.prefix}</span>}
      <input
        type="text"
        {...input}
        className="h-full min-w-0 flex-1 bg-transparent px-1.5 outline-none first:pl-2.5"
      />
      {field.suffix && <span className="pr-2.5 text-muted-foreground">{field.suffix}</span>}
    </div>
  )
}
