import { useCallback, useEffect, useState } from 'react'
import type { Attempt, ConnectChoice, ConnectChoices } from '@/api/types'
import { framed } from './embedding'

/** Where one is between the list and the connection. */
export type Step =
  | { at: 'start' }
  | { at: 'account'; choice: ConnectChoice }
  | { at: 'login'; choice: ConnectChoice; attempt: Attempt; popup: Window | null }
  | { at: 'done'; choice: ConnectChoice; waits: boolean }

/** What an entry of the browser's history remembers: the integration whose form is shown. */
function remembered(all: ConnectChoice[]): ConnectChoice | undefined {
  const state = history.state as { integration?: unknown } | null
  return all.find((choice) => choice.integration === state?.integration)
}

/** The step to begin with: the only choice, the one that was open when the page was loaded again, or the list. */
function first({ data, open_first }: ConnectChoices): Step {
  const choice = open_first ? data[0] : framed ? undefined : remembered(data)
  return choice ? { at: 'account', choice } : { at: 'start' }
}

/**
 * The steps of the page. In a tab of its own the browser's Back leads from a form to the list; in a frame the history
 * is the embedding page's, and is left alone.
 */
export function useSteps(choices: ConnectChoices | undefined) {
  const [taken, setTaken] = useState<Step>()
  useEffect(() => {
    if (!choices || choices.open_first || framed) return
    const travelled = () => {
      const choice = remembered(choices.data)
      setTaken(choice ? { at: 'account', choice } : { at: 'start' })
    }
    addEventListener('popstate', travelled)
    return () => removeEventListener('popstate', travelled)
  }, [choices])

  const go = useCallback((step: Step) => {
    // Loading the page again does not bring the form of a connection back that is made.
    if (step.at === 'done' && !framed) history.replaceState(null, '')
    setTaken(step)
  }, [])
  const pick = (choice: ConnectChoice) => {
    if (!framed) history.pushState({ integration: choice.integration }, '')
    setTaken({ at: 'account', choice })
  }
  const leave = () => {
    if (framed) setTaken({ at: 'start' })
    else history.back()
  }
  const step: Step = taken ?? (choices ? first(choices) : { at: 'start' })
  return { step, go, pick, leave }
}
