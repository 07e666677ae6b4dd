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
export function stateText({ state, rounds }: Pick<BuilderSession, 'state' | 'rounds'>): string {
  if (state === 'passed' && !rounds.at(-1)?.dry_run) return 'The draft compiles; not tried yet'
  if (state === 'gave_up') {
    const draft = draftRound({ rounds })
    if (!draft) return 'The rounds are used up, and no answer held a draft'
    if (draft !== rounds.at(-1)) {
      return `The rounds are used up; the last draft, of round ${draft.number}, still has problems`
    }
  }
  return states[state]
}

export const phases: Record<BuilderRound['phase'], string> = {
  writing: 'the model writes',
  checking: 'compiling and checking types',
  trying: 'a dry run tries it',
  done: 'done',
}

/** The round whose draft is accepted: the last one whose answer holds a file. */
export function draftRound({ rounds }: Pick<BuilderSession, 'rounds'>): BuilderRound | undefined {
  return rounds.findLast(({ code }) => code !== '')
}

interface Verdict {
  text: string
  good: boolean
}

/** What became of a round in a few words; undefined while nobody knows. */
export function verdictOf(round: BuilderRound): Verdict | undefined {
  const bad = (text: string) => ({ text, good: false })
  if (round.problems.length > 0) {
    if (round.problems.some(({ code }) => code === 'code_too_large')) return bad('too long')
    if (!round.code) return bad('no code')
    // A file whose declaration is wrong was bundled, and its types were checked: the gravest counts.
    const sources = new Set(round.problems.map(({ source }) => source))
    if (sources.has('bundle') || sources.has('check')) return bad('does not compile')
    return bad(sources.has('definition') ? 'wrong declaration' : 'types are wrong')
  }
  if (round.dry_run?.problem) return bad('dry run failed')
  if (round.dry_run) return { text: 'dry run passed', good: true }
  if (round.code && round.phase === 'done') return { text: 'compiles', good: true }
  return undefined
}
