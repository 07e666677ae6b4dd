import type { UseQueryResult } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { ErrorState } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tooltip } from '@/components/ui/tooltip'

interface PanelProps<T> {
  label: string
  query: UseQueryResult<T>
  onClose: () => void
  children: (value: T) => ReactNode
}

/** The frame beside a list: what is open in it, or that it is read, or why it could not be. */
export function Panel<T>({ label, query, onClose, children }: PanelProps<T>) {
  return (
    <aside
      aria-label={label}
      className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-xl border bg-card"
    >
      <Tooltip label="Close (Esc)">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Close"
          onClick={onClose}
          className="absolute top-2.5 right-3"
        >
          <X aria-hidden />
        </Button>
      </Tooltip>
      {query.data !== undefined ? (
        children(query.data)
      ) : query.error ? (
        <ErrorState
          error={query.error}
          title={`This ${label.toLowerCase()} could not be read.`}
          retry={() => void query.refetch()}
        />
      ) : (
        <div role="status" className="flex appear-late flex-col gap-3 p-4">
          <span className="sr-only">Reading the {label.toLowerCase()}…</span>
          <Skeleton className="h-5 w-1/2" />
          <Skeleton className="h-3 w-1/3" />
          <Skeleton className="h-24 w-full" />
        </div>
      )}
    </aside>
  )
}

/** A titled part of a panel. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col">
      <h3 className="pb-1.5 text-xs font-medium text-muted-foreground">{title}</h3>
      {children}
    </section>
  )
}
