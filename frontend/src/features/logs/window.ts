import type { Operation } from '@/api/types'

/**
 * The part of the log that was read so far: an unbroken run of rows, newest first (their ids sort by time),
 * from the newest known one down to `cursor`. New rows join at the top, older ones at the end, so that following a busy log costs one
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

/** Whether a newest page leaves a gap above the known rows: more happened in between than fits a page. */
export function wouldRestart(window: LogWindow, page: LogPage): boolean {
  const newestKnown = window.rows[0]?.id
  const oldest = page.data.at(-1)?.id
  if (newestKnown === undefined || oldest === undefined || page.next_cursor === null) return false
  return oldest > newestKnown
}

/**
 * The window after reading the newest page again: rows that changed are replaced, new ones come first.
 * Where the page does not reach the known rows, the window starts anew.
 */
export function joinNewest(window: LogWindow, page: LogPage): LogWindow {
  const fresh = { rows: page.data, cursor: page.next_cursor }
  const oldest = page.data.at(-1)?.id
  if (oldest === undefined || page.next_cursor === null || wouldRestart(window, page)) return fresh
  // A known row inside the page's span that the page does not have is gone or does not match any more.
  const below = window.rows.findIndex((row) => row.id < oldest)
  if (below < 0) return fresh
  return { rows: [...page.data, ...window.rows.slice(below)], cursor: window.cursor }
}

/** The window after reading on below its last row. */
export function joinOlder(window: LogWindow, page: LogPage): LogWindow {
  const last = window.rows.at(-1)?.id
  const below = page.data.filter((row) => last === undefined || row.id < last)
  return { rows: [...window.rows, ...below], cursor: page.next_cursor }
}
