/** Where a growing text is shown. */
export interface Paper {
  append: (text: string) => void
  replace: (text: string) => void
  /** Whether the end is in view: then it is followed. */
  atEnd: () => boolean
  showEnd: () => void
}

/** Calls back before the next picture is drawn; returns how to call it off. */
type NextFrame = (draw: () => void) => () => void

const nextFrame: NextFrame = (draw) => {
  const id = requestAnimationFrame(draw)
  return () => cancelAnimationFrame(id)
}

/** What came since the last look is written over about this many frames, so that lines do not jump in by the dozen. */
const frames = 12

/** How much of a text is written next. A sign of two UTF-16 units is not cut apart. */
function portion(rest: string): string {
  const length = Math.max(1, Math.ceil(rest.length / frames))
  const split = /[\uDC00-\uDFFF]/.test(rest.charAt(length))
  return rest.slice(0, split ? length + 1 : length)
}

/**
 * Brings a text onto paper as it grows. `show` takes the text as it is known now; one that is finished, or that is another one
 * than before, is shown whole at once.
 */
export function growth(paper: Paper, calm: boolean, next: NextFrame = nextFrame) {
  let wanted = ''
  let shown = ''
  let callOff: (() => void) | undefined

  const write = (text: string) => {
    if (text === '') return
    const follow = paper.atEnd()
    paper.append(text)
    shown += text
    if (follow) paper.showEnd()
  }
  const step = () => {
    callOff = undefined
    write(portion(wanted.slice(shown.length)))
    if (shown !== wanted) callOff = next(step)
  }
  const stop = () => {
    callOff?.()
    callOff = undefined
  }
  const show = (text: string, growing: boolean) => {
    wanted = text
    if (!text.startsWith(shown)) {
      stop()
      shown = text
      paper.replace(text)
    } else if (calm || !growing) {
      stop()
      write(text.slice(shown.length))
    } else if (!callOff && shown !== text) callOff = next(step)
  }
  return { show, stop }
}
