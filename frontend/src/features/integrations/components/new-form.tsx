import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import { toast } from 'sonner'
import { asFault, type Fault } from '@/api/fault'
import { createIntegration } from '@/api/integrations'
import type { ProviderDetail } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { ExternalLink } from '@/components/external-link'
import { FormField } from '@/components/form-field'
import { ProviderField } from '@/components/provider-field'
import { SecretInput } from '@/components/secret-field'
import { VendorPages } from '@/components/vendor-pages'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { clientLabels } from '@/lib/auth-modes'
import { useConnectDialog } from '@/lib/connect-dialog'
import { showFieldErrors } from '@/lib/form-errors'
import { dropDraft, keepDraft, readDraft } from '../draft'
import {
  configFields,
  emptyForm,
  formFieldOf,
  integrationInput,
  integrationResolver,
  type IntegrationForm,
} from '../form'
import { appFields, hasClient, hasScopes } from '../app-fields'
import { AppSetup } from './app-setup'
import { ScopesPicker } from './scopes-picker'

function useNewForm(provider: ProviderDetail, suggestedKey: string) {
  const form = useForm<IntegrationForm>({
    defaultValues: { ...emptyForm(provider, suggestedKey), ...readDraft(provider.name) },
    resolver: useMemo(() => integrationResolver(provider), [provider]),
    mode: 'onTouched',
  })
  const values = useWatch({ control: form.control }) as IntegrationForm
  const { isDirty } = form.formState
  useEffect(() => {
    if (isDirty) keepDraft(provider, values)
  }, [provider, values, isDirty])
  return form
}

interface NewFormProps {
  provider: ProviderDetail
  suggestedKey: string
}

/** The settings of a new integration, as the catalog describes them. */
export function NewForm({ provider, suggestedKey }: NewFormProps) {
  const navigate = useNavigate()
  const openConnect = useConnectDialog()
  const [fault, setFault] = useState<Fault>()
  const form = useNewForm(provider, suggestedKey)
  const { errors, isSubmitting } = form.formState
  const config = useWatch({ control: form.control, name: 'config' })

  const create = form.handleSubmit(async (values) => {
    setFault(undefined)
    try {
      const { data } = await createIntegration(integrationInput(provider, values))
      dropDraft(provider.name)
      toast.success(`${values.displayName} is set up.`)
      await navigate({ to: '/integrations/$key', params: { key: data.unique_key } })
      openConnect({ integration: data.unique_key })
    } catch (error) {
      const problem = asFault(error)
      if (!showFieldErrors(problem, form.setError, formFieldOf)) setFault(problem)
    }
  })

  return (
    <form onSubmit={(event) => void create(event)} noValidate className="flex max-w-2xl flex-col gap-5">
      {provider.needs_app && <AppSetup provider={provider} callbackUrl={provider.callback_url} />}
      {fault && <FaultNotice error={fault} />}
      {hasClient(provider) && (
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField label={clientLabels(provider.auth_mode).id} error={errors.clientId?.message}>
            {(control) => (
              <Input
                {...control}
                {...form.register('clientId')}
                autoComplete="off"
                spellCheck={false}
                className="font-mono text-xs"
              />
            )}
          </FormField>
          <FormField
            label={clientLabels(provider.auth_mode).secret}
            error={errors.clientSecret?.message}
            help="Sealed before it is stored."
          >
            {(control) => <SecretInput {...control} {...form.register('clientSecret')} />}
          </FormField>
        </div>
      )}
      {appFields(provider).map((one) => (
        <Controller
          key={one.name}
          control={form.control}
          name={`app.${one.name}`}
          render={({ field, fieldState }) => (
            <ProviderField
              field={one}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              ref={field.ref}
              error={fieldState.error?.message}
            />
          )}
        />
      ))}
      {hasScopes(provider) && (
        <FormField
          label="Scopes"
          error={errors.scopes?.message}
          help={
            <>
              What you ask people to allow. Fewer is better.{' '}
              {provider.scopes_docs && (
                <ExternalLink href={provider.scopes_docs}>What they mean</ExternalLink>
              )}
            </>
          }
        >
          {() => (
            <Controller
              control={form.control}
              name="scopes"
              render={({ field }) => (
                <ScopesPicker
                  value={field.value}
                  onChange={field.onChange}
                  known={provider.scopes}
                  defaults={provider.default_scopes}
                />
              )}
            />
          )}
        </FormField>
      )}
      {configFields(provider, config).map((one) => (
        <Controller
          key={one.name}
          control={form.control}
          name={`config.${one.name}`}
          render={({ field, fieldState }) => (
            <ProviderField
              field={one}
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              ref={field.ref}
              error={fieldState.error?.message}
            />
          )}
        />
      ))}
      {!provider.needs_app && provider.integration_fields.length > 0 && <VendorPages provider={provider} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label="Name" error={errors.displayName?.message}>
          {(control) => <Input {...control} {...form.register('displayName')} autoComplete="off" />}
        </FormField>
        <FormField
          label="Unique key"
          error={errors.uniqueKey?.message}
          help="Scripts name the integration by this (providerConfigKey)."
        >
          {(control) => (
            <Input
              {...control}
              {...form.register('uniqueKey')}
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-xs"
            />
          )}
        </FormField>
      </div>
      <div className="flex gap-2">
        <Button type="submit" busy={isSubmitting}>
          Create integration
        </Button>
        <Button variant="ghost" onClick={() => window.history.back()}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
