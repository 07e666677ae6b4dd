import { Badge } from '@/components/ui/badge'

const looks: Record<string, { variant: 'success' | 'primary' | 'destructive'; title: string }> = {
  added: { variant: 'success', title: 'Added' },
  updated: { variant: 'primary', title: 'Updated' },
  deleted: { variant: 'destructive', title: 'Deleted' },
}

/** What the last change did to a record. */
export function ActionBadge({ action }: { action: string }) {
  const look = looks[action]
  return <Badge variant={look?.variant ?? 'default'}>{look?.title ?? action}</Badge>
}
