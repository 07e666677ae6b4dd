import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { Message } from '@/api/types'
import { browserStepOf } from '@/lib/browser-step'
import { formatClock } from '@/lib/dates'
import { BrowserCard } from './browser-card'
import { ExchangeCard } from './exchange-card'

const levelSigns: Record<string, { icon: typeof Info; className: string }> = {
  warn: { icon: TriangleAlert, className: 'text-warning' },
  error: { icon: CircleAlert, className: 'text-destructive' },
}

/** Everything that happened in an operation: lines and HTTP exchanges, the last of them open. */
export function OperationTimeline({ messages }: { messages: Message[] }) {
  const exchanges = messages.flatMap(({ exchange }) => exchange ?? [])
  if (messages.length === 0) return <p className="text-muted-foreground">Nothing was noted on the way.</p>
  const last = exchanges.at(-1)
  return (
    <section aria-label="What happened">
      <h3 className="pb-2 text-xs font-medium text-muted-foreground">What happened</h3>
      <ol className="flex flex-col gap-2">
        {messages.map((message) => {
          const { icon: Icon, className } = levelSigns[message.level] ?? {
            icon: Info,
            className: 'text-muted-foreground',
          }
          const step = browserStepOf(message)
          return (
            <li key={message.id}>
              {message.exchange ? (
                <ExchangeCard
                  exchange={message.exchange}
                  of={exchanges.length}
                  startOpen={message.exchange === last}
                />
              ) : (
                <p className="flex items-start gap-2 px-1">
                  <Icon className={`mt-0.5 size-3.5 shrink-0 ${className}`} aria-hidden />
                  <span className="min-w-0 flex-1 break-words">{message.text}</span>
                  <time className="font-mono text-2xs text-muted-foreground tabular-nums">
                    {formatClock(message.at)}
                  </time>
                </p>
              )}
              {step && <BrowserCard step={step} />}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
