import { ShieldCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import { startAttempt } from '@/api/connect-session'
import { asFault, Fault } from '@/api/fault'
import type { ConnectChoice, ConnectResult } from '@/api/types'
import { ExternalLink } from '@/components/external-link'
import { ProviderIcon } from '@/components/provider-icon'
import { Button } from '@/components/ui/button'
import { Why } from '@/components/why'
import { AccountFields } from '@/features/connect/components/account-fields'
import { ExternalId, externalIdFields } from '@/features/connect/external-id'
import { useAccountForm } from '@/features/connect/use-account-form'
import type { FieldGroup, FormField } from '@/lib/fields'
import { tellFault } from './embedding'
import { FailureView } from './failure'
import { Sheet } from './sheet'

interface AccountViewProps {
  choice: ConnectChoice
  reconnecting: boolean
  onBack: (() => void) | undefined
  /** The account is connected, or its login goes on in the window. */
  onStarted: (result: ConnectResult, popup: Window | null) => void
}

function formFields(choice: ConnectChoice, reconnecting: boolean): FormField[] {
  const fields = choice.fields.map((field) => ({
    ...field,
    group: field.group as FieldGroup,
    path: `${field.group}.${field.name}`,
  }))
  return [...fields, ...externalIdFields(choice.auth_mode, reconnecting)]
}

/** Opens the window of a login. Inside the click, or the browser blocks it. */
function openLogin(choice: ConnectChoice): Window | null {
  return choice.redirects ? window.open('', '_blank', 'popup,width=600,height=760') : null
}

/** What one integration asks for, by the same rules as Patchbay's own form. */
export function AccountView({ choice, reconnecting, onBack, onStarted }: AccountViewProps) {
  const fields = useMemo(() => formFields(choice, reconnecting), [choice, reconnecting])
  const { form, visible, inputOf, showFault } = useAccountForm(fields)
  const [fault, setFault] = useState<Fault>()

  const send = form.handleSubmit(async (entered) => {
    setFault(undefined)
    const popup = openLogin(choice)
    try {
      onStarted(await startAttempt({ integration: choice.integration, ...inputOf(entered) }), popup)
    } catch (error) {
      popup?.close()
      const problem = asFault(error)
      tellFault(problem.code, problem.message)
      if (!showFault(problem)) setFault(problem)
    }
  })

  if (!choice.supported) {
    const message = `This version of Patchbay cannot connect ${choice.display_name} yet.`
    return <FailureView fault={new Fault(0, { code: 'unsupported', message })} again={onBack} />
  }
  return (
    <Sheet
      title={`Connect ${choice.display_name}`}
      before={<ProviderIcon name={choice.provider} label={choice.display_name} size="lg" />}
    >
      {choice.redirects && (
        <p className="text-muted-foreground">
          You log in on the provider’s own page. Patchbay never sees your password.
        </p>
      )}
      <form onSubmit={(event) => void send(event)} noValidate className="flex flex-col gap-4">
        {fault && <Why fault={fault} />}
        <AccountFields control={form.control} fields={visible} docs={choice.docs} />
        <ExternalId fields={fields} />
        {choice.docs && (
          <p className="text-xs">
            <ExternalLink href={choice.docs}>Where do I find this?</ExternalLink>
          </p>
        )}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto flex items-center gap-1.5 text-xs text-muted-foreground">
            <ShieldCheck className="size-3.5" aria-hidden /> Secrets stay on this machine
          </span>
          {onBack && (
            <Button variant="outline" onClick={onBack}>
              Back
            </Button>
          )}
          <Button type="submit" busy={form.formState.isSubmitting}>
            {reconnecting ? 'Connect again' : 'Connect'}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
