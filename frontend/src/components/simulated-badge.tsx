import { FlaskConical } from 'lucide-react'
import { Badge } from './ui/badge'

/** Marks what came of an event that Patchbay made up: no provider sent it. */
export function SimulatedBadge({ className }: { className?: string }) {
  return (
    <Badge variant="outline" className={className} title="Patchbay made this event up. No provider sent it.">
      <FlaskConical aria-hidden /> Simulated
    </Badge>
  )
}

/** What a run or an operation of a made-up event names as its trigger or source (app/functions TriggerSimulated). */
export const simulated = 'simulated'
