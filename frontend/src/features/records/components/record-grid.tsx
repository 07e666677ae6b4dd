import { useVirtualizer } from '@tanstack/react-virtual'
import { Link } from '@tanstack/react-router'
import { memo, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { RecordFilter } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import { formatDate, formatRelative } from '@/lib/dates'
import { fieldOf, preview } from '../columns'
import { mostRows, useRows } from '../queries'
import { ActionBadge } from './action-badge'

export const rowHeight = 34

interface RecordGridProps {
  label: string
  filter: RecordFilter
  total: number
  columns: string[]
  /** The record that is open beside the grid. */
  selected: string | undefined
  onSelect: (id: string | undefined) => void
}

/**
 * A set's records. Only what is in view is drawn and read, a window at a time, so that the first and the
 * last of many thousand rows are as near as each other. One stop for Tab; the arrow keys move, Enter opens.
 */
export function RecordGrid({ label, filter, total, columns, selected, onSelect }: RecordGridProps) {
  const count = Math.min(total, mostRows)
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The column titles lie over the first row.
    scrollPaddingStart: rowHeight,
  })
  const items = virtual.getVirtualItems()
  const rows = useRows(filter, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  const [current, setCurrent] = useState(-1)
  const open = selected !== undefined

  const moveTo = (wanted: number) => {
    const index = Math.max(0, Math.min(count - 1, wanted))
    setCurrent(index)
    virtual.scrollToIndex(index)
    const row = rows.rowAt(index)
    if (open && row) onSelect(row.id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    }
    const wanted = moves[event.key]
    const row = rows.rowAt(current)
    if (event.key === 'Escape' && open) onSelect(undefined)
    else if (event.key === 'Enter' && row) onSelect(row.id)
    else if (wanted !== undefined) moveTo(wanted)
    else return
    event.preventDefault()
  }
  const template = `minmax(9rem,1.4fr) 6.5rem 8.5rem ${columns.map(() => 'minmax(8rem,1fr)').join(' ')}`
  const width = `max(100%, ${24 + columns.length * 8}rem)`
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length + 3}
        aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => current < 0 && setCurrent(items[0]?.index ?? 0)}
        className="min-h-0 flex-1 overflow-auto outline-offset-[-2px]"
      >
        <div role="rowgroup" className="sticky top-0 z-10 border-b bg-card" style={{ width }}>
          <div
            role="row"
            aria-rowindex={1}
            className="grid items-center"
            style={{ gridTemplateColumns: template, height: rowHeight }}
          >
            {['ID', 'Last change', 'Changed', ...columns].map((title, index) => (
              <div
                key={`${index} ${title}`}
                role="columnheader"
                className="truncate px-3 text-xs font-medium text-muted-foreground"
              >
                {title}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), width }}>
          {items.map((item) => {
            const row = rows.rowAt(item.index)
            return (
              <RecordLine
                key={item.key}
                id={`${id}-${item.index}`}
                row={row}
                index={item.index}
                offset={item.start}
                columns={columns}
                template={template}
                current={item.index === current}
                selected={row !== undefined && row.id === selected}
                onOpen={(index, chosen) => {
                  setCurrent(index)
                  onSelect(chosen)
                }}
              />
            )
          })}
        </div>
      </div>
      {rows.error && (
        <div className="flex items-center gap-2 border-t p-2">
          <FaultNotice error={rows.error} className="flex-1" />
          <Button variant="outline" size="sm" onClick={rows.retry}>
            Try again
          </Button>
        </div>
      )}
      {total > mostRows && (
        <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">
          The list ends after {mostRows.toLocaleString('en')} rows. Search or filter to reach the others.
        </p>
      )}
    </div>
  )
}

interface RecordLineProps {
  id: string
  row: RecordRow | undefined
  index: number
  offset: number
  columns: string[]
  template: string
  current: boolean
  selected: boolean
  onOpen: (index: number, id: string) => void
}

function Cell({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div role="gridcell" className={cn('min-w-0 truncate px-3', className)}>
      {children}
    </div>
  )
}

/** Drawn again only when something of it changed: while scrolling, only rows that come into view are. */
const RecordLine = memo(
  function RecordLine(props: RecordLineProps) {
    const { id, row, index, columns, current, selected } = props
    return (
      <div
        id={id}
        role="row"
        aria-rowindex={index + 2}
        aria-selected={selected}
        onClick={() => row && !window.getSelection()?.toString() && props.onOpen(index, row.id)}
        style={{
          transform: `translateY(${props.offset}px)`,
          height: rowHeight,
          gridTemplateColumns: props.template,
        }}
        className={cn(
          'absolute inset-x-0 grid items-center border-b hover:bg-muted',
          current && 'shadow-[inset_2px_0_0_var(--primary)]',
          selected && 'bg-primary-soft hover:bg-primary-soft',
        )}
      >
        {row ? (
          <Cells row={row} columns={columns} />
        ) : (
          <Cell>
            <Skeleton className="h-3 w-24" />
            <span className="sr-only">Reading…</span>
          </Cell>
        )}
      </div>
    )
  },
  // The handler is new with each drawing of the list and does the same.
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.offset === after.offset &&
    before.columns === after.columns &&
    before.current === after.current &&
    before.selected === after.selected,
)

/** When the record changed, and the way to the run that did it. The keyboard's way is the panel of the record. */
function Changed({ row }: { row: RecordRow }) {
  const time = (
    <time dateTime={row.modified} title={formatDate(row.modified)}>
      {formatRelative(row.modified)}
    </time>
  )
  if (!row.run) return time
  return (
    <Link
      to="/runs/$id"
      params={{ id: row.run }}
      search={{ tab: 'changes' }}
      tabIndex={-1}
      preload={false}
      aria-label={`${formatRelative(row.modified)}, open the run that changed it`}
      onClick={(event) => event.stopPropagation()}
      className="hover:text-foreground hover:underline"
    >
      {time}
    </Link>
  )
}

function Cells({ row, columns }: { row: RecordRow; columns: string[] }) {
  return (
    <>
      <Cell className="font-mono text-xs">{row.id}</Cell>
      <Cell>
        <ActionBadge action={row.action} />
      </Cell>
      <Cell className="text-xs text-muted-foreground">
        <Changed row={row} />
      </Cell>
      {row.pruned ? (
        <Cell className="text-muted-foreground italic">payload pruned</Cell>
      ) : (
        columns.map((name) => {
          const text = preview(fieldOf(row, name))
          return (
            <Cell key={name} className={text ? undefined : 'text-muted-foreground'}>
              {text || '–'}
            </Cell>
          )
        })
      )}
      {row.pruned && columns.slice(1).map((name) => <Cell key={name}>{null}</Cell>)}
    </>
  )
}
