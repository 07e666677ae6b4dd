import { Check, CircleAlert, LoaderCircle } from 'lucide-react'
import type { SaveState } from '@/lib/autosave'
import { Button } from './ui/button'

/** Says whether what is on the screen is kept. Quiet while all is well. */
export function SaveStatus({ state, retry }: { state: SaveState; retry: () => void }) {
  return (
    <span role="status" className="flex min-h-7 items-center gap-1.5 text-xs text-muted-foreground">
      {state.is === 'saved' && (
        <>
          <Check className="size-3.5 text-success" aria-hidden /> Saved
        </>
      )}
      {(state.is === 'saving' || state.is === 'waiting') && (
        <>
          <LoaderCircle className="size-3.5 animate-spin" aria-hidden /> Saving…
        </>
      )}
      {state.is === 'failed' && (
        <>
          <CircleAlert className="size-3.5 text-destructive" aria-hidden />
          <span className="text-destructive">Not saved: {state.fault.message}</span>
          <Button variant="outline" size="sm" onClick={retry}>
            Try again
          </Button>
        </>
      )}
    </span>
  )
}
