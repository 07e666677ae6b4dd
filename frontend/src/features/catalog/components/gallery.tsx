import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { ProviderSummary } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { authModeName, categoryName } from '@/lib/format'

const cardHeight = 68
const gap = 10
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
          {provider.categories[0] && ` · ${categoryName(provider.categories[0])}`}
        </span>
      </span>
      {!provider.supported && <Badge variant="outline">Later</Badge>}
    </Link>
  )
}

interface GalleryProps {
  providers: ProviderSummary[]
  /** Providers that have an integration. */
  added: ReadonlySet<string>
}

/** Cards in a grid of which only the visible rows are drawn. Arrow keys move between cards. */
export function Gallery({ providers, added }: GalleryProps) {
  const { element, columns } = useColumns()
  const virtual = useVirtualizer({
    count: Math.ceil(providers.length / columns),
    getScrollElement: () => element.current,
    estimateSize: () => cardHeight + gap,
    overscan: 6,
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const current = Number((event.target as HTMLElement).dataset.index)
    const moves: Record<string, number> = {
      ArrowRight: current + 1,
      ArrowLeft: current - 1,
      ArrowDown: current + columns,
      ArrowUp: current - columns,
      Home: 0,
      End: providers.length - 1,
    }
    const target = moves[event.key]
    if (target === undefined || Number.isNaN(current)) return
    event.preventDefault()
    const index = Math.max(0, Math.min(providers.length - 1, target))
    virtual.scrollToIndex(Math.floor(index / columns))
    requestAnimationFrame(() =>
      element.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    )
  }
  return (
    <div ref={element} className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 pb-6" onKeyDown={onKeyDown}>
      <ul aria-label="APIs" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().flatMap((row) =>
          providers.slice(row.index * columns, (row.index + 1) * columns).map((provider, column) => {
            const index = row.index * columns + column
            return (
              <li
                key={provider.name}
                aria-setsize={providers.length}
                aria-posinset={index + 1}
                className="absolute p-px"
                style={{
                  top: row.start,
                  height: cardHeight,
                  width: `calc((100% - ${(columns - 1) * gap}px) / ${columns})`,
                  left: `calc((100% + ${gap}px) / ${columns} * ${column})`,
                }}
              >
                <Card provider={provider} added={added.has(provider.name)} index={index} />
              </li>
            )
          }),
        )}
      </ul>
    </div>
  )
}
