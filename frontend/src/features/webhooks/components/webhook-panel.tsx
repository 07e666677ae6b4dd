import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pencil, RotateCw } from 'lucide-react'
import { useMemo, useState } from 'react'
import { toast } from 'sonner'
import type { WebhookDetail } from '@/api/types'
import { resendWebhook } from '@/api/webhooks'
import { BodyView } from '@/components/body-view'
import { CopyButton } from '@/components/copy-field'
import { FaultNotice } from '@/components/error-state'
import { HeaderList } from '@/components/header-list'
import { StatusBadge } from '@/components/http-badges'
import { SimulatedBadge } from '@/components/simulated-badge'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { Body } from '@/lib/body'
import { formatDate } from '@/lib/dates'
import { webhookCurl } from '../again'
import { webhookQuery } from '../queries'
import { typesText, verificationText } from '../words'
import { EditDialog } from './edit-dialog'
import { Jobs } from './jobs'
import { Panel, Part } from './panel'
import { Reason } from './reason'
import { WebhookBadge } from './state'

interface WebhookPanelProps {
  id: string
  onSelect: (id: string | undefined) => void
}

/** One webhook: how it was judged and why, what it set off, what came, and sending it again. */
export function WebhookPanel({ id, onSelect }: WebhookPanelProps) {
  const query = useQuery(webhookQuery(id))
  return (
    <Panel label="Webhook" query={query} onClose={() => onSelect(undefined)}>
      {(webhook) => <Detail webhook={webhook} onSelect={onSelect} />}
    </Panel>
  )
}

function Detail({ webhook, onSelect }: { webhook: WebhookDetail; onSelect: (id: string) => void }) {
  const again = useMutation({
    mutationFn: ({ id, vouch }: { id: string; vouch?: boolean }) => resendWebhook(id, vouch ? { vouch } : {}),
    onSuccess: ({ id }) => {
      toast.success('Sent again. This is the new webhook.')
      onSelect(id)
    },
  })
  return (
    <>
      <Head
        webhook={webhook}
        busy={again.isPending}
        onResend={() => again.mutate({ id: webhook.id })}
        onSelect={onSelect}
      />
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-3">
        {again.error && <FaultNotice error={again.error} />}
        <Reason
          webhook={webhook}
          busy={again.isPending}
          onResend={(id, vouch = false) => again.mutate({ id, vouch })}
          onSelect={onSelect}
        />
        <Facts webhook={webhook} onSelect={onSelect} />
        {webhook.jobs.length > 0 && (
          <Part title="What it set off">
            <Jobs webhook={webhook} />
          </Part>
        )}
        <Contents webhook={webhook} />
      </div>
    </>
  )
}

interface HeadProps {
  webhook: WebhookDetail
  busy: boolean
  onResend: () => void
  onSelect: (id: string) => void
}

function Head({ webhook, busy, onResend, onSelect }: HeadProps) {
  const [editing, setEditing] = useState(false)
  return (
    <header className="flex flex-col gap-2 border-b px-4 pt-3 pb-3">
      <h2 className="truncate pr-8 text-base font-semibold">{typesText(webhook.types)}</h2>
      <div className="flex flex-wrap items-center gap-2" aria-live="polite">
        <WebhookBadge state={webhook.state} />
        {webhook.simulated && <SimulatedBadge />}
        {webhook.edited && <Badge variant="outline">Edited</Badge>}
        <span className="min-w-0 truncate text-xs text-muted-foreground">
          {webhook.provider_name} · {verificationText(webhook)}
        </span>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="sm" busy={busy} onClick={onResend}>
          {!busy && <RotateCw aria-hidden />} Send again
        </Button>
        <Button variant="outline" size="sm" onClick={() => setEditing(true)}>
          <Pencil aria-hidden /> Edit and send again
        </Button>
        <CopyButton value={() => webhookCurl(webhook)} label="Copy as cURL" showLabel />
      </div>
      {editing && (
        <EditDialog
          webhook={webhook}
          onClose={() => setEditing(false)}
          onSent={(id) => {
            setEditing(false)
            onSelect(id)
          }}
        />
      )}
    </header>
  )
}

const linkClasses = 'text-primary hover:underline'

function Facts({ webhook, onSelect }: { webhook: WebhookDetail; onSelect: (id: string) => void }) {
  const { integration, connections, resent_from: first } = webhook
  return (
    <dl className="grid grid-cols-[6.5rem_1fr] gap-y-1 text-xs [&_dt]:text-muted-foreground">
      <dt>Received</dt>
      <dd>{formatDate(webhook.received_at)}</dd>
      <dt>Answered</dt>
      <dd>
        {webhook.status > 0 ? <StatusBadge status={webhook.status} phrase /> : 'Nobody waited for an answer'}
        {webhook.note && <span className="block pt-0.5">{webhook.note}</span>}
      </dd>
      <dt>Integration</dt>
      <dd>
        <Link to="/integrations/$key" params={{ key: integration }} className={linkClasses}>
          {integration}
        </Link>
      </dd>
      <dt>Connections</dt>
      <dd className="flex flex-wrap gap-x-2">
        {connections.length === 0 && 'None'}
        {connections.map((id) => (
          <Link
            key={id}
            to="/connections/$integration/$id"
            params={{ integration, id }}
            className={linkClasses}
          >
            {id}
          </Link>
        ))}
      </dd>
      {first && (
        <>
          <dt>{webhook.state === 'duplicate' ? 'Came before as' : 'Repeats'}</dt>
          <dd>
            <button type="button" className={linkClasses} onClick={() => onSelect(first)}>
              An earlier webhook
            </button>
          </dd>
        </>
      )}
      <dt>Log</dt>
      <dd>
        <Link to="/logs" search={{ operation: webhook.operation_id }} className={linkClasses}>
          Its line in the log
        </Link>
      </dd>
    </dl>
  )
}

/** What came: the body byte for byte, the headers with their secrets masked, the query. */
function Contents({ webhook }: { webhook: WebhookDetail }) {
  const body = useMemo<Body>(
    () => ({
      text: webhook.body,
      binary: webhook.body_encoding === 'base64',
      contentType: webhook.content_type,
      size: webhook.size,
      truncated: false,
    }),
    [webhook],
  )
  return (
    <>
      <Part title="Body">
        {webhook.body ? (
          <BodyView body={body} label="webhook body" className="h-80" />
        ) : (
          <p className="text-muted-foreground">It has none.</p>
        )}
      </Part>
      <Part title="Headers">
        <HeaderList headers={webhook.headers} label="headers" />
      </Part>
      {Object.keys(webhook.query).length > 0 && (
        <Part title="Query">
          <HeaderList headers={webhook.query} label="query" />
        </Part>
      )}
    </>
  )
}
