import { useCallback, useEffect, useRef, useState } from 'react'
import { asFault, type Fault } from '@/api/fault'

/** Long enough to finish a word, short enough that nothing typed is older than a second when saved. */
const pauseMs = 600

export type SaveState = { is: 'saved' | 'waiting' | 'saving' } | { is: 'failed'; fault: Fault }

interface AutosaveOptions<T> {
  /** What is in the form now. */
  value: T
  /** What the program has. A change from elsewhere does not save anything. */
  stored: T
  /** False while the value cannot be saved, e.g. is not valid. */
  enabled?: boolean
  save: (value: T) => Promise<unknown>
}

/**
 * Saves a form by itself, 0.6 s after the last change and at once when the page is left. Returns what to
 * tell the user (show it with `SaveStatus`) and a way to try a failed save again.
 */
export function useAutosave<T>({ value, stored, enabled = true, save }: AutosaveOptions<T>) {
  const text = JSON.stringify(value)
  const storedText = JSON.stringify(stored)
  const [sent, setSent] = useState<string>()
  const [state, setState] = useState<SaveState>({ is: 'saved' })
  const latest = useRef({ value, text, save })
  useEffect(() => {
    latest.current = { value, text, save }
  })

  const run = useCallback(async () => {
    const { value: now, text: nowText, save: store } = latest.current
    setSent(nowText)
    setState({ is: 'saving' })
    try {
      await store(now)
      setState({ is: 'saved' })
    } catch (error) {
      setState({ is: 'failed', fault: asFault(error) })
    }
  }, [])

  const due = enabled && text !== storedText && text !== sent
  useEffect(() => {
    if (!due) return
    const timer = setTimeout(() => void run(), pauseMs)
    const leave = () => void run()
    window.addEventListener('pagehide', leave, { once: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', leave)
    }
  }, [due, text, run])

  // Going to another page must not lose the last half second of typing.
  const pending = useRef(false)
  useEffect(() => {
    pending.current = due
  }, [due])
  useEffect(
    () => () => {
      if (pending.current) void latest.current.save(latest.current.value)
    },
    [],
  )

  const shown: SaveState = due ? { is: 'waiting' } : state
  return { state: shown, retry: run }
}
