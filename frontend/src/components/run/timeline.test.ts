import { describe, expect, it } from 'vitest'
import type { Message, RunTimeline } from '@/api/types'
import { stackPieces } from './stack'
import { detailOf, filterMessages, joinTimeline, lastId } from './timeline'

const message = (id: number, more: Partial<Message> = {}): Message => ({
  id,
  at: '2026-11-21T09:00:00.000Z',
  level: 'info',
  kind: 'log',
  source: 'user',
  text: `line ${id}`,
  meta: null,
  ...more,
})

const page = (state: RunTimeline['state'], ...ids: number[]): RunTimeline => ({
  state,
  data: ids.map((id) => message(id)),
})
const ids = (timeline: { messages: Message[] }) => timeline.messages.map(({ id }) => id)

describe('a timeline', () => {
  it('grows by what came since', () => {
    const first = joinTimeline(undefined, page('running', 1, 2))
    expect(lastId(first)).toBe(2)
    const second = joinTimeline(first, page('running', 3))
    expect(ids(second)).toEqual([1, 2, 3])
    expect(ids(joinTimeline(second, page('running')))).toEqual([1, 2, 3])
  })

  it('has every message once, in order, also when answers overlap', () => {
    const first = joinTimeline(undefined, page('running', 2, 5))
    expect(ids(joinTimeline(first, page('running', 3, 5, 6)))).toEqual([2, 3, 5, 6])
  })

  it('is complete only when it was read again after the end', () => {
    const running = joinTimeline(undefined, page('running', 1))
    const ended = joinTimeline(running, page('succeeded', 2))
    expect(ended.complete).toBe(false)
    expect(joinTimeline(ended, page('succeeded', 3)).complete).toBe(true)
  })

  it('shows calls, lines of the code, or records', () => {
    const all = [
      message(1, { kind: 'http', source: 'internal' }),
      message(2),
      message(3, { kind: 'records', source: 'internal' }),
      message(4, { kind: 'note', source: 'internal' }),
    ]
    const shown = (filter: Parameters<typeof filterMessages>[1]) =>
      filterMessages(all, filter).map(({ id }) => id)
    expect(shown('all')).toEqual([1, 2, 3, 4])
    expect(shown('calls')).toEqual([1])
    expect(shown('logs')).toEqual([2])
    expect(shown('records')).toEqual([3])
  })

  it('unfolds what a line carries, without the marks', () => {
    expect(detailOf(message(1, { meta: { console: true, dropped_by_server: true } }))).toBeUndefined()
    expect(detailOf(message(1, { meta: { meta: { a: 1 }, dropped_by_server: true } }))).toEqual({ a: 1 })
    expect(detailOf(message(1, { meta: { model: 'Issue', added: 1 } }))).toEqual({ model: 'Issue', added: 1 })
  })
})

describe('a stack', () => {
  it('links the places in the folder and leaves the rest as text', () => {
    const text =
      'Error: no\n    at exec (github/actions/a-b.ts:12:5)\n    at x (node_modules/zod/index.js:1:2)'
    const pieces = stackPieces(text)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.flatMap(({ place }) => place ?? [])).toEqual([
      { file: 'github/actions/a-b.ts', line: 12, column: 5 },
    ])
  })
})
