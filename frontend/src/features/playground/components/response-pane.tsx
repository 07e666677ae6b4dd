import { Link } from '@tanstack/react-router'
import { Ban, LoaderCircle, ScrollText, SendHorizontal, TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Fault } from '@/api/fault'
import type { ApiResponse } from '@/api/types'
import { BodyView } from '@/components/body-view'
import { HeaderList } from '@/components/header-list'
import { StatusBadge } from '@/components/http-badges'
import { TimingLine, TimingWaterfall } from '@/components/timing'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { Body } from '@/lib/body'
import { formatBytes, formatCount, formatDuration } from '@/lib/format'
import { reasonPhrase } from '@/lib/http'
import { explainAnswer, guiltyParty, type Party } from '../explain'
import type { Run } from '../run'

interface ResponsePaneProps {
  run: Run
  /** What the API is called, for sentences about it. */
  provider: string
  /** What to show before anything was sent. */
  idle: ReactNode
}

/** How the last request went. */
export function ResponsePane({ run, provider, idle }: ResponsePaneProps) {
  return (
    <section aria-label="Response" className="flex min-h-0 flex-1 flex-col">
      <p className="sr-only" role="status" aria-live="polite">
        {announcement(run)}
      </p>
      {run.state === 'idle' && idle}
      {run.state === 'sending' && <Sending startedAt={run.startedAt} onCancel={run.cancel} />}
      {run.state === 'cancelled' && (
        <Quiet icon={Ban} title="Cancelled">
          Nothing more is waited for. The provider may have carried the request out all the same.
        </Quiet>
      )}
      {run.state === 'failed' && <Failed fault={run.fault} />}
      {run.state === 'answered' && (
        <Answer key={run.response.operation_id} response={run.response} provider={provider} />
      )}
    </section>
  )
}

function announcement(run: Run): string {
  if (run.state === 'sending') return 'Sending'
  if (run.state === 'cancelled') return 'Cancelled'
  if (run.state === 'failed') return `Failed: ${run.fault.message}`
  if (run.state !== 'answered') return ''
  const { status, duration_ms: took, size } = run.response
  return `${status} ${reasonPhrase(status)} after ${formatDuration(took)}, ${formatBytes(size)}`
}

function Quiet({ icon: Icon, title, children }: { icon: typeof Ban; title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-6 py-12 text-center">
      <Icon className="mb-2 size-5 text-muted-foreground" aria-hidden />
      <p className="font-medium">{title}</p>
      <div className="max-w-sm text-muted-foreground">{children}</div>
    </div>
  )
}

function Sending({ startedAt, onCancel }: { startedAt: number; onCancel: () => void }) {
  const [now, setNow] = useState(startedAt)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1 appear-late">
      <LoaderCircle className="mb-1 size-5 animate-spin text-primary" aria-hidden />
      <p className="font-medium">Waiting for the answer…</p>
      <p className="text-muted-foreground tabular-nums">{formatDuration(now - startedAt)}</p>
      <Button variant="outline" size="sm" className="mt-2" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}

function PartyBadge({ party }: { party: Party }) {
  return <Badge variant={party === 'Patchbay' ? 'destructive' : 'outline'}>{party}</Badge>
}

function Failed({ fault }: { fault: Fault }) {
  const blocked = /^(destination|redirect|base_url_override)_not_allowed$/.test(fault.code)
  return (
    <div role="alert" className="m-4 rounded-lg border border-destructive/25 bg-destructive-soft p-4">
      <div className="flex items-center gap-2">
        <TriangleAlert className="size-4 text-destructive" aria-hidden />
        <span className="font-medium">No answer</span>
        <PartyBadge party={guiltyParty(fault)} />
        <code className="ml-auto font-mono text-2xs text-muted-foreground">{fault.code}</code>
      </div>
      <p className="mt-2 break-words">{fault.message}</p>
      {fault.hint && <p className="mt-1 break-words opacity-85">{fault.hint}</p>}
      <div className="mt-3 flex gap-2">
        {blocked && (
          <Button asChild size="sm" variant="outline">
            <Link to="/settings" search={{ section: 'network' }}>
              Open allowed hosts
            </Link>
          </Button>
        )}
        <Button asChild size="sm" variant="ghost">
          <Link to="/logs" search={{ source: 'playground' }}>
            <ScrollText aria-hidden /> See it in the logs
          </Link>
        </Button>
      </div>
    </div>
  )
}

function bodyOf(response: ApiResponse): Body {
  const type = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-type')
  return {
    text: response.body,
    binary: response.body_encoding === 'base64',
    contentType: type?.[1][0] ?? '',
    size: response.size,
    truncated: response.truncated,
  }
}

function Answer({ response, provider }: { response: ApiResponse; provider: string }) {
  const body = useMemo(() => bodyOf(response), [response])
  const explanation = explainAnswer(response, provider)
  const headerCount = Object.values(response.headers).flat().length
  return (
    <Tabs defaultValue="body" className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3">
        <StatusBadge status={response.status} phrase />
        <span className="tabular-nums">{formatDuration(response.duration_ms)}</span>
        <span className="text-muted-foreground tabular-nums">{formatBytes(response.size)}</span>
        {response.attempts > 1 && (
          <Badge variant="warning">{formatCount(response.attempts, 'attempt')}</Badge>
        )}
        <Button asChild variant="ghost" size="sm" className="ml-auto">
          <Link to="/logs" search={{ operation: response.operation_id }}>
            <ScrollText aria-hidden /> Log
          </Link>
        </Button>
      </div>
      <TimingLine timing={response.timing} className="mx-4 mt-2" />
      {explanation && (
        <p className="mx-4 mt-2.5 flex items-start gap-2 rounded-md bg-muted px-2.5 py-1.5">
          <PartyBadge party={explanation.party} />
          <span>{explanation.text}</span>
        </p>
      )}
      <TabsList aria-label="Parts of the response" className="mx-4">
        <TabsTrigger value="body">Body</TabsTrigger>
        <TabsTrigger value="headers">
          Headers <Badge className="h-4 px-1.5 tabular-nums">{headerCount}</Badge>
        </TabsTrigger>
        <TabsTrigger value="timing">Timing</TabsTrigger>
      </TabsList>
      <TabsContent
        value="body"
        className="flex min-h-0 flex-1 flex-col px-4 pt-3 pb-4 data-[state=inactive]:hidden"
      >
        <BodyView body={body} label="response body" />
      </TabsContent>
      <TabsContent value="headers" className="min-h-0 flex-1 overflow-y-auto px-4 pt-3 pb-4">
        <HeaderList headers={response.headers} label="response headers" />
      </TabsContent>
      <TabsContent value="timing" className="min-h-0 flex-1 overflow-y-auto px-4 pt-3 pb-4">
        <TimingWaterfall timing={response.timing} />
        <p className="pt-3 text-xs text-muted-foreground">
          {response.attempts > 1
            ? 'These are the parts of the last attempt. The log has every attempt and the waits between them.'
            : 'A connection that is used again needs no name look-up, connect and TLS.'}
        </p>
        <p className="pt-2 font-mono text-xs break-all text-muted-foreground">{response.url}</p>
      </TabsContent>
    </Tabs>
  )
}

/** The pane before the first request. */
export function IdleResponse({ ready, children }: { ready: boolean; children?: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Quiet icon={SendHorizontal} title={ready ? 'Ready to send' : 'Choose a connection'}>
        {ready
          ? 'The answer appears here: status, timing, headers and body.'
          : 'Requests go out with the credential of an account; you never need to see it.'}
      </Quiet>
      {children}
    </div>
  )
}
