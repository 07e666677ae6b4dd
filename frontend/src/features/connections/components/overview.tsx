import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { revealCredentials, type ConnectionRef } from '@/api/connections'
import type { ConnectionDetail } from '@/api/types'
import { CopyButton } from '@/components/copy-field'
import { SecretValue } from '@/components/secret-field'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { formatDate, formatRelative, isPast } from '@/lib/dates'
import { authModeName, formatCount } from '@/lib/format'
import { lastUsed } from '@/lib/last-used'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8.5rem_1fr] gap-3 border-b py-2 last:border-b-0">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

function When({ date, none }: { date: string | null | undefined; none: string }) {
  if (!date) return <span className="text-muted-foreground">{none}</span>
  return (
    <time dateTime={date}>
      {formatRelative(date)} <span className="text-muted-foreground">· {formatDate(date)}</span>
    </time>
  )
}

/** When the token ends or ended, and what happens then. */
function Expiry({ connection }: { connection: ConnectionDetail }) {
  const { expires_at: at, refreshable, refresh } = connection
  if (!at) return <Fact name="Token expires">Never</Fact>
  const over = isPast(at)
  const renewal = over
    ? refresh.last_failure
      ? 'Its renewal fails.'
      : 'The next call renews it.'
    : 'Renewed by itself, shortly before.'
  return (
    <Fact name={over ? 'Token expired' : 'Token expires'}>
      <When date={at} none="" />
      <p className="text-muted-foreground">
        {refreshable
          ? renewal
          : over
            ? 'It cannot be renewed: reconnect.'
            : 'Cannot be renewed: reconnect when it is over.'}
      </p>
    </Fact>
  )
}

function RefreshFacts({ connection: { refresh } }: { connection: ConnectionDetail }) {
  return (
    <>
      <Fact name="Last renewed">
        <When date={refresh.last_success} none="Not yet" />
      </Fact>
      {refresh.last_failure && (
        <Fact name="Renewal failed">
          <When date={refresh.last_failure} none="" />
          <p className="text-muted-foreground">
            {refresh.exhausted
              ? 'Given up after several days of trying. Reconnect to start again.'
              : `It has failed on ${formatCount(refresh.attempts, 'day')} so far.`}
          </p>
        </Fact>
      )}
    </>
  )
}

function Credentials({ connection, of }: { connection: ConnectionDetail; of: ConnectionRef }) {
  const reveal = async (name: string) => {
    const all = await revealCredentials(of)
    const value = all[name]
    return typeof value === 'string' ? value : JSON.stringify(value ?? '')
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Credentials</CardTitle>
        <CardDescription>Sealed on this machine. Shown on request, for half a minute.</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        {connection.credentials.length === 0 && (
          <p className="text-muted-foreground">None: the API is open to everyone.</p>
        )}
        {connection.credentials.map((one) => (
          <div key={one.name} className="flex flex-col gap-1">
            <span className="text-xs text-muted-foreground">{one.name}</span>
            {one.secret ? (
              <SecretValue name={one.name} masked={one.value} reveal={() => reveal(one.name)} />
            ) : (
              <code className="flex min-h-8 items-center rounded-md border bg-muted px-2.5 font-mono text-xs break-all">
                {one.value || <span className="text-muted-foreground">empty</span>}
              </code>
            )}
          </div>
        ))}
      </CardContent>
    </Card>
  )
}

/** The facts of a connection and its credentials. */
export function Overview({ connection, of }: { connection: ConnectionDetail; of: ConnectionRef }) {
  const oauth = connection.refreshable || connection.auth_mode.startsWith('OAUTH2')
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card>
        <CardContent className="pt-2 pb-2">
          <dl>
            <Fact name="Connection ID">
              <span className="flex items-center gap-1">
                <code className="font-mono text-xs break-all">{connection.connection_id}</code>
                <CopyButton value={connection.connection_id} label="Copy connection ID" className="-my-1.5" />
              </span>
            </Fact>
            <Fact name="Integration">
              <Link
                to="/integrations/$key"
                params={{ key: connection.provider_config_key }}
                className="text-primary underline-offset-4 hover:underline"
              >
                {connection.provider_config_key}
              </Link>
            </Fact>
            <Fact name="Sign-in">{authModeName(connection.auth_mode)}</Fact>
            {connection.base_url && (
              <Fact name="Requests go to">
                <code className="font-mono text-xs break-all">{connection.base_url}</code>
              </Fact>
            )}
            {connection.not_granted.length > 0 && (
              <Fact name="Permissions">
                <p className="text-warning">Asked for, not granted: {connection.not_granted.join(', ')}</p>
                <p className="text-muted-foreground">
                  Calls that need {connection.not_granted.length === 1 ? 'it' : 'them'} will fail. Allow it at
                  the provider, then reconnect.
                </p>
              </Fact>
            )}
            <Expiry connection={connection} />
            {oauth && <RefreshFacts connection={connection} />}
            <Fact name="Last used">
              <When date={lastUsed(connection)} none="Not yet" />
            </Fact>
            <Fact name="Connected">
              <When date={connection.created_at} none="" />
            </Fact>
          </dl>
        </CardContent>
      </Card>
      <Credentials connection={connection} of={of} />
    </div>
  )
}
