import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { ArrowUp, FilterX, Pause, Play, ScrollText, Trash2 } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { asFault } from '@/api/fault'
import { clearOperations } from '@/api/operations'
import type { OperationFilter } from '@/api/types'
import { TableSkeleton } from '@/components/data-table'
import { EmptyState } from '@/components/empty-state'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { ListDetail } from '@/components/list-detail'
import { Page, PageHeader } from '@/components/page'
import { Button } from '@/components/ui/button'
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog'
import { cn } from '@/lib/cn'
import { useCommand } from '@/lib/shortcuts'
import { Filters } from './components/filters'
import { OperationPanel } from './components/operation-detail'
import { OperationList } from './components/operation-list'
import { useLiveLog } from './queries'
import type { LogsSearch } from './search'

export function LogsPage() {
  const search = useSearch({ from: '/logs' })
  const navigate = useNavigate({ from: '/logs' })
  const [paused, setPaused] = useState(false)
  const [asking, setAsking] = useState(false)
  const { operation } = search
  useCommand(
    'logs.pause',
    useCallback(() => setPaused((was) => !was), []),
  )
  useCommand(
    'logs.clear',
    useCallback(() => setAsking(true), []),
  )
  const router = useRouter()
  const update = useCallback(
    (change: LogsSearch) => {
      // A search typed a moment before leaving must not call the user back.
      if (router.latestLocation.pathname !== '/logs') return
      void navigate({ search: (was) => ({ ...was, ...change }), replace: true })
    },
    [navigate, router],
  )
  const select = useCallback((id: string | undefined) => update({ operation: id }), [update])
  const close = () => select(undefined)
  return (
    <Page fill wide className="pb-5">
      <PageHeader
        title="Logs"
        description="Every call and every sign-in, as it happens. Secrets are taken out before anything is written."
        actions={
          <>
            <LiveSign paused={paused} />
            <Button variant="outline" aria-pressed={paused} onClick={() => setPaused(!paused)}>
              {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
              {paused ? 'Resume' : 'Pause'}
            </Button>
            <Button variant="ghost" onClick={() => setAsking(true)}>
              <Trash2 aria-hidden /> Clear
            </Button>
          </>
        }
      />
      <Filters search={search} onChange={update} />
      <ListDetail
        list={<LogList search={search} paused={paused} onSelect={select} onFilter={update} />}
        listWidth="w-[44%]"
        open={operation}
        onClose={close}
        panel={operation && <OperationPanel key={operation} id={operation} onClose={close} />}
      />
      <ClearDialog open={asking} onClose={() => setAsking(false)} />
    </Page>
  )
}

function LiveSign({ paused }: { paused: boolean }) {
  return (
    <span role="status" className="flex items-center gap-1.5 pr-1 text-xs text-muted-foreground">
      <span
        className={cn('size-2 rounded-full', paused ? 'bg-muted-foreground' : 'bg-success')}
        aria-hidden
      />
      {paused ? 'Paused' : 'Live'}
    </span>
  )
}

interface LogListProps {
  search: LogsSearch
  paused: boolean
  onSelect: (id: string | undefined) => void
  onFilter: (change: LogsSearch) => void
}

function LogList({ search, paused, onSelect, onFilter }: LogListProps) {
  const { operation, ...rest } = search
  const key = JSON.stringify(rest)
  // The same filter is the same object, whatever else changes in the address.
  const filter = useMemo(() => JSON.parse(key) as OperationFilter, [key])
  const [reading, setReading] = useState(false)
  const log = useLiveLog(filter, { paused, reading })
  const top = useRef<HTMLDivElement>(null)

  if (log.isPending) return <TableSkeleton rows={12} className="rounded-none border-0" />
  if (log.error && log.rows.length === 0) {
    return <ErrorState error={log.error} title="The logs could not be read." retry={log.retry} />
  }
  if (log.rows.length === 0) return <NoRows filtered={Object.keys(filter).length > 0} onFilter={onFilter} />
  return (
    <div ref={top} className="relative flex min-h-0 flex-1 flex-col">
      {log.waiting && (
        <Button
          size="sm"
          className="absolute top-2 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-md"
          onClick={() => {
            setReading(false)
            top.current?.querySelector('[role=listbox]')?.scrollTo({ top: 0 })
          }}
        >
          <ArrowUp aria-hidden /> Much has happened. Go to the newest
        </Button>
      )}
      <OperationList
        rows={log.rows}
        selected={operation}
        onSelect={onSelect}
        onEnd={log.readOlder}
        onReading={setReading}
        compact={operation !== undefined}
      />
      {log.olderError !== undefined && (
        <div className="flex items-center gap-2 border-t p-2">
          <FaultNotice error={asFault(log.olderError)} className="flex-1" />
          <Button variant="outline" size="sm" onClick={log.readOlder}>
            Try again
          </Button>
        </div>
      )}
    </div>
  )
}

function NoRows({ filtered, onFilter }: { filtered: boolean; onFilter: (change: LogsSearch) => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={FilterX}
        title="Nothing matches"
        action={
          <Button
            variant="outline"
            onClick={() =>
              onFilter({
                search: undefined,
                kind: undefined,
                state: undefined,
                integration: undefined,
                connection: undefined,
                source: undefined,
              })
            }
          >
            Clear filters
          </Button>
        }
      >
        No operation in the log fits these filters.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={ScrollText} title="Nothing has happened yet" action={<ToPlayground />}>
      Calls through the proxy, sign-ins and token refreshes appear here the moment they happen, with every
      HTTP attempt.
    </EmptyState>
  )
}

function ToPlayground() {
  const navigate = useNavigate()
  return <Button onClick={() => void navigate({ to: '/playground' })}>Send a first request</Button>
}

function ClearDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const client = useQueryClient()
  const clear = useMutation({
    mutationFn: clearOperations,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['operations'] })
      await client.invalidateQueries({ queryKey: ['status'] })
      onClose()
    },
  })
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>Clear the logs?</DialogTitle>
          <DialogDescription>
            Every operation and its attempts are deleted for good. Connections, credentials and the
            playground’s history stay as they are.
          </DialogDescription>
        </DialogHeader>
        {clear.error && <FaultNotice error={clear.error} className="mx-5" />}
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            Keep them
          </Button>
          <Button variant="destructive" busy={clear.isPending} onClick={() => clear.mutate()}>
            Clear the logs
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
