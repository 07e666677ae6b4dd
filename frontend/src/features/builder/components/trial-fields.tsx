import { useId } from 'react'
import { FormField } from '@/components/form-field'
import { Checkbox } from '@/components/ui/checkbox'
import { inputClasses } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { cn } from '@/lib/cn'

/** How a dry run of the draft is done. */
export interface Trial {
  /** An action's input as JSON text; empty: an example made from its schema. */
  input: string
  /** It may change things at the provider. */
  writes: boolean
}

interface TrialFieldsProps {
  trial: Trial
  onChange: (part: Partial<Trial>) => void
  /** Syncs and on-event functions take no input. */
  takesInput: boolean
  inputError: string | undefined
}

/** What a dry run of the draft works with, and what it may do. */
export function TrialFields({ trial, onChange, takesInput, inputError }: TrialFieldsProps) {
  const writesId = useId()
  return (
    <>
      {takesInput && (
        <FormField
          label="Input of the dry run"
          optional
          error={inputError}
          help="As JSON; left empty, an example is made from the draft’s own schema. The model is told why a dry run failed, and so perhaps of values in here."
        >
          {(control) => (
            <textarea
              {...control}
              rows={3}
              value={trial.input}
              placeholder='{"number": 7}'
              spellCheck={false}
              onChange={(event) => onChange({ input: event.target.value })}
              className={cn(inputClasses, 'py-1.5 font-mono text-xs')}
            />
          )}
        </FormField>
      )}
      <div className="flex items-start gap-2">
        <Checkbox
          id={writesId}
          className="mt-0.5"
          checked={trial.writes}
          onCheckedChange={(on) => onChange({ writes: on === true })}
        />
        <Label htmlFor={writesId} className="flex-1 leading-snug font-normal">
          The dry run may change things at the provider. Without this it may only read, and stops where the
          draft wants to write.
        </Label>
      </div>
    </>
  )
}
