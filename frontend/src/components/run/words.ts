import type { FunctionType, Run, RunState } from '@/api/types'

/** What the states of a run are called. */
export const runStateNames: Record<RunState, string> = {
  queued: 'Waiting',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  timed_out: 'Took too long',
  interrupted: 'Interrupted',
}

export const typeNames: Record<FunctionType, string> = {
  action: 'Action',
  sync: 'Sync',
  'on-event': 'On event',
}

const triggers: Record<string, string> = {
  schedule: 'its schedule',
  api: 'the API',
  gui: 'you',
  cli: 'the command line',
  save: 'a save',
  webhook: 'a webhook',
  simulated: 'a simulated webhook',
  event: 'an event of the connection',
  function: 'another function',
  mcp: 'a coding assistant',
}

/** "started by its schedule". */
export const triggerName = (trigger: string) => `started by ${triggers[trigger] ?? trigger}`

const blame: Record<string, string> = {
  code: 'Your code',
  provider: 'The provider',
  network: 'The network',
  patchbay: 'Patchbay',
}

/** Whose fault a failure was, in words. */
export const blameName = (whose: string) => blame[whose] ?? whose

/** Whether something of the run is still to come. */
export const isLive = (state: RunState) => state === 'queued' || state === 'running'

/** "3 added, 1 deleted" over all models; undefined when nothing changed. */
export function resultText(results: Run['results']): string | undefined {
  const sum = { added: 0, updated: 0, deleted: 0 }
  for (const counts of Object.values(results)) {
    sum.added += counts.added
    sum.updated += counts.updated
    sum.deleted += counts.deleted
  }
  const parts = Object.entries(sum).flatMap(([name, count]) =>
    count > 0 ? [`${count.toLocaleString('en')} ${name}`] : [],
  )
  return parts.length > 0 ? parts.join(', ') : undefined
}
