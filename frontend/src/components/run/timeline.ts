import type { Message, RunState, RunTimeline } from '@/api/types'
import { isLive } from './words'

/** What is known of a run's course: its messages in order, each once. */
export interface Timeline {
  state: RunState
  messages: Message[]
  /** It was read once more after the run had ended. */
  complete: boolean
}

/** The id to ask on from; 0 at the beginning. */
export const lastId = (timeline: Timeline | undefined) => timeline?.messages.at(-1)?.id ?? 0

/** The timeline after reading on. A page that overlaps what is known replaces it there. */
export function joinTimeline(known: Timeline | undefined, page: RunTimeline): Timeline {
  const complete = known !== undefined && !isLive(known.state) && !isLive(page.state)
  const join = (messages: Message[]) => ({ state: page.state, messages, complete })
  const first = page.data[0]?.id
  if (first === undefined) return join(known?.messages ?? [])
  if (!known || first > lastId(known)) return join([...(known?.messages ?? []), ...page.data])
  const byId = new Map(known.messages.map((message) => [message.id, message]))
  for (const message of page.data) byId.set(message.id, message)
  return join([...byId.values()].sort((a, b) => a.id - b.id))
}

/** What of a timeline is shown. */
export type TimelineFilter = 'all' | 'calls' | 'logs' | 'records'

const kindsOf: Record<Exclude<TimelineFilter, 'all'>, (message: Message) => boolean> = {
  calls: (message) => message.kind === 'http' || message.kind === 'wait',
  logs: (message) => message.source === 'user',
  records: (message) => message.kind === 'records' || message.kind === 'checkpoint',
}

export function filterMessages(messages: Message[], filter: TimelineFilter): Message[] {
  return filter === 'all' ? messages : messages.filter(kindsOf[filter])
}

/** A real server would not have kept this line. */
export const isDropped = (message: Message) => message.meta?.dropped_by_server === true

/** What a line carries beside its text; undefined when nothing is worth unfolding. */
export function detailOf(message: Message): unknown {
  if (!message.meta) return undefined
  const shown = Object.entries(message.meta).filter(
    ([name]) => !['dropped_by_server', 'console', 'note'].includes(name),
  )
  if (shown.length === 0) return undefined
  const [only] = shown
  return shown.length === 1 && only && (only[0] === 'meta' || only[0] === 'value')
    ? only[1]
    : Object.fromEntries(shown)
}
