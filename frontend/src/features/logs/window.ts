import type { Operation } from '@/api/types'

/**
 * The part of the log that was read so far: an unbroken run of rows, newest first, from the newest known one
 * down to `cursor`. New rows join at the top, older ones at the end, so that following a busy log costs one
 * page however long the list has become.
 */
export interface LogWindow {
  rows: Operation[]
  /** Reads on after the last row; null at the end of the log. */
  cursor: string | null
}

export interface LogPage {
  data: Operation[]
  next_cursor: string | null
}

export const emptyWindow: LogWindow = { rows: [], cursor: null }

/**
 * The window after reading the newest page again: rows that changed are replaced, new ones come first. When
 * more happened in between than fits one page, the rows below would not connect, so the window starts anew.
 */
export function joinNewest(window: LogWindow, page: LogPage): LogWindow {
  const known = new Set(window.rows.map((row) => row.id))
  const connects = page.data.some((row) => known.has(row.id)) || page.next_cursor === null
  if (!connects) return { rows: page.data, cursor: page.next_cursor }
  const fresh = new Set(page.data.map((row) => row.id))
  const oldest = page.data.at(-1)?.id ?? ''
  // A row inside the page's span that the page does not have is gone or does not match any more.
  const rest = window.rows.filter((row) => !fresh.has(row.id) && row.id < oldest)
  if (page.next_cursor === null) return { rows: page.data, cursor: null }
  return { rows: [...page.data, ...rest], cursor: rest.length ? window.cursor : page.next_cursor }
}

/** Whether joining this page would drop rows that somebody may be reading. */
export function wouldRestart(window: LogWindow, page: LogPage): boolean {
  if (window.rows.length === 0 || page.next_cursor === null) return false
  const known = new Set(window.rows.map((row) => row.id))
  return !page.data.some((row) => known.has(row.id))
}

/** The window after reading on below its last row. */
export function joinOlder(window: LogWindow, page: LogPage): LogWindow {
  const last = window.rows.at(-1)?.id
  const below = page.data.filter((row) => last === undefined || row.id < last)
  return { rows: [...window.rows, ...below], cursor: page.next_cursor }
}

/** How many rows of `after` stand above the row that was first in `before`. */
export function addedAbove(before: LogWindow, after: LogWindow): number {
  const first = before.rows[0]
  if (!first) return 0
  const at = after.rows.findIndex((row) => row.id === first.id)
  return Math.max(at, 0)
}
