import { ShieldCheck } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
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
import { useWords } from './words'

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

/** How long a check may take before the page says that it waits. */
const slowMs = 3000

/** True once something has been going on for a while. */
function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(() => setSlow(true), slowMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [busy])
  return slow
}

/** What one integration asks for, by the same rules as Patchbay's own form. */
export function AccountView({ choice, reconnecting, onBack, onStarted }: AccountViewProps) {
  const words = useWords()
  const fields = useMemo(() => formFields(choice, reconnecting), [choice, reconnecting])
  const { form, visible, inputOf, showFault } = useAccountForm(fields)
  const [fault, setFault] = useState<Fault>()
  const [underWay, setUnderWay] = useState<AbortController>()
  useEffect(() => () => underWay?.abort(), [underWay])
  const { isSubmitting, isDirty } = form.formState
  const slow = useSlow(isSubmitting)

  const send = form.handleSubmit(async (entered) => {
    setFault(undefined)
    const popup = openLogin(choice)
    const sending = new AbortController()
    setUnderWay(sending)
    try {
      const input = { integration: choice.integration, ...inputOf(entered) }
      onStarted(await startAttempt(input, sending.signal), popup)
    } catch (error) {
      popup?.close()
      if (sending.signal.aborted) return
      const problem = asFault(error)
      tellFault(problem.code, problem.message)
      if (!showFault(problem)) setFault(problem)
    }
  })

  if (!choice.supported) {
    const message = words.unsupported(choice.display_name)
    return <FailureView fault={new Fault(0, { code: 'unsupported', message })} again={onBack} />
  }
  return (
    <Sheet
      title={(reconnecting ? words.reconnectTo : words.connectTo)(choice.display_name)}
      keep={isDirty || isSubmitting}
      before={<ProviderIcon name={choice.provider} label={choice.display_name} size="lg" />}
    >
      {choice.redirects && <p className="text-muted-foreground">{words.loginThere}</p>}
      <form onSubmit={(event) => void send(event)} noValidate className="flex flex-col gap-4">
        {fault && <Why fault={fault} />}
        <AccountFields control={form.control} fields={visible} docs={choice.docs} />
        <ExternalId fields={fields} />
        {choice.docs && visible.length > 0 && (
          <p className="text-xs">
            <ExternalLink href={choice.docs}>{words.help}</ExternalLink>
          </p>
        )}
        <p role="status" className={slow ? 'text-muted-foreground' : 'sr-only'}>
          {slow && words.slow}
        </p>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto flex items-center gap-1.5 text-xs text-muted-foreground">
            <ShieldCheck className="size-3.5 shrink-0" aria-hidden /> {words.stays}
          </span>
          <div className="ml-auto flex gap-2">
            {slow ? (
              <Button variant="outline" onClick={() => underWay?.abort()}>
                {words.cancel}
              </Button>
            ) : (
              onBack && (
                <Button variant="outline" onClick={onBack}>
                  {words.back}
                </Button>
              )
            )}
            <Button type="submit" busy={isSubmitting}>
              {reconnecting ? words.connectAgain : words.connect}
            </Button>
          </div>
        </div>
      </form>
    </Sheet>
  )
}
