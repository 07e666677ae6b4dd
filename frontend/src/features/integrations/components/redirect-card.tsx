import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { asFault } from '@/api/fault'
import { queries } from '@/api/queries'
import { clearRedirect, setRedirect } from '@/api/redirect'
import type { ProviderDetail, Redirect, RedirectKind } from '@/api/types'
import { CopyField } from '@/components/copy-field'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { ExternalLink } from '@/components/external-link'
import { RedirectChoice, redirectTitle } from '@/components/redirect/choice'
import { RedirectProblems } from '@/components/redirect/problems'
import { RelayField } from '@/components/redirect/relay-field'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { setupUrl } from '../app-fields'

/** The one address to register with the provider, what speaks against it, and the others. */
export function RedirectCard({ integration, provider }: { integration: string; provider: ProviderDetail }) {
  const redirect = useQuery(queries.redirect(integration))
  return (
    <Card>
      <CardHeader>
        <CardTitle>Redirect address</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {redirect.error && !redirect.data && (
          <ErrorState
            error={redirect.error}
            title="The address could not be read."
            retry={() => void redirect.refetch()}
            className="py-4"
          />
        )}
        {redirect.data && <Chosen integration={integration} redirect={redirect.data} provider={provider} />}
      </CardContent>
    </Card>
  )
}

function Chosen({
  integration,
  redirect,
  provider,
}: {
  integration: string
  redirect: Redirect
  provider: ProviderDetail
}) {
  const [changing, setChanging] = useState(false)
  const setup = setupUrl(provider, redirect.url)
  return (
    <>
      {redirect.url ? (
        <CopyField value={setup ?? redirect.url} label={setup ? 'Copy setup URL' : 'Copy callback URL'} />
      ) : (
        <p className="text-muted-foreground">The relay has no address yet.</p>
      )}
      <p className="text-xs text-muted-foreground">
        Register exactly this address {setup ? 'as the setup URL' : ''} in your app at the provider.
        {!redirect.own && ' It is the one from the settings.'}{' '}
        {provider.app_docs && <ExternalLink href={provider.app_docs}>Developer page</ExternalLink>}
      </p>
      <RedirectProblems problems={redirect.problems} />
      {changing ? (
        <Change integration={integration} redirect={redirect} done={() => setChanging(false)} />
      ) : (
        <Button variant="outline" size="sm" className="self-start" onClick={() => setChanging(true)}>
          Use another address
        </Button>
      )}
    </>
  )
}

function Change({
  integration,
  redirect,
  done,
}: {
  integration: string
  redirect: Redirect
  done: () => void
}) {
  const client = useQueryClient()
  const [kind, setKind] = useState<RedirectKind>(redirect.kind)
  const [relay, setRelay] = useState(redirect.relay)
  const save = useMutation({
    mutationFn: async (own: boolean) => {
      if (own) await setRedirect(integration, { kind, ...(kind === 'relay' && { url: relay.trim() }) })
      else await clearRedirect(integration)
    },
    onSuccess: async () => {
      done()
      await client.invalidateQueries({ queryKey: ['integrations'] })
    },
  })
  const refused = redirect.options.filter((one) => one.problems.some((p) => p.code === 'vendor_refuses'))
  const chosen = redirect.options.find((one) => one.kind === kind)
  const local = redirect.options.find((one) => one.kind === 'localhost')
  const problem = save.error
    ? asFault(save.error).errors.find(({ path }) => path[0] === 'url')?.message
    : undefined
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(true)
      }}
    >
      <RedirectChoice
        value={kind}
        onChange={setKind}
        refused={refused.map((one) => one.kind)}
        {...(refused.length > 0 && { advice: redirect.advice })}
      />
      {kind === 'relay' && (
        <RelayField value={relay} onChange={setRelay} target={local?.url ?? ''} problem={problem} />
      )}
      {kind !== redirect.kind && kind !== 'relay' && chosen && (
        <RedirectProblems problems={chosen.problems} />
      )}
      {save.error && !problem && <FaultNotice error={save.error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" busy={save.isPending} disabled={kind === 'relay' && !relay.trim()}>
          Use this address
        </Button>
        {redirect.own && (
          <Button variant="outline" size="sm" onClick={() => save.mutate(false)}>
            Use the one from the settings ({redirectTitle(redirect.default)})
          </Button>
        )}
        <Button variant="ghost" size="sm" onClick={done}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
