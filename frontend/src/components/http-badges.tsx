import { cn } from '@/lib/cn'
import { reasonPhrase, statusTone } from '@/lib/http'
import { Badge } from './ui/badge'

const methodColors: Record<string, string> = {
  GET: 'text-success',
  HEAD: 'text-success',
  POST: 'text-primary',
  PUT: 'text-warning',
  PATCH: 'text-warning',
  DELETE: 'text-destructive',
}

/** An HTTP method in the colour it has everywhere. */
export function Method({ method, className }: { method: string; className?: string }) {
  return (
    <span
      className={cn(
        'font-mono text-2xs font-semibold tracking-wide',
        methodColors[method] ?? 'text-muted-foreground',
        className,
      )}
    >
      {method}
    </span>
  )
}

/** "200 OK", coloured by class. */
export function StatusBadge({
  status,
  phrase,
  className,
}: {
  status: number
  phrase?: boolean
  className?: string
}) {
  const text = phrase ? `${status} ${reasonPhrase(status)}`.trim() : String(status)
  return (
    <Badge variant={statusTone(status)} className={cn('font-mono tabular-nums', className)}>
      {text}
    </Badge>
  )
}
