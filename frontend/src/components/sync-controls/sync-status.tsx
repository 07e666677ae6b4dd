import { CircleAlert, CircleCheck, CirclePause, CircleSlash, LoaderCircle } from 'lucide-react'
import { Badge } from '@/components/ui/badge'

export const syncStatuses: Record<string, string> = {
  RUNNING: 'Running',
  SUCCESS: 'Up to date',
  ERROR: 'Failed',
  PAUSED: 'Paused',
  STOPPED: 'No schedule',
}

const looks: Record<
  string,
  { icon: typeof CircleCheck; variant: 'primary' | 'success' | 'destructive' | 'default' }
> = {
  RUNNING: { icon: LoaderCircle, variant: 'primary' },
  SUCCESS: { icon: CircleCheck, variant: 'success' },
  ERROR: { icon: CircleAlert, variant: 'destructive' },
  PAUSED: { icon: CirclePause, variant: 'default' },
}

/** How a sync of one connection is doing. */
export function SyncStatus({ status }: { status: string }) {
  const look = looks[status]
  const Icon = look?.icon ?? CircleSlash
  return (
    <Badge variant={look?.variant ?? 'outline'}>
      <Icon aria-hidden className={status === 'RUNNING' ? 'animate-spin' : undefined} />
      {syncStatuses[status] ?? status}
    </Badge>
  )
}
