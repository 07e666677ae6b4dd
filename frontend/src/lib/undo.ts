import { useSyncExternalStore } from 'react'
import { toast } from 'sonner'
import { asFault } from '@/api/fault'

/** How long a deletion can be taken back. */
export const undoMs = 10_000

let pending = new Map<string, () => void>()
const listeners = new Set<() => void>()

function change(key: string, run?: () => void) {
  pending = new Map(pending)
  if (run) pending.set(key, run)
  else pending.delete(key)
  listeners.forEach((tell) => tell())
}

// Closing the page is a decision too: what was deleted goes, in the time that is left.
window.addEventListener('pagehide', () => pending.forEach((run) => run()))

interface Deletion {
  /** Names the row, e.g. `connection/github/anna`; lists hide it through `usePendingDeletions`. */
  key: string
  /** "Connection anna deleted." */
  message: string
  run: () => Promise<unknown>
}

/** Hides a row now and deletes it in ten seconds, unless the user takes it back. */
export function deleteWithUndo({ key, message, run }: Deletion): void {
  let started = false
  const carryOut = () => {
    clearTimeout(timer)
    if (started) return
    started = true
    void run()
      .catch((error: unknown) => toast.error(asFault(error).message, { description: asFault(error).hint }))
      .finally(() => change(key))
  }
  const timer = setTimeout(carryOut, undoMs)
  change(key, carryOut)
  toast(message, {
    duration: undoMs,
    action: {
      label: 'Undo',
      onClick: () => {
        clearTimeout(timer)
        change(key)
      },
    },
  })
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The rows that are being deleted. */
export function usePendingDeletions(): ReadonlyMap<string, unknown> {
  return useSyncExternalStore(subscribe, () => pending)
}
