import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { cn } from '@/lib/cn'

interface Row {
  id: string
}

interface RowListProps<T extends Row> {
  /** What the list holds, for screen readers. */
  label: string
  rows: T[]
  /** In CSS pixels. */
  rowHeight: number
  selected: string | undefined
  onSelect: (id: string | undefined) => void
  /** Near the last row: time to read on. */
  onEnd: () => void
  /** Whether somebody reads further down than the newest rows. */
  onReading?: (reading: boolean) => void
  /** Draws what is in a row. A memoised component keeps scrolling cheap. */
  children: (row: T) => ReactNode
}

/**
 * Rows that happened, newest first. Only what is in view is drawn. Rows that arrive on top do not move what is
 * being read. One stop for Tab; the arrow keys move, and the row they reach opens beside the list.
 */
export function RowList<T extends Row>(props: RowListProps<T>) {
  const { rows, rowHeight, selected, onSelect, onEnd, onReading } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1)
      if (last && last.index >= rows.length - 25) onEnd()
      onReading?.((instance.scrollOffset ?? 0) > rowHeight)
    },
  })
  useSteadyScroll(scroller, rows, rowHeight)
  // The row that was closed last is where the arrow keys go on.
  const [last, setLast] = useState(selected)
  if (selected !== undefined && selected !== last) setLast(selected)
  const current = last === undefined ? -1 : rows.findIndex((row) => row.id === last)

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current < 0 ? 0 : current - 1,
      Enter: current,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    }
    const wanted = moves[event.key]
    if (event.key === 'Escape' && selected) onSelect(undefined)
    else if (wanted !== undefined && rows.length > 0) {
      const index = Math.max(0, Math.min(rows.length - 1, wanted))
      onSelect(rows[index]?.id)
      virtual.scrollToIndex(index)
    } else return
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={props.label}
      tabIndex={0}
      aria-activedescendant={current >= 0 ? `${id}-${rows[current]?.id ?? ''}` : undefined}
      onKeyDown={onKeyDown}
      className="group/rows min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <div
                key={row.id}
                id={`${id}-${row.id}`}
                role="option"
                aria-selected={row.id === selected}
                aria-posinset={item.index + 1}
                aria-setsize={-1}
                onClick={() => onSelect(row.id)}
                style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}
                className={cn(
                  'absolute inset-x-0 flex items-center gap-3 border-b px-3 hover:bg-muted',
                  row.id === selected && 'bg-primary-soft hover:bg-primary-soft',
                  row.id === last && row.id !== selected && 'group-focus-visible/rows:bg-muted',
                )}
              >
                {props.children(row)}
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

/** Keeps what is in view where it is when rows are added above it. */
function useSteadyScroll(scroller: RefObject<HTMLDivElement | null>, rows: Row[], rowHeight: number) {
  const first = useRef(rows[0]?.id)
  useLayoutEffect(() => {
    const before = first.current
    first.current = rows[0]?.id
    const element = scroller.current
    if (!element || element.scrollTop <= rowHeight || before === undefined) return
    const added = rows.findIndex((row) => row.id === before)
    if (added > 0) element.scrollBy({ top: added * rowHeight })
  }, [rows, scroller, rowHeight])
}
