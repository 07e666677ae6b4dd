import { CircleAlert, CircleCheck, Clock } from 'lucide-react'
import type { Connection } from '@/api/types'
import { Badge } from './ui/badge'

type Stateful = Pick<Connection, 'state' | 'refreshable'>

/** Whether a connection can be used. An expired token that renews itself is no reason to worry. */
export function ConnectionStateBadge({ connection }: { connection: Stateful }) {
  if (connection.state === 'error') {
    return (
      <Badge variant="destructive">
        <CircleAlert aria-hidden /> Needs attention
      </Badge>
    )
  }
  if (connection.state === 'expired') {
    return connection.refreshable ? (
      <Badge>
        <Clock aria-hidden /> Renews on use
      </Badge>
    ) : (
      <Badge variant="warning">
        <Clock aria-hidden /> Expired
      </Badge>
    )
  }
  return (
    <Badge variant="success">
      <CircleCheck aria-hidden /> Connected
    </Badge>
  )
}
