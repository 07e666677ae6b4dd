import { useEffect } from 'react'
import type { Section } from './search'

/** What says that the user took the page over. */
const takesOver = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const

/**
 * Shows the section that the address names and puts the focus on its heading. Sections above it may still be reading what they show
 * and grow when it comes, so the heading is held in its place until the user scrolls, presses or types.
 */
export function useShownSection(section: Section | undefined, ready: boolean): void {
  useEffect(() => {
    const card = ready && section ? document.getElementById(`section-${section}`) : null
    if (!card) return
    const show = () => card.scrollIntoView()
    const sizes = new ResizeObserver(show)
    const stop = () => {
      sizes.disconnect()
      takesOver.forEach((kind) => removeEventListener(kind, stop))
    }
    // Two frames later, because the router puts the page to its top after drawing it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        document.getElementById(`section-${section}-title`)?.focus({ preventScroll: true })
        show()
        if (card.parentElement) sizes.observe(card.parentElement)
        takesOver.forEach((kind) => addEventListener(kind, stop, { passive: true }))
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
  }, [section, ready])
}
