import type { FieldErrors, Resolver } from 'react-hook-form'
import { checkConnectionId } from '@/lib/keys'
import { checkFields, fieldGroups, type FieldGroup, type FieldValues, type FormField } from '@/lib/fields'
import type { FormWords } from '@/lib/words'

export interface ConnectForm extends Record<FieldGroup, Record<string, string>> {
  connectionId: string
}

/** The answers by path, as lib/fields works with them. */
export function flatten(form: ConnectForm): FieldValues {
  return Object.fromEntries(
    fieldGroups.flatMap((group) =>
      Object.entries(form[group]).map(([name, value]) => [`${group}.${name}`, value]),
    ),
  )
}

/** `params.subdomain` as its group and its name, which may hold dots. */
function splitPath(path: string): [FieldGroup, string] {
  return path.split(/\.(.*)/s) as [FieldGroup, string]
}

/** The other way round. */
export function nest(values: FieldValues, connectionId = ''): ConnectForm {
  const form: ConnectForm = { params: {}, credentials: {}, assertion_option: {}, connectionId }
  for (const [path, value] of Object.entries(values)) {
    const [group, name] = splitPath(path)
    form[group][name] = value
  }
  return form
}

/** Checks the form as one types, with the rules of the catalog. */
export function connectResolver(fields: FormField[], words: FormWords): Resolver<ConnectForm> {
  return (values) => {
    const errors: FieldErrors<ConnectForm> = {}
    for (const [path, message] of Object.entries(checkFields(fields, flatten(values), words))) {
      const [group, name] = splitPath(path)
      errors[group] = { ...errors[group], [name]: { type: 'catalog', message } }
    }
    const wrongId = checkConnectionId(values.connectionId)
    if (wrongId) errors.connectionId = { type: 'form', message: wrongId }
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} }
  }
}
