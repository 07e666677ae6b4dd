import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '@/api/queries'
import type { WebhookSetup } from '@/api/types'
import { revealWebhookSecret, setWebhookSetup } from '@/api/webhooks'
import { CopyField } from '@/components/copy-field'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { SecretInput, SecretValue } from '@/components/secret-field'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Label } from '@/components/ui/label'
import { Switch } from '@/components/ui/switch'
import { formatDate } from '@/lib/dates'

const linkClasses = 'text-primary underline'

/** Where the provider sends its webhooks, and the secret by which they are known to be its own. */
export function WebhookCard({ integration }: { integration: string }) {
  const { data: setup, error, refetch } = useQuery(queries.webhookSetup(integration))
  if (setup && !setup.handled) return null
  return (
    <Card>
      <CardHeader className="flex-row items-center justify-between">
        <CardTitle>Webhooks</CardTitle>
        {setup?.signs && (
          <Badge variant={setup.can_verify ? 'success' : 'warning'}>
            {setup.can_verify ? 'Checked' : 'No secret yet'}
          </Badge>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {error && !setup && (
          <ErrorState
            error={error}
            title="The webhook address could not be read."
            retry={() => void refetch()}
            className="py-4"
          />
        )}
        {setup && <Contents integration={integration} setup={setup} />}
      </CardContent>
    </Card>
  )
}

function Contents({ integration, setup }: { integration: string; setup: WebhookSetup }) {
  return (
    <>
      <CopyField value={setup.url} label="Copy webhook URL" />
      <p className="text-xs text-muted-foreground">
        {setup.url === setup.local_url ? (
          <>
            Only this machine reaches it.{' '}
            <Link to="/settings" search={{ section: 'webhooks' }} className={linkClasses}>
              Let the provider reach it
            </Link>
          </>
        ) : (
          'Enter exactly this address at the provider.'
        )}
      </p>
      {setup.derived_secret && <DerivedSecret integration={integration} />}
      {setup.signs ? (
        <Signing integration={integration} setup={setup} />
      ) : (
        <p className="text-xs text-muted-foreground">
          This provider does not sign its webhooks: whoever knows the address can send one.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="sm">
          <Link to="/webhooks" search={{ integration }}>
            See what came
          </Link>
        </Button>
        <Button asChild variant="outline" size="sm">
          <Link to="/webhooks" search={{ integration, simulate: integration }}>
            Simulate one
          </Link>
        </Button>
      </div>
    </>
  )
}

/** The provider takes a secret from the user here, and it must be this one. */
function DerivedSecret({ integration }: { integration: string }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-medium">Secret to enter at the provider</p>
      <SecretValue
        name="webhook secret"
        masked="••••••••••••••••"
        reveal={() => revealWebhookSecret(integration)}
      />
    </div>
  )
}

/** Saved by a button: half a secret would replace the one that works. */
function Signing({ integration, setup }: { integration: string; setup: WebhookSetup }) {
  const client = useQueryClient()
  const [secret, setSecret] = useState('')
  const save = useMutation({
    mutationFn: (change: { secret?: string; accept_unsigned?: boolean }) =>
      setWebhookSetup(integration, change),
    onSuccess: (next, change) => {
      client.setQueryData(queries.webhookSetup(integration).queryKey, next)
      if (change.secret !== undefined) setSecret('')
    },
  })
  return (
    <>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (secret.trim()) save.mutate({ secret: secret.trim() })
        }}
      >
        <FormField
          label="Signing secret"
          help={
            <>
              {setup.secret_help} {setup.signing && `Checked as ${setup.signing}.`}
              {setup.previous_until && ` The one before counts until ${formatDate(setup.previous_until)}.`}
            </>
          }
        >
          {(control) => (
            <SecretInput
              {...control}
              value={secret}
              placeholder={setup.has_secret ? '••••••••••••' : ''}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </FormField>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="sm" variant="outline" busy={save.isPending} disabled={!secret.trim()}>
            {setup.has_secret ? 'Replace the secret' : 'Store the secret'}
          </Button>
          {setup.has_secret && (
            <Button variant="ghost" size="sm" onClick={() => save.mutate({ secret: '' })}>
              Remove it
            </Button>
          )}
        </div>
      </form>
      {!setup.can_verify && (
        <div className="flex items-start gap-2.5">
          <Switch
            id="accept-unsigned"
            aria-describedby="accept-unsigned-help"
            checked={setup.accept_unsigned}
            onCheckedChange={(accept_unsigned) => save.mutate({ accept_unsigned })}
          />
          <div>
            <Label htmlFor="accept-unsigned" className="font-normal">
              Run what cannot be checked
            </Label>
            <p id="accept-unsigned-help" className="text-xs text-muted-foreground">
              Without a secret, webhooks are kept but nothing runs. With this, whoever knows the address can
              start your functions.
            </p>
          </div>
        </div>
      )}
      {save.error && <FaultNotice error={save.error} />}
    </>
  )
}
