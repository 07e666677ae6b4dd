import { describe, expect, it } from 'vitest'
import type { BuilderRound, Diagnostic } from '@/api/types'
import { draftRound, stateText, verdictOf } from './words'

const round = (part: Partial<BuilderRound>): BuilderRound => ({
  number: 1,
  phase: 'done',
  prompt: '',
  answer: '',
  code: 'export default 1',
  problems: [],
  dry_run: null,
  input_tokens: 0,
  output_tokens: 0,
  ...part,
})

const problem = (source: string, code = 'x'): Diagnostic => ({
  file: '',
  line: 0,
  column: 0,
  end_line: 0,
  end_column: 0,
  severity: 'error',
  source,
  code,
  message: 'm',
})

const dryRun = (problem: string) => ({
  run_id: 'r',
  state: 'succeeded' as const,
  output: null,
  problem,
  note: '',
})

describe('the verdict on a round', () => {
  it.each([
    ['no code', { code: '', problems: [problem('definition', 'not_code')] }],
    ['too long', { code: '', problems: [problem('definition', 'code_too_large')] }],
    ['does not compile', { problems: [problem('bundle')] }],
    ['does not compile', { problems: [problem('types', 'TS2307'), problem('check')] }],
    ['wrong declaration', { problems: [problem('types', 'TS2322'), problem('definition', 'wrong_type')] }],
    ['types are wrong', { problems: [problem('types', 'TS2322')] }],
    ['dry run failed', { dry_run: dryRun('TypeError: x is undefined') }],
    ['dry run passed', { dry_run: dryRun('') }],
    ['compiles', {}],
    [undefined, { phase: 'checking' as const }],
    [undefined, { phase: 'writing' as const, code: '' }],
  ])('is %s', (text, part) => {
    expect(verdictOf(round(part))?.text).toBe(text)
  })

  it('is good when a draft compiles or ran', () => {
    expect(verdictOf(round({}))?.good).toBe(true)
    expect(verdictOf(round({ dry_run: dryRun('') }))?.good).toBe(true)
    expect(verdictOf(round({ problems: [problem('types')] }))?.good).toBe(false)
  })
})

describe('the draft that is accepted', () => {
  const talk = (number: number) => round({ number, code: '', problems: [problem('definition', 'not_code')] })

  it('is the last answer that holds a file', () => {
    const rounds = [talk(1), round({ number: 2 }), talk(3)]
    expect(draftRound({ rounds })?.number).toBe(2)
    expect(stateText({ state: 'gave_up', rounds })).toContain(
      'the last draft, of round 2, still has problems',
    )
  })

  it('may be none', () => {
    expect(draftRound({ rounds: [talk(1)] })).toBeUndefined()
    expect(stateText({ state: 'gave_up', rounds: [talk(1)] })).toContain('no answer held a draft')
  })
})
