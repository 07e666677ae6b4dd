import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Check } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ProviderSummary } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { authModeName, categoryName } from '@/lib/format'

const cardHeight = 68
const gap = 10
const titleHeight = 34
const minCardWidth = 236

/** How many cards fit beside each other, following the width of the list. */
function useColumns() {
  const [columns, setColumns] = useState(3)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const list = element.current
    if (!list) return
    const measure = () => setColumns(Math.max(1, Math.floor((list.clientWidth + gap) / (minCardWidth + gap))))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(list)
    return () => observer.disconnect()
  }, [])
  return { element, columns }
}

function Card({ provider, added, index }: { provider: ProviderSummary; added: boolean; index: number }) {
  const category = provider.categories.find((one) => one !== 'popular')
  return (
    <Link
      to="/apis/$provider"
      params={{ provider: provider.name }}
      data-index={index}
      className="flex h-full items-center gap-3 rounded-xl border bg-card px-3 transition-colors hover:border-muted-foreground/40 hover:bg-muted"
    >
      <ProviderIcon name={provider.name} label={provider.display_name} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span className="truncate font-medium">{provider.display_name}</span>
          {added && (
            <Badge variant="success" className="h-4 px-1.5">
              <Check aria-hidden /> Added
            </Badge>
          )}
        </span>
        <span className="block truncate text-xs text-muted-foreground">
          {authModeName(provider.auth_mode)}
          {category && ` · ${categoryName(category)}`}
        </span>
      </span>
      {!provider.supported && <Badge variant="outline">Later</Badge>}
    </Link>
  )
}

interface Section {
  title: string
  providers: ProviderSummary[]
}

interface GalleryProps {
  sections: Section[]
  /** Providers that have an integration. */
  added: ReadonlySet<string>
}

/** One line of the grid: a title, or as many cards as fit. `first` is the number of the first card. */
type Line = { title: string } | { first: number; providers: ProviderSummary[] }

function layOut(sections: Section[], columns: number): Line[] {
  const lines: Line[] = []
  let first = 0
  for (const { title, providers } of sections) {
    if (sections.length > 1) lines.push({ title })
    for (let at = 0; at < providers.length; at += columns) {
      lines.push({ first: first + at, providers: providers.slice(at, at + columns) })
    }
    first += providers.length
  }
  return lines
}

/** Cards in a grid of which only the visible lines are drawn. Arrow keys move between cards. */
export function Gallery({ sections, added }: GalleryProps) {
  const { element, columns } = useColumns()
  const lines = useMemo(() => layOut(sections, columns), [sections, columns])
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => element.current,
    estimateSize: (index) => ('title' in (lines[index] ?? {}) ? titleHeight : cardHeight + gap),
    overscan: 6,
  })
  // Lines change their height with the sections: measure again.
  useEffect(() => virtual.measure(), [virtual, lines])

  const onKeyDown = (event: KeyboardEvent) => {
    const current = Number((event.target as HTMLElement).dataset.index)
    const last = sections.reduce((sum, section) => sum + section.providers.length, 0) - 1
    const moves: Record<string, number> = {
      ArrowRight: current + 1,
      ArrowLeft: current - 1,
      ArrowDown: current + columns,
      ArrowUp: current - columns,
      Home: 0,
      End: last,
    }
    const target = moves[event.key]
    if (target === undefined || Number.isNaN(current)) return
    event.preventDefault()
    const index = Math.max(0, Math.min(last, target))
    virtual.scrollToIndex(lines.findLastIndex((line) => 'first' in line && line.first <= index))
    requestAnimationFrame(() =>
      element.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    )
  }
  return (
    <div ref={element} className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 pb-6" onKeyDown={onKeyDown}>
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          if (!line) return null
          const place = { transform: `translateY(${item.start}px)` }
          if ('title' in line) {
            return (
              <h2
                key={item.key}
                style={{ ...place, height: titleHeight }}
                className="absolute inset-x-0 flex items-end pb-2 text-xs font-medium text-muted-foreground"
              >
                {line.title}
              </h2>
            )
          }
          return (
            <ul
              key={item.key}
              className="absolute inset-x-0 grid p-px"
              style={{
                ...place,
                height: cardHeight,
                gap,
                gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              }}
            >
              {line.providers.map((provider, column) => (
                <li key={provider.name}>
                  <Card provider={provider} added={added.has(provider.name)} index={line.first + column} />
                </li>
              ))}
            </ul>
          )
        })}
      </div>
    </div>
  )
}
