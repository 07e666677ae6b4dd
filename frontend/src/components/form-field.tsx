import { useId, type ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { useFormWords } from '@/lib/words'
import { Label } from './ui/label'

interface ControlProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FormFieldProps {
  label: ReactNode
  /** What the field is for, below it. */
  help?: ReactNode
  error?: string | undefined
  optional?: boolean
  /** Draws the control; it must take the given attributes. */
  children: (control: ControlProps) => ReactNode
  className?: string
}

/** A label, a control, what it is for and what is wrong with it, tied together for screen readers. */
export function FormField({ label, help, error, optional, children, className }: FormFieldProps) {
  const id = useId()
  const words = useFormWords()
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        {optional && <span className="text-xs text-muted-foreground">{words.optional}</span>}
      </div>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-destructive">
          {error}
        </p>
      )}
      {help && (
        <div id={`${id}-help`} className="text-xs text-muted-foreground">
          {help}
        </div>
      )}
    </div>
  )
}
