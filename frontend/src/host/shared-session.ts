const channelName = 'patchbay.session'

/** How long a tab waits for the first answer, and after that for better ones. Late answers still let it in. */
const firstAnswerMs = 300
const moreAnswersMs = 50

/** What a tab knows: its proof, where it works, and when the user last used it (ms since 1970). */
export interface TabSession {
  token: string
  environment?: string
  usedAt: number
}

type Message = { kind: 'ask' } | { kind: 'here'; session: TabSession }

/** One tab's end of the line between the tabs of this origin. */
export interface SessionLine {
  /** The session of the tab that was used last; undefined when no other tab answers in time. */
  ask(): Promise<TabSession | undefined>
  /** Tells the other tabs that this one was let in. */
  tell(session: TabSession): void
  close(): void
}

/**
 * Hands the session from tab to tab. Only pages of this very origin hear the channel, and they are all ours;
 * nothing is stored, so the session is gone with its last tab.
 *
 * `mine` is asked when another tab wants to know; `onTold` hears of sessions that nobody here waits for.
 */
export function openSessionLine(
  mine: () => TabSession | undefined,
  onTold: (session: TabSession) => void,
): SessionLine {
  const channel = new BroadcastChannel(channelName)
  let waiting: ((session: TabSession) => void) | undefined
  const send = (message: Message) => channel.postMessage(message)

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    const known = data.kind === 'ask' ? mine() : undefined
    if (known) send({ kind: 'here', session: known })
    if (data.kind === 'here') (waiting ?? onTold)(data.session)
  }

  return {
    ask: () =>
      new Promise((resolve) => {
        let best: TabSession | undefined
        const settle = () => {
          waiting = undefined
          resolve(best)
        }
        let timer = setTimeout(settle, firstAnswerMs)
        waiting = (session) => {
          if (!best) {
            clearTimeout(timer)
            timer = setTimeout(settle, moreAnswersMs)
          }
          if (!best || session.usedAt > best.usedAt) best = session
        }
        send({ kind: 'ask' })
      }),
    tell: (session) => send({ kind: 'here', session }),
    close: () => channel.close(),
  }
}
