import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { disableHTTPS, enableHTTPS } from '@/api/redirect'
import { queries } from '@/api/queries'
import type { HTTPSState } from '@/api/types'
import { CopyButton, CopyField } from '@/components/copy-field'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { Alert, AlertDescription, AlertTitle } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { formatDate } from '@/lib/dates'
import { Field } from './section'

/** Switches https://localhost on and off, and says who trusts it. */
export function HTTPSField() {
  const client = useQueryClient()
  const state = useQuery(queries.https())
  const turn = useMutation({
    mutationFn: async (on: boolean) => {
      await (on ? enableHTTPS() : disableHTTPS())
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['https'] })
      await client.invalidateQueries({ queryKey: ['status'] })
      await client.invalidateQueries({ queryKey: ['integrations'] })
    },
  })
  const on = state.data?.enabled
  return (
    <Field
      title="https://localhost"
      help="A certificate authority is made for this installation. It can vouch for localhost and nothing else, its key stays in the vault, and only the end of a login is served there."
      aside={
        state.data && (
          <Button variant="outline" size="sm" busy={turn.isPending} onClick={() => turn.mutate(!on)}>
            {on ? 'Switch off' : 'Switch on'}
          </Button>
        )
      }
    >
      {state.error && !state.data && (
        <ErrorState
          error={state.error}
          title="https://localhost could not be looked at."
          retry={() => void state.refetch()}
          className="py-4"
        />
      )}
      {state.data && !on && <p className="text-muted-foreground">Off.</p>}
      {state.data && on && <Details state={state.data} again={() => turn.mutate(true)} />}
      {state.data && state.data.obsolete.length > 0 && (
        <Alert variant="warning">
          <AlertTitle>A certificate that was given up is still in a trust store.</AlertTitle>
          <AlertDescription>
            Its key is deleted. Remove it with <code className="font-mono">patchbay https disable</code> in a
            terminal.
          </AlertDescription>
        </Alert>
      )}
      {turn.error && <FaultNotice error={turn.error} />}
    </Field>
  )
}

function Details({ state, again }: { state: HTTPSState; again: () => void }) {
  return (
    <div className="flex flex-col gap-2">
      <CopyField value={state.address} label="Copy the https address" />
      {state.problem && (
        <Alert variant="destructive">
          <AlertTitle>{state.problem.message}</AlertTitle>
          <AlertDescription>{state.problem.hint}</AlertDescription>
        </Alert>
      )}
      <ul aria-label="Trust stores" className="flex flex-col gap-1.5">
        {state.stores.map((store) => (
          <li key={store.name} className="flex gap-2">
            {store.trusted ? (
              <CircleCheck className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
            ) : (
              <CircleDashed className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
            )}
            <span className="min-w-0">
              <span className="font-medium">{store.title}</span>{' '}
              {store.trusted ? 'trusts it.' : 'does not trust it.'}{' '}
              <span className="text-muted-foreground">
                {!store.trusted && store.needs_password ? (
                  <>
                    Run <code className="font-mono">patchbay https enable</code> in a terminal: it asks for
                    your password.
                  </>
                ) : (
                  store.hint
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className="text-xs text-muted-foreground">
        {state.name}, until {state.expires_at && formatDate(state.expires_at)}. SHA-256{' '}
        <code className="font-mono break-all">{state.fingerprint}</code>
      </p>
      <div className="flex gap-2">
        {!state.trusted && (
          <Button variant="outline" size="sm" onClick={again}>
            Try the trust stores again
          </Button>
        )}
        <CopyButton value={state.certificate ?? ''} label="Copy the certificate" showLabel />
      </div>
    </div>
  )
}
