import { describe, expect, it } from 'vitest'
import type { Operation } from '@/api/types'
import { emptyWindow, joinNewest, joinOlder, wouldRestart, type LogPage, type LogWindow } from './window'

const row = (id: number, state: Operation['state'] = 'success') =>
  ({ id: String(id).padStart(4, '0'), state }) as Operation

/** Rows `from` down to `to`, as the program pages them. */
const page = (from: number, to: number, end = false): LogPage => ({
  data: Array.from({ length: from - to + 1 }, (_, index) => row(from - index)),
  next_cursor: end ? null : String(to).padStart(4, '0'),
})

const ids = ({ rows }: LogWindow) => rows.map(({ id }) => Number(id))
const first = joinNewest(emptyWindow, page(10, 8))

describe('the window on the log', () => {
  it('starts with the newest page', () => {
    expect(ids(first)).toEqual([10, 9, 8])
    expect(first.cursor).toBe('0008')
  })

  it('reads on below', () => {
    const more = joinOlder(first, page(7, 5, true))
    expect(ids(more)).toEqual([10, 9, 8, 7, 6, 5])
    expect(more.cursor).toBeNull()
  })

  it('puts new rows on top and keeps the older ones', () => {
    const more = joinNewest(joinOlder(first, page(7, 5)), page(12, 10))
    expect(ids(more)).toEqual([12, 11, 10, 9, 8, 7, 6, 5])
    expect(more.cursor).toBe('0005')
  })

  it('takes over what changed', () => {
    const running = joinNewest(emptyWindow, { data: [row(2, 'running'), row(1)], next_cursor: null })
    const done = joinNewest(running, { data: [row(2), row(1)], next_cursor: null })
    expect(done.rows[0]?.state).toBe('success')
  })

  it('starts anew when the newest page does not reach the known rows', () => {
    expect(wouldRestart(first, page(30, 28))).toBe(true)
    const anew = joinNewest(first, page(30, 28))
    expect(ids(anew)).toEqual([30, 29, 28])
    expect(anew.cursor).toBe('0028')
  })

  it('drops rows that are gone', () => {
    expect(ids(joinNewest(first, { data: [row(10), row(8)], next_cursor: '0008' }))).toEqual([10, 8])
    expect(ids(joinNewest(first, { data: [], next_cursor: null }))).toEqual([])
  })

  it('takes an empty end as the end', () => {
    expect(joinOlder(first, { data: [], next_cursor: null }).cursor).toBeNull()
  })
})
