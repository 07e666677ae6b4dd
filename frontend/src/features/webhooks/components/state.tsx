import {
  Ban,
  CircleCheck,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  Copy,
  Handshake,
  LoaderCircle,
  ShieldX,
  Unplug,
  type LucideIcon,
} from 'lucide-react'
import type { WebhookState } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { notificationStateNames, webhookStateNames } from '../words'

interface Look {
  icon: LucideIcon
  text: string
  badge: 'default' | 'primary' | 'success' | 'warning' | 'destructive'
}

const waiting: Look = { icon: Clock, text: 'text-muted-foreground', badge: 'default' }
const good: Look = { icon: CircleCheck, text: 'text-success', badge: 'success' }
const bad: Look = { icon: CircleX, text: 'text-destructive', badge: 'destructive' }

const webhookLooks: Record<WebhookState, Look> = {
  queued: waiting,
  running: { icon: LoaderCircle, text: 'text-primary', badge: 'primary' },
  done: good,
  failed: bad,
  held: { icon: CirclePause, text: 'text-warning', badge: 'warning' },
  refused: { icon: ShieldX, text: 'text-destructive', badge: 'destructive' },
  unmatched: { icon: Unplug, text: 'text-warning', badge: 'warning' },
  duplicate: { icon: Copy, text: 'text-muted-foreground', badge: 'default' },
  no_handler: { icon: CircleHelp, text: 'text-muted-foreground', badge: 'default' },
  answered: { icon: Handshake, text: 'text-success', badge: 'success' },
}

const notificationLooks: Record<string, Look> = {
  waiting,
  delivered: good,
  failed: bad,
  cancelled: { icon: Ban, text: 'text-muted-foreground', badge: 'default' },
}

const notificationLook = (state: string) => notificationLooks[state] ?? waiting

function Sign({ look: { icon: Icon, text }, name }: { look: Look; name: string }) {
  return (
    <span title={name} className="inline-flex shrink-0">
      <Icon className={cn('size-4', text, Icon === LoaderCircle && 'animate-spin')} aria-hidden />
      <span className="sr-only">{name}</span>
    </span>
  )
}

function StateBadge({ look: { icon: Icon, badge }, name }: { look: Look; name: string }) {
  return (
    <Badge variant={badge}>
      <Icon className={cn(Icon === LoaderCircle && 'animate-spin')} aria-hidden /> {name}
    </Badge>
  )
}

/** The state as a small sign with its name for screen readers. */
export const WebhookSign = ({ state }: { state: WebhookState }) => (
  <Sign look={webhookLooks[state]} name={webhookStateNames[state]} />
)

export const WebhookBadge = ({ state }: { state: WebhookState }) => (
  <StateBadge look={webhookLooks[state]} name={webhookStateNames[state]} />
)

export const NotificationSign = ({ state }: { state: string }) => (
  <Sign look={notificationLook(state)} name={notificationStateNames[state] ?? state} />
)

export const NotificationBadge = ({ state }: { state: string }) => (
  <StateBadge look={notificationLook(state)} name={notificationStateNames[state] ?? state} />
)
