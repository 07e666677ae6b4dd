import { Controller, type Control, type Path } from 'react-hook-form'
import { ProviderField } from '@/components/provider-field'
import type { FormField } from '@/lib/fields'
import type { ConnectForm } from '../form'

interface AccountFieldsProps {
  control: Control<ConnectForm>
  fields: FormField[]
  /** The help page; fields that it speaks of link to their place in it. */
  docs: string | undefined
}

/** The inputs of an account, in the catalog's order. */
export function AccountFields({ control, fields, docs }: AccountFieldsProps) {
  return fields.map((field) => (
    <Controller
      key={field.path}
      control={control}
      name={field.path as Path<ConnectForm>}
      render={({ field: input, fieldState }) => (
        <ProviderField
          field={field}
          value={input.value as string}
          onChange={input.onChange}
          onBlur={input.onBlur}
          ref={input.ref}
          error={fieldState.error?.message}
          docs={docs && field.doc_section ? docs + field.doc_section : undefined}
        />
      )}
    />
  ))
}
