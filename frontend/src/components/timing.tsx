import type { Timing } from '@/api/types'
import { cn } from '@/lib/cn'
import { formatDuration } from '@/lib/format'
import { phases, type Phase } from '@/lib/http'

const colors: Record<Phase['id'], string> = {
  dns: 'bg-code-atom/70',
  connect: 'bg-warning/70',
  tls: 'bg-code-number/80',
  wait: 'bg-primary/80',
  download: 'bg-success/80',
}

const percent = (part: number, whole: number) => `${whole > 0 ? (part / whole) * 100 : 0}%`

/** Where the time of one attempt went, as a waterfall: a row for each part, beside its length. */
export function TimingWaterfall({ timing, className }: { timing: Timing; className?: string }) {
  const parts = phases(timing)
  return (
    <table className={cn('w-full border-collapse text-xs', className)}>
      <caption className="sr-only">Where the time went</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            <th scope="row" className="w-44 py-1 pr-3 text-left font-normal whitespace-nowrap">
              {part.title}
            </th>
            <td aria-hidden className="py-1">
              <div className="relative h-2.5 overflow-hidden rounded-sm bg-muted">
                <div
                  className={cn('absolute inset-y-0 min-w-0.5 rounded-sm', colors[part.id])}
                  style={{
                    left: percent(part.start, timing.total),
                    width: percent(part.duration, timing.total),
                  }}
                />
              </div>
            </td>
            <td className="w-20 py-1 pl-3 text-right tabular-nums">{formatDuration(part.duration)}</td>
          </tr>
        ))}
        <tr className="border-t">
          <th scope="row" className="pt-1.5 text-left font-medium">
            Total
          </th>
          <td aria-hidden />
          <td className="pt-1.5 text-right font-medium tabular-nums">{formatDuration(timing.total)}</td>
        </tr>
      </tbody>
    </table>
  )
}

/** The same in one thin line, for beside a status. Decoration: the numbers stand elsewhere. */
export function TimingLine({ timing, className }: { timing: Timing; className?: string }) {
  return (
    <div aria-hidden className={cn('flex h-1 gap-px overflow-hidden rounded-full bg-muted', className)}>
      {phases(timing).map((part) => (
        <div
          key={part.id}
          className={colors[part.id]}
          style={{ width: percent(part.duration, timing.total) }}
        />
      ))}
    </div>
  )
}
