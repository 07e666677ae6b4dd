import { Controller, type Control, type Path } from 'react-hook-form'
import { ProviderField } from '@/components/provider-field'
import type { FormField } from '@/lib/fields'
import type { ConnectForm } from '../form'

/** The inputs of an account, in the catalog's order. */
export function AccountFields({ control, fields }: { control: Control<ConnectForm>; fields: FormField[] }) {
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
        />
      )}
    />
  ))
}
