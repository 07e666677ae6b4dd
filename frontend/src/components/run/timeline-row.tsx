import { useQuery } from '@tanstack/react-query'
import {
  CircleAlert,
  Clock3,
  Database,
  Flag,
  Info,
  MessageSquareText,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import { queries } from '@/api/queries'
import type { Exchange, Message, Run } from '@/api/types'
import { CopyAsMenu } from '@/components/copy-as'
import { ExchangeCard } from '@/components/exchange-card'
import { FoldHeader } from '@/components/fold-header'
import { Method, StatusBadge } from '@/components/http-badges'
import { JsonView } from '@/components/json-view'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { formatClock } from '@/lib/dates'
import { callPath, formatDuration } from '@/lib/format'
import { requestAgain } from '@/lib/replay'
import { detailOf, isDropped } from './timeline'

interface TimelineRowProps {
  run: Run
  message: Message
  /** The longest call of the run in ms: the full width of a bar. */
  longest: number
  open: boolean
  onToggle: () => void
}

/** One thing that happened: a call, a line of the code's log, a batch of records, a checkpoint, a wait. */
export function TimelineRow(props: TimelineRowProps) {
  const { message, open, onToggle } = props
  const detail = detailOf(message)
  const foldable = message.exchange !== undefined || detail !== undefined
  const line = message.exchange ? (
    <CallLine {...props} exchange={message.exchange} />
  ) : (
    <TextLine message={message} />
  )
  const time = (
    <time className="shrink-0 pt-px font-mono text-2xs text-muted-foreground tabular-nums">
      {formatClock(message.at)}
    </time>
  )
  if (!foldable) {
    return (
      <div className="flex items-start gap-2 py-1.5 pr-3 pl-8">
        {line}
        {time}
      </div>
    )
  }
  return (
    <>
      <FoldHeader
        open={open}
        onOpen={onToggle}
        className="items-start gap-2 py-1.5 [&>svg]:mt-1 [&>svg]:size-3"
      >
        {line}
        {time}
      </FoldHeader>
      {open && (
        <div className="px-3 pb-3 pl-8">
          {message.exchange ? (
            <CallDetail run={props.run} exchange={message.exchange} />
          ) : (
            <JsonView value={detail} label="details" className="max-h-80 rounded-md border bg-muted p-2" />
          )}
        </div>
      )}
    </>
  )
}

function CallLine({ exchange, longest }: TimelineRowProps & { exchange: Exchange }) {
  const failed = exchange.status === 0 || exchange.status >= 400
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="flex items-center gap-2">
        <Method method={exchange.method} className="w-11 shrink-0" />
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={exchange.url}>
          {callPath({ url: exchange.url, title: '' })}
        </span>
        {exchange.attempt > 1 && <Badge>attempt {exchange.attempt}</Badge>}
        {exchange.status > 0 ? (
          <StatusBadge status={exchange.status} />
        ) : (
          <Badge variant="destructive">no answer</Badge>
        )}
        <span
          aria-hidden
          className="hidden h-1.5 w-24 shrink-0 overflow-hidden rounded-full bg-muted sm:block"
        >
          <span
            className={cn(
              'block h-full min-w-0.5 rounded-full',
              failed ? 'bg-destructive/70' : 'bg-primary/70',
            )}
            style={{ width: `${(exchange.timing.total / longest) * 100}%` }}
          />
        </span>
        <span className="w-14 shrink-0 text-right text-xs text-muted-foreground tabular-nums">
          {formatDuration(exchange.timing.total)}
        </span>
      </span>
      {exchange.error && <span className="text-xs text-destructive">{exchange.error}</span>}
      {exchange.retry_reason && (
        <span className="flex items-center gap-1.5 text-xs text-warning">
          <Clock3 className="size-3" aria-hidden />
          Tried again: {exchange.retry_reason}
          {exchange.retry_after_ms ? `, after waiting ${formatDuration(exchange.retry_after_ms)}` : ''}
        </span>
      )}
    </span>
  )
}

function CallDetail({ run, exchange }: { run: Run; exchange: Exchange }) {
  const { integration, connection } = run
  const { data } = useQuery({
    ...queries.connection({ integration, id: connection }),
    enabled: Boolean(integration && connection),
  })
  return (
    <div className="flex flex-col gap-2">
      <div>
        <CopyAsMenu
          size="sm"
          request={() => requestAgain({ integration, connection }, exchange, data?.base_url)}
        />
      </div>
      <ExchangeCard exchange={exchange} of={exchange.attempt} startOpen />
    </div>
  )
}

interface Look {
  icon: LucideIcon
  className: string
  /** For screen readers, and when the text does not say it. */
  name: string
}

const kindLooks: Record<string, Look> = {
  records: { icon: Database, className: 'text-primary', name: 'Records' },
  checkpoint: { icon: Flag, className: 'text-primary', name: 'Checkpoint' },
  wait: { icon: Clock3, className: 'text-warning', name: 'Waiting' },
  note: { icon: Info, className: 'text-muted-foreground', name: 'Note' },
}

function lookOf({ kind, level, source }: Message): Look {
  if (level === 'error') return { icon: CircleAlert, className: 'text-destructive', name: 'Error' }
  if (level === 'warn') return { icon: TriangleAlert, className: 'text-warning', name: 'Warning' }
  return (
    kindLooks[kind] ?? {
      icon: source === 'user' ? MessageSquareText : Info,
      className: 'text-muted-foreground',
      name: level,
    }
  )
}

function TextLine({ message }: { message: Message }) {
  const { icon: Icon, className, name } = lookOf(message)
  const user = message.source === 'user'
  return (
    <span className="flex min-w-0 flex-1 items-start gap-2">
      <Icon className={cn('mt-0.5 size-3.5 shrink-0', className)} aria-hidden />
      <span className="sr-only">{name}: </span>
      <span
        className={cn(
          'min-w-0 flex-1 break-words whitespace-pre-wrap',
          user && 'font-mono text-xs',
          message.level === 'debug' && 'text-muted-foreground',
        )}
      >
        {message.text}
      </span>
      {isDropped(message) && (
        <Badge variant="outline" title="A real server does not keep this line.">
          only here
        </Badge>
      )}
    </span>
  )
}
