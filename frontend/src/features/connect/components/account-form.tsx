import { ChevronRight, ShieldCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Controller, useForm, useWatch, type Path } from 'react-hook-form'
import { asFault, type Fault } from '@/api/fault'
import type { ConnectInput, ConnectResult, ProviderDetail } from '@/api/types'
import { FormField } from '@/components/form-field'
import { LoginFailure } from '@/components/login-failure'
import { KeyValueEditor, type Pair } from '@/components/key-value-editor'
import { ProviderField } from '@/components/provider-field'
import { VendorPages } from '@/components/vendor-pages'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { answers, defaultValues, fieldGroups, formFields, visibleFields, type FieldGroup } from '@/lib/fields'
import { showFieldErrors } from '@/lib/form-errors'
import { connectResolver, flatten, nest, type ConnectForm } from '../form'

interface AccountFormProps {
  provider: ProviderDetail
  /** Values that the integration holds for everyone who connects. */
  held: Record<string, string> | undefined
  /** Set when an existing connection is connected again. */
  connectionId: string | undefined
  onCancel: () => void
  /** Makes the connection or starts the attempt; faults come back to the form. */
  submit: (input: Omit<ConnectInput, 'integration'>) => Promise<ConnectResult>
}

function buttonText(provider: ProviderDetail): string {
  if (provider.auth_mode === 'OAUTH2') return `Sign in with ${provider.display_name.replace(/ \(.*\)/, '')}`
  return provider.verifies ? 'Test and connect' : 'Connect'
}

/** Where the form shows what the program found wrong. */
function fieldOf(path: string[]): Path<ConnectForm> | undefined {
  const [group, name] = path
  if (name && (fieldGroups as readonly (string | undefined)[]).includes(group))
    return `${group as FieldGroup}.${name}`
  if (group === 'connection_id' || group === 'connectionId') return 'connectionId'
  return undefined
}

/** What the provider asks for, in the catalog's order, checked as one types. */
export function AccountForm({ provider, held, connectionId, onCancel, submit }: AccountFormProps) {
  const fields = useMemo(() => formFields(provider, held), [provider, held])
  const [fault, setFault] = useState<Fault>()
  const [extra, setExtra] = useState<Pair[]>([])
  const form = useForm<ConnectForm>({
    defaultValues: nest(defaultValues(fields), connectionId),
    resolver: useMemo(() => connectResolver(fields), [fields]),
    mode: 'onTouched',
  })
  const values = useWatch({ control: form.control }) as ConnectForm
  const visible = visibleFields(fields, flatten(values))
  const oauth = provider.auth_mode === 'OAUTH2'

  const send = form.handleSubmit(async (entered) => {
    setFault(undefined)
    const all = flatten(entered)
    const credentials = answers(fields, all, 'credentials')
    const assertion = answers(fields, all, 'assertion_option')
    const authorization = Object.fromEntries(
      extra.filter((one) => one.key).map((one) => [one.key, one.value]),
    )
    try {
      await submit({
        params: answers(fields, all, 'params'),
        ...(Object.keys(credentials).length > 0 && { credentials }),
        ...(Object.keys(assertion).length > 0 && { assertion_option: assertion }),
        ...(entered.connectionId && { connection_id: entered.connectionId }),
        ...(Object.keys(authorization).length > 0 && { authorization_params: authorization }),
      })
    } catch (error) {
      const problem = asFault(error)
      const shown = new Set<string>([...visible.map((field) => field.path), 'connectionId'])
      const place = (path: string[]) => {
        const name = fieldOf(path)
        return name && shown.has(name) ? name : undefined
      }
      if (!showFieldErrors(problem, form.setError, place)) setFault(problem)
    }
  })

  return (
    <form onSubmit={(event) => void send(event)} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4 pb-2">
        {fault && (
          <LoginFailure
            fault={fault}
            diagnosis={fault.diagnosis}
            operation={fault.operation}
            onLeave={onCancel}
          />
        )}
        {visible.map((field) => (
          <Controller
            key={field.path}
            control={form.control}
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
        ))}
        {visible.length === 0 && (
          <p className="text-muted-foreground">
            {oauth
              ? 'Your browser opens the provider’s own sign-in page. Patchbay never sees your password.'
              : 'There is nothing to enter: this API is open to everyone.'}
          </p>
        )}
        {visible.length > 0 && <VendorPages provider={provider} />}
        <details className="group">
          <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground">
            <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
            More options
          </summary>
          <div className="flex flex-col gap-4 pt-3">
            <FormField
              label="Connection ID"
              optional
              error={form.formState.errors.connectionId?.message}
              help={
                connectionId
                  ? 'This connection is renewed; its ID stays.'
                  : 'How scripts name this account. Left empty, Patchbay makes one up.'
              }
            >
              {(control) => (
                <Input
                  {...control}
                  {...form.register('connectionId')}
                  readOnly={connectionId !== undefined}
                  placeholder="e.g. anna"
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono text-xs"
                />
              )}
            </FormField>
            {oauth && (
              <fieldset className="flex flex-col gap-1.5">
                <legend className="mb-1.5 text-sm font-medium">
                  Additional parameters of the sign-in address
                </legend>
                <KeyValueEditor
                  noun="parameter"
                  pairs={extra}
                  onChange={setExtra}
                  keys={['prompt', 'login_hint', 'access_type']}
                />
              </fieldset>
            )}
          </div>
        </details>
      </DialogBody>
      <DialogFooter className="items-center">
        <span className="mr-auto flex items-center gap-1.5 text-xs text-muted-foreground">
          <ShieldCheck className="size-3.5" aria-hidden /> Secrets stay on this machine
        </span>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" busy={form.formState.isSubmitting}>
          {form.formState.isSubmitting && provider.verifies && !oauth ? 'Testing…' : buttonText(provider)}
        </Button>
      </DialogFooter>
    </form>
  )
}
