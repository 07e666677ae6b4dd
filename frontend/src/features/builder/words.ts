import type { BuilderRound, BuilderSession } from '@/api/types'

/** What a session's state means to its reader. */
export const states: Record<BuilderSession['state'], string> = {
  running: 'The draft is being written',
  passed: 'The draft passes',
  gave_up: 'The rounds are used up, and the last draft still has problems',
  stopped: 'Stopped',
  failed: 'The draft could not be finished',
  accepted: 'The draft is in your folder',
}

export const phases: Record<BuilderRound['phase'], string> = {
  writing: 'the model writes',
  checking: 'compiling and checking types',
  trying: 'a dry run tries it',
  done: 'done',
}
