import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

const pauseMs = 150

/**
 * The text of a search box that also stands in the URL. Typing shows at once; the address follows a moment
 * later, unless the user has gone to another page meanwhile, and going back in history fills the box again.
 */
export function useUrlText(inUrl: string | undefined, commit: (text: string | undefined) => void) {
  const { history } = useRouter()
  const [text, setText] = useState(inUrl ?? '')
  const [committed, setCommitted] = useState(inUrl ?? '')
  if ((inUrl ?? '') !== committed) {
    setCommitted(inUrl ?? '')
    setText(inUrl ?? '')
  }
  useEffect(() => {
    if (text === committed) return
    const page = history.location.pathname
    const timer = setTimeout(() => {
      if (history.location.pathname !== page) return
      setCommitted(text)
      commit(text || undefined)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, committed, commit, history])
  return [text, setText] as const
}
