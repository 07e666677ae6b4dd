import { ChevronRight, ShieldCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { asFault, type Fault } from '@/api/fault'
import type { ConnectInput, ConnectResult, ProviderDetail } from '@/api/types'
import { FormField } from '@/components/form-field'
import { LoginFailure } from '@/components/login-failure'
import { KeyValueEditor, type Pair } from '@/components/key-value-editor'
import { VendorPages } from '@/components/vendor-pages'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { signsInWithBrowser } from '@/lib/auth-modes'
import { formFields } from '@/lib/fields'
import { useAccountForm } from '../use-account-form'
import { ExternalId, externalIdFields } from '../external-id'
import { AccountFields } from './account-fields'

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

/** What the provider asks for, in the catalog's order, checked as one types. */
export function AccountForm({ provider, held, connectionId, onCancel, submit }: AccountFormProps) {
  const fields = useMemo(
    () => [
      ...formFields(provider, held),
      ...externalIdFields(provider.auth_mode, connectionId !== undefined),
    ],
    [provider, held, connectionId],
  )
  const [fault, setFault] = useState<Fault>()
  const [extra, setExtra] = useState<Pair[]>([])
  const { form, visible, inputOf, showFault } = useAccountForm(fields, connectionId)
  const login = signsInWithBrowser(provider.auth_mode)
  const oauth = provider.auth_mode === 'OAUTH2'

  const send = form.handleSubmit(async (entered) => {
    setFault(undefined)
    const authorization = Object.fromEntries(
      extra.filter((one) => one.key).map((one) => [one.key, one.value]),
    )
    try {
      await submit({
        ...inputOf(entered),
        ...(entered.connectionId && { connection_id: entered.connectionId }),
        ...(Object.keys(authorization).length > 0 && { authorization_params: authorization }),
      })
    } catch (error) {
      const problem = asFault(error)
      if (!showFault(problem)) setFault(problem)
    }
  })

  return (
    <form onSubmit={(event) => void send(event)} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4 pb-2">
        {fault && <LoginFailure fault={fault} onLeave={onCancel} />}
        <AccountFields control={form.control} fields={visible} docs={provider.docs} />
        <ExternalId fields={fields} />
        {visible.length === 0 && (
          <p className="text-muted-foreground">
            {login
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
        <span className="flex flex-wrap justify-end gap-2">
          <Button variant="outline" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" busy={form.formState.isSubmitting}>
            {form.formState.isSubmitting && provider.verifies && !login ? 'Testing…' : buttonText(provider)}
          </Button>
        </span>
      </DialogFooter>
    </form>
  )
}
