import { useMemo } from 'react'
import { useForm, useWatch, type Path } from 'react-hook-form'
import type { Fault } from '@/api/fault'
import type { ConnectInput } from '@/api/types'
import {
  answers,
  defaultValues,
  fieldGroups,
  visibleFields,
  type FieldGroup,
  type FormField,
} from '@/lib/fields'
import { showFieldErrors } from '@/lib/form-errors'
import { useFormWords } from '@/lib/words'
import { connectResolver, flatten, nest, type ConnectForm } from './form'

/** Where the form shows what the program found wrong. */
function fieldOf(path: string[]): Path<ConnectForm> | undefined {
  const [group, name] = path
  if (name && (fieldGroups as readonly (string | undefined)[]).includes(group))
    return `${group as FieldGroup}.${name}`
  if (group === 'connection_id' || group === 'connectionId') return 'connectionId'
  return undefined
}

/** What the form sends of an account: only groups in which something was answered. */
function accountInput(fields: FormField[], entered: ConnectForm): Omit<ConnectInput, 'integration'> {
  const all = flatten(entered)
  const credentials = answers(fields, all, 'credentials')
  const assertion = answers(fields, all, 'assertion_option')
  return {
    params: answers(fields, all, 'params'),
    ...(Object.keys(credentials).length > 0 && { credentials }),
    ...(Object.keys(assertion).length > 0 && { assertion_option: assertion }),
  }
}

/** The form of an account: the fields of the catalog that count now, checked as one types. */
export function useAccountForm(fields: FormField[], connectionId?: string) {
  const words = useFormWords()
  const form = useForm<ConnectForm>({
    defaultValues: nest(defaultValues(fields), connectionId),
    resolver: useMemo(() => connectResolver(fields, words), [fields, words]),
    mode: 'onTouched',
  })
  const values = useWatch({ control: form.control }) as ConnectForm
  const visible = visibleFields(fields, flatten(values))
  return {
    form,
    visible,
    inputOf: (entered: ConnectForm) => accountInput(fields, entered),
    /** Puts the parts of a fault beside their fields; false when one has no field to stand beside. */
    showFault: (fault: Fault) => {
      const shown = new Set<string>([...visible.map((field) => field.path), 'connectionId'])
      return showFieldErrors(fault, form.setError, (path) => {
        const name = fieldOf(path)
        return name && shown.has(name) ? name : undefined
      })
    },
  }
}
