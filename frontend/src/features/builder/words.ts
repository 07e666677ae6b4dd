import type { BuilderRound, BuilderSession } from '@/api/types'

const states: Record<BuilderSession['state'], string> = {
  running: 'The draft is being written',
  passed: 'The draft compiles, and its dry run passed',
  gave_up: 'The rounds are used up, and the last draft still has problems',
  stopped: 'Stopped',
  failed: 'The draft could not be finished',
  accepted: 'The draft is in your folder',
}

/** A session's state in words; without a dry run nobody knows yet whether the draft works. */
export function stateText({ state, rounds }: BuilderSession): string {
  if (state === 'passed' && !rounds.at(-1)?.dry_run) return 'The draft compiles; not tried yet'
  return states[state]
}

export const phases: Record<BuilderRound['phase'], string> = {
  writing: 'the model writes',
  checking: 'compiling and checking types',
  trying: 'a dry run tries it',
  done: 'done',
}
