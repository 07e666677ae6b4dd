import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface ListDetailProps {
  list: ReactNode
  /** Width of the list while something is open beside it. */
  listWidth: string
  /** What is open; undefined is nothing. */
  open: string | undefined
  onClose: () => void
  /** What is open beside the list, or instead of it in a narrow window. */
  panel: ReactNode
}

/**
 * A list and what is open in it. In a narrow window the panel takes the list's place, and the focus with it; Escape
 * closes the panel and the focus is in the list again.
 */
export function ListDetail({ list, listWidth, open, onClose, panel }: ListDetailProps) {
  const side = useRef<HTMLDivElement>(null)
  const detail = useRef<HTMLDivElement>(null)
  useFocusFollows(open, side, detail)
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    // Menus and dialogs of the panel are elsewhere in the page and keep their own Escape.
    if (event.key !== 'Escape' || !(target instanceof Node) || !detail.current?.contains(target)) return
    // A field may use the key itself; that a button's tooltip went with it is no reason to stay.
    if (event.defaultPrevented && target instanceof HTMLInputElement) return
    event.preventDefault()
    onClose()
  }
  return (
    <div className="flex min-h-80 flex-1 gap-4">
      <div
        ref={side}
        className={cn(
          'min-h-0 min-w-0 flex-col overflow-hidden rounded-xl border bg-card',
          open ? cn('hidden shrink-0 lg:flex', listWidth) : 'flex flex-1',
        )}
      >
        {list}
      </div>
      {open && (
        <div
          ref={detail}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          className="flex min-h-0 min-w-0 flex-1 outline-none"
        >
          {panel}
        </div>
      )}
    </div>
  )
}

interface Place {
  current: HTMLDivElement | null
}

function useFocusFollows(open: string | undefined, side: Place, detail: Place) {
  const before = useRef(open)
  useLayoutEffect(() => {
    const was = before.current
    before.current = open
    if (was === open) return
    const list = side.current
    const active = document.activeElement
    const lost = active === null || active === document.body
    if (open === undefined) {
      if (lost) list?.querySelector<HTMLElement>('[role=listbox]')?.focus()
      return
    }
    // What is hidden cannot keep the focus.
    const hidden = list && getComputedStyle(list).display === 'none' && list.contains(active)
    if (lost || hidden) detail.current?.focus()
  }, [open, side, detail])
}
