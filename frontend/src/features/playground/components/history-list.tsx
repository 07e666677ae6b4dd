import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { History, RotateCw, Search, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { asFault } from '@/api/fault'
import { clearHistory } from '@/api/requests'
import type { HistoryItem } from '@/api/types'
import { EmptyState } from '@/components/empty-state'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { Method, StatusBadge } from '@/components/http-badges'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from '@/components/ui/sheet'
import { Skeleton } from '@/components/ui/skeleton'
import { formatRelative } from '@/lib/dates'
import { formatDuration } from '@/lib/format'
import { normalize } from '@/lib/search'
import { historyQuery } from '../queries'

function matches(item: HistoryItem, query: string): boolean {
  const text = normalize(
    `${item.method} ${item.path} ${item.connection_id} ${item.provider_config_key} ${item.status} ${item.body ?? ''}`,
  )
  return normalize(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Earlier requests, newest first; one press fills the request with it again. */
export function HistoryRows({ items, onUse }: { items: HistoryItem[]; onUse: (item: HistoryItem) => void }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.operation_id}>
          <button
            type="button"
            onClick={() => onUse(item)}
            className="flex w-full items-center gap-3 px-4 py-2 text-left hover:bg-muted focus-visible:-outline-offset-2"
          >
            <Method method={item.method} className="w-12 shrink-0" />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-mono text-xs">{item.path}</span>
              <span className="block truncate text-xs text-muted-foreground">
                {item.connection_id} · {item.provider_config_key}
              </span>
            </span>
            <span className="flex shrink-0 flex-col items-end gap-0.5 text-xs text-muted-foreground">
              {item.status > 0 ? <StatusBadge status={item.status} /> : 'no answer'}
              <span className="tabular-nums">
                {formatDuration(item.duration_ms)} · {formatRelative(item.at)}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface HistorySheetProps {
  open: boolean
  onClose: () => void
  onUse: (item: HistoryItem) => void
}

export function HistorySheet({ open, onClose, onUse }: HistorySheetProps) {
  return (
    <Sheet open={open} onOpenChange={(next) => !next && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>History</SheetTitle>
          <SheetDescription>
            The last 200 requests you sent from here. They may hold tokens you typed, so they are kept sealed.
          </SheetDescription>
        </SheetHeader>
        <HistoryPanel onUse={onUse} />
      </SheetContent>
    </Sheet>
  )
}

function HistoryPanel({ onUse }: { onUse: (item: HistoryItem) => void }) {
  const [query, setQuery] = useState('')
  const history = useQuery(historyQuery())
  const client = useQueryClient()
  const clear = useMutation({
    mutationFn: clearHistory,
    onSuccess: () => client.invalidateQueries({ queryKey: ['history'] }),
  })
  const found = useMemo(
    () => (history.data ?? []).filter((item) => matches(item, query)),
    [history.data, query],
  )
  if (history.isPending) return <Loading />
  if (history.error) {
    return (
      <ErrorState
        error={history.error}
        title="The history could not be read."
        retry={() => void history.refetch()}
      />
    )
  }
  if (history.data.length === 0) {
    return (
      <EmptyState icon={History} title="Nothing sent yet">
        Requests you send appear here, with everything needed to send them again.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="flex items-center gap-2 px-4 py-3">
        <div className="relative flex-1">
          <Search
            className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
            aria-hidden
          />
          <Input
            aria-label="Search the history"
            placeholder="Search method, path, account, body…"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className="pl-8"
          />
        </div>
        <ClearButton busy={clear.isPending} onClear={() => clear.mutate()} />
      </div>
      {clear.error && <FaultNotice error={asFault(clear.error)} className="mx-4 mb-3" />}
      <div className="min-h-0 flex-1 overflow-y-auto pb-4">
        {found.length > 0 ? (
          <HistoryRows items={found} onUse={onUse} />
        ) : (
          <p role="status" className="px-4 py-8 text-center text-muted-foreground">
            Nothing in the history matches “{query}”.
          </p>
        )}
      </div>
    </>
  )
}

/** Asks by changing its own words: nothing else moves. */
function ClearButton({ busy, onClear }: { busy: boolean; onClear: () => void }) {
  const [asking, setAsking] = useState(false)
  return (
    <Button
      variant={asking ? 'destructive' : 'ghost'}
      busy={busy}
      onBlur={() => setAsking(false)}
      onClick={() => {
        if (asking) onClear()
        setAsking(!asking)
      }}
    >
      {asking ? <RotateCw aria-hidden className="hidden" /> : <Trash2 aria-hidden />}
      {asking ? 'Clear all of it?' : 'Clear'}
    </Button>
  )
}

function Loading() {
  return (
    <div role="status" className="flex appear-late flex-col gap-4 p-4">
      <span className="sr-only">Reading the history…</span>
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="flex items-center gap-3">
          <Skeleton className="h-3 w-10" />
          <Skeleton className="h-3 flex-1" />
          <Skeleton className="h-3 w-14" />
        </div>
      ))}
    </div>
  )
}
