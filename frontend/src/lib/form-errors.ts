import type { FieldValues, Path, UseFormSetError } from 'react-hook-form'
import type { Fault } from '@/api/fault'

/**
 * Puts what the program found wrong beside the fields it is about. `fieldOf` turns a path of the answer
 * into the form's name, or undefined when no field is shown for it. Returns true when every problem
 * found a field, so that nothing is left to say above the form.
 */
export function showFieldErrors<T extends FieldValues>(
  fault: Fault,
  setError: UseFormSetError<T>,
  fieldOf: (path: string[]) => Path<T> | undefined,
): boolean {
  let all = fault.errors.length > 0
  for (const { path, message } of fault.errors) {
    const field = fieldOf(path)
    if (field) setError(field, { type: 'server', message }, { shouldFocus: true })
    else all = false
  }
  return all
}
