import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  sortFn_datetime,
  sortFn_text,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Row,
  type RowData,
  type SortingState,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { Skeleton } from './ui/skeleton'

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: {
    alphanumeric: sortFn_alphanumeric,
    basic: sortFn_basic,
    datetime: sortFn_datetime,
    text: sortFn_text,
  },
})

type Features = typeof features
// Cells of one table hold different types; the table never looks inside them.
export type Columns<T extends RowData> = ColumnDef<Features, T>[]

/** Declares columns: `columnsFor<Connection>((column) => [column.accessor('provider', { header: 'API' })])`. */
export function columnsFor<T extends RowData>(
  declare: (helper: ReturnType<typeof createColumnHelper<Features, T>>) => unknown[],
): Columns<T> {
  return declare(createColumnHelper<Features, T>()) as Columns<T>
}

interface DataTableProps<T extends RowData> {
  /** What the table lists, for screen readers. */
  label: string
  columns: Columns<T>
  data: T[]
  rowKey: (row: T) => string
  /** Opening a row by click or Enter. */
  onOpen?: (row: T) => void
  /** The row that is open beside the table. */
  selected?: string
  /** Grid template of the columns, e.g. `2fr 1fr 120px`. */
  template: string
  rowHeight?: number
  sorting?: SortingState
  onSortingChange?: (sorting: SortingState) => void
  /** Near the end of the list: time to ask for more. */
  onEndReached?: () => void
  className?: string
}

/**
 * A list with columns of which only the visible rows are drawn, so that 100,000 rows scroll as well as
 * ten. Arrow keys, Home and End move between rows, Enter opens one.
 */
export function DataTable<T extends RowData>(props: DataTableProps<T>) {
  const { label, columns, data, rowKey, template, rowHeight = 44, className } = props
  const [ownSorting, setOwnSorting] = useState<SortingState>([])
  const sorting = props.sorting ?? ownSorting
  const table = useTable({
    features,
    columns,
    data,
    getRowId: rowKey,
    state: { sorting },
    onSortingChange: (update) => {
      const next = typeof update === 'function' ? update(sorting) : update
      ;(props.onSortingChange ?? setOwnSorting)(next)
    },
  })
  const { rows } = table.getRowModel()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1)
      if (props.onEndReached && last && last.index >= rows.length - 10) props.onEndReached()
    },
  })
  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(rows.length - 1, index))
    virtual.scrollToIndex(target)
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus(),
    )
  }

  return (
    <div
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className={cn('min-h-0 flex-1 overflow-auto rounded-xl border bg-card', className)}
    >
      <div role="rowgroup" className="sticky top-0 z-10 border-b bg-card">
        {table.getHeaderGroups().map((group) => (
          <div
            key={group.id}
            role="row"
            className="grid h-9 items-center"
            style={{ gridTemplateColumns: template }}
          >
            {group.headers.map((header) => {
              const direction = header.column.getIsSorted()
              const sortable = header.column.getCanSort()
              const content = header.isPlaceholder ? null : <table.FlexRender header={header} />
              return (
                <div
                  key={header.id}
                  role="columnheader"
                  aria-sort={direction ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
                  className="truncate px-3 text-xs font-medium text-muted-foreground"
                >
                  {sortable ? (
                    <button
                      type="button"
                      onClick={header.column.getToggleSortingHandler()}
                      className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-foreground"
                    >
                      {content}
                      {direction === 'asc' && <ArrowUp className="size-3" aria-hidden />}
                      {direction === 'desc' && <ArrowDown className="size-3" aria-hidden />}
                    </button>
                  ) : (
                    content
                  )}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <TableLine
              key={row.id}
              row={row}
              index={item.index}
              offset={item.start}
              height={rowHeight}
              template={template}
              selected={props.selected === row.id}
              onOpen={props.onOpen}
              onMove={moveTo}
              cells={row.getAllCells().map((cell) => (
                <div key={cell.id} role="cell" className="min-w-0 truncate px-3">
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            />
          )
        })}
      </div>
    </div>
  )
}

interface LineProps<T extends RowData> {
  row: Row<Features, T>
  index: number
  offset: number
  height: number
  template: string
  selected: boolean
  onOpen: ((row: T) => void) | undefined
  onMove: (index: number) => void
  cells: ReactNode
}

function TableLine<T extends RowData>(props: LineProps<T>) {
  const { row, index, onOpen, onMove } = props
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return
    const moves: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: Infinity }
    const target = moves[event.key]
    if (event.key === 'Enter') onOpen?.(row.original)
    else if (target !== undefined) onMove(target)
    else return
    event.preventDefault()
  }
  return (
    <div
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={props.selected || undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        // Buttons and links inside the row do their own thing, and selecting text is not a click.
        if ((event.target as HTMLElement).closest('a,button,input') || window.getSelection()?.toString())
          return
        onOpen?.(row.original)
      }}
      style={{
        transform: `translateY(${props.offset}px)`,
        height: props.height,
        gridTemplateColumns: props.template,
      }}
      className={cn(
        'absolute inset-x-0 grid items-center border-b outline-offset-[-2px] transition-colors',
        onOpen && 'hover:bg-muted',
        props.selected && 'bg-accent hover:bg-accent',
      )}
    >
      {props.cells}
    </div>
  )
}

/** The shape of a table while its rows are on their way. */
export function TableSkeleton({ rows = 6, className }: { rows?: number; className?: string }) {
  return (
    <div role="status" className={cn('appear-late overflow-hidden rounded-xl border bg-card', className)}>
      <span className="sr-only">Loading…</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-11 items-center gap-4 border-b px-3 last:border-b-0">
          <Skeleton className="size-5" />
          <Skeleton className="h-3 w-1/4" />
          <Skeleton className="h-3 w-1/6" />
          <Skeleton className="ml-auto h-3 w-16" />
        </div>
      ))}
    </div>
  )
}
