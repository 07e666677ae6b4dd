import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  LoaderCircle,
  PlugZap,
  TimerOff,
  type LucideIcon,
} from 'lucide-react'
import type { RunState } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { runStateNames } from './words'

interface Look {
  icon: LucideIcon
  text: string
  badge: 'default' | 'primary' | 'success' | 'warning' | 'destructive'
}

const looks: Record<RunState, Look> = {
  queued: { icon: Clock, text: 'text-muted-foreground', badge: 'default' },
  running: { icon: LoaderCircle, text: 'text-primary', badge: 'primary' },
  succeeded: { icon: CircleCheck, text: 'text-success', badge: 'success' },
  failed: { icon: CircleX, text: 'text-destructive', badge: 'destructive' },
  cancelled: { icon: Ban, text: 'text-muted-foreground', badge: 'default' },
  timed_out: { icon: TimerOff, text: 'text-destructive', badge: 'destructive' },
  interrupted: { icon: PlugZap, text: 'text-warning', badge: 'warning' },
}

/** The state of a run as a small sign with its name for screen readers. */
export function RunStateSign({ state, className }: { state: RunState; className?: string }) {
  const { icon: Icon, text } = looks[state]
  return (
    <span title={runStateNames[state]} className={cn('inline-flex shrink-0', className)}>
      <Icon className={cn('size-4', text, state === 'running' && 'animate-spin')} aria-hidden />
      <span className="sr-only">{runStateNames[state]}</span>
    </span>
  )
}

export function RunStateBadge({ state }: { state: RunState }) {
  const { icon: Icon, badge } = looks[state]
  return (
    <Badge variant={badge}>
      <Icon className={cn(state === 'running' && 'animate-spin')} aria-hidden /> {runStateNames[state]}
    </Badge>
  )
}
