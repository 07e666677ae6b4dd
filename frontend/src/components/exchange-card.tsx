import { Clock3 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Exchange } from '@/api/types'
import { BodyView } from '@/components/body-view'
import { FoldHeader } from '@/components/fold-header'
import { HeaderList } from '@/components/header-list'
import { Method, StatusBadge } from '@/components/http-badges'
import { TimingLine, TimingWaterfall } from '@/components/timing'
import { Segmented } from '@/components/ui/segmented'
import type { Body } from '@/lib/body'
import { formatBytes, formatDuration } from '@/lib/format'

type Part = 'response' | 'request' | 'timing'

/** What the log keeps of each body (app/logs BodyLimit). */
const keptBytes = 64 * 1024

function bodyOf(text: string, size: number, headers: Record<string, string[]>): Body {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')
  return { text, size, binary: false, contentType: type?.[1][0] ?? '', truncated: size > keptBytes }
}

interface ExchangeCardProps {
  exchange: Exchange
  /** How many attempts there were in all. */
  of: number
  startOpen: boolean
}

/** One HTTP attempt: what went out, what came back, and where the time went. */
export function ExchangeCard({ exchange, of, startOpen }: ExchangeCardProps) {
  const [open, setOpen] = useState(startOpen)
  const [part, setPart] = useState<Part>('response')
  return (
    <div className="overflow-hidden rounded-lg border bg-card">
      <FoldHeader open={open} onOpen={setOpen}>
        {of > 1 && <span className="shrink-0 text-xs text-muted-foreground">Attempt {exchange.attempt}</span>}
        <Method method={exchange.method} className="shrink-0" />
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={exchange.url}>
          {exchange.url}
        </span>
        {exchange.status > 0 ? <StatusBadge status={exchange.status} /> : null}
        <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
          {formatDuration(exchange.timing.total)}
        </span>
      </FoldHeader>
      <TimingLine timing={exchange.timing} className="mx-3 mb-2" />
      {exchange.error && <p className="px-3 pb-2 text-destructive">{exchange.error}</p>}
      {open && (
        <div className="flex flex-col gap-3 border-t px-3 py-3">
          <Segmented
            label="Part of the attempt"
            value={part}
            onChange={setPart}
            className="self-start"
            options={[
              { value: 'response', title: 'Response' },
              { value: 'request', title: 'Request' },
              { value: 'timing', title: 'Timing' },
            ]}
          />
          <ExchangePart exchange={exchange} part={part} />
        </div>
      )}
      {exchange.retry_reason && <RetryNote exchange={exchange} />}
    </div>
  )
}

function RetryNote({ exchange }: { exchange: Exchange }) {
  return (
    <p className="flex items-center gap-2 border-t bg-warning-soft px-3 py-1.5 text-xs text-warning">
      <Clock3 className="size-3.5" aria-hidden />
      Tried again: {exchange.retry_reason}
      {exchange.retry_after_ms ? `, after waiting ${formatDuration(exchange.retry_after_ms)}` : ''}
    </p>
  )
}

function ExchangePart({ exchange, part }: { exchange: Exchange; part: Part }) {
  const body = useMemo(
    () =>
      part === 'request'
        ? bodyOf(exchange.request_body, exchange.request_size, exchange.request_headers)
        : bodyOf(exchange.response_body, exchange.response_size, exchange.response_headers),
    [exchange, part],
  )
  if (part === 'timing') {
    return (
      <>
        <TimingWaterfall timing={exchange.timing} />
        <p className="text-xs text-muted-foreground">
          {exchange.remote_addr && `Answered by ${exchange.remote_addr} · `}
          {formatBytes(exchange.request_size)} sent, {formatBytes(exchange.response_size)} received
        </p>
      </>
    )
  }
  const headers = part === 'request' ? exchange.request_headers : exchange.response_headers
  return (
    <>
      <section aria-label={`${part} headers`}>
        <h4 className="pb-1 text-xs font-medium text-muted-foreground">Headers</h4>
        <HeaderList headers={headers} label={`${part} headers`} />
      </section>
      <section aria-label={`${part} body`} className="flex flex-col">
        <h4 className="pb-1 text-xs font-medium text-muted-foreground">Body</h4>
        {body.text ? (
          <BodyView body={body} label={`${part} body`} className="h-72" />
        ) : (
          <p className="text-muted-foreground">
            {body.size > 0 ? `${formatBytes(body.size)}, not kept.` : 'None.'}
          </p>
        )}
      </section>
    </>
  )
}
