import { useSyncExternalStore } from 'react'
import { asFault, Fault } from '@/api/fault'
import { sendRequest } from '@/api/requests'
import type { ApiRequest, ApiResponse } from '@/api/types'

/** The request that was sent last, and how it went. Lives as long as the page, so that looking elsewhere costs nothing. */
export type Run =
  | { state: 'idle' }
  | { state: 'sending'; request: ApiRequest; startedAt: number; cancel: () => void }
  | { state: 'answered'; request: ApiRequest; response: ApiResponse }
  | { state: 'failed'; request: ApiRequest; fault: Fault }
  | { state: 'cancelled'; request: ApiRequest }

let run: Run = { state: 'idle' }
const listeners = new Set<() => void>()

function change(next: Run) {
  run = next
  listeners.forEach((tell) => tell())
}

/** Sends a request; one that is still under way is cancelled first. */
export async function send(request: ApiRequest): Promise<void> {
  if (run.state === 'sending') run.cancel()
  const abort = new AbortController()
  const current = () => run.state === 'sending' && run.request === request
  change({
    state: 'sending',
    request,
    startedAt: Date.now(),
    cancel: () => {
      abort.abort()
      if (current()) change({ state: 'cancelled', request })
    },
  })
  try {
    const response = await sendRequest(request, abort.signal)
    if (current()) change(outcome(request, response))
  } catch (error) {
    if (current()) change({ state: 'failed', request, fault: asFault(error) })
  }
}

/** An answer, or why the provider gave none. An answer that broke off is still an answer: part of it is there. */
function outcome(request: ApiRequest, response: ApiResponse): Run {
  const { failure } = response
  if (failure && !response.truncated)
    return { state: 'failed', request, fault: new Fault(response.status, failure) }
  return { state: 'answered', request, response }
}

function getRun(): Run {
  return run
}

/** Forgets the answer. */
export function resetRun(): void {
  if (run.state === 'sending') run.cancel()
  change({ state: 'idle' })
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useRun(): Run {
  return useSyncExternalStore(subscribe, getRun)
}
