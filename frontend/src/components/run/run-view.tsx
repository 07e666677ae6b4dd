import { useMutation, useQuery } from '@tanstack/react-query'
import { Square } from 'lucide-react'
import { cancelRun } from '@/api/runs'
import type { RunDetail } from '@/api/types'
import { ErrorState, FaultNotice } from '@/components/error-state'
import { JsonView } from '@/components/json-view'
import { simulated, SimulatedBadge } from '@/components/simulated-badge'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { formatRelative } from '@/lib/dates'
import { formatBytes, formatDuration } from '@/lib/format'
import { runQuery } from './queries'
import { RunChanges } from './run-changes'
import { RunResult } from './run-result'
import { RunStateBadge } from './run-state'
import { TimelineView } from './timeline-view'
import { isLive, resultText, runStateNames, triggerName } from './words'

export type RunTab = 'timeline' | 'result' | 'input' | 'changes'

interface RunViewProps {
  id: string
  tab: RunTab | undefined
  onTab: (tab: RunTab) => void
  against?: string | undefined
  onAgainst?: (id: string | undefined) => void
}

const panelClasses = 'flex min-h-0 flex-1 flex-col overflow-y-auto pt-0 data-[state=inactive]:hidden'

/** One run, live: how it is, what it did, what came out, what it changed. */
export function RunView({ id, tab, onTab, against, onAgainst = () => undefined }: RunViewProps) {
  const { data: run, error, refetch } = useQuery(runQuery(id))
  if (error && !run) {
    return <ErrorState error={error} title="This run could not be read" retry={() => void refetch()} />
  }
  if (!run) {
    return (
      <div role="status" className="flex appear-late flex-col gap-3 p-4">
        <span className="sr-only">Reading the run…</span>
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-24" />
      </div>
    )
  }
  const shown = tab ?? (run.error || (run.type === 'action' && !isLive(run.state)) ? 'result' : 'timeline')
  return (
    <section aria-label="Run" className="flex min-h-0 flex-1 flex-col">
      <Head run={run} />
      <Tabs
        value={tab ?? shown}
        onValueChange={(next) => onTab(next as RunTab)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <TabsList aria-label="Parts of the run" className="px-4">
          <TabsTrigger value="timeline">Timeline</TabsTrigger>
          <TabsTrigger value="result">Result</TabsTrigger>
          <TabsTrigger value="input">Input</TabsTrigger>
          {run.type === 'sync' && !run.dry && <TabsTrigger value="changes">Changes</TabsTrigger>}
        </TabsList>
        <TabsContent value="timeline" className={panelClasses}>
          <TimelineView run={run} />
        </TabsContent>
        <TabsContent value="result" className={panelClasses}>
          {isLive(run.state) && !run.error ? (
            <p className="p-4 text-muted-foreground">The result comes when the run ends.</p>
          ) : (
            <RunResult run={run} />
          )}
        </TabsContent>
        <TabsContent value="input" className={panelClasses}>
          <RunStart run={run} />
        </TabsContent>
        <TabsContent value="changes" className={panelClasses}>
          <RunChanges run={run} against={against} onAgainst={onAgainst} />
        </TabsContent>
      </Tabs>
    </section>
  )
}

function announcement(run: RunDetail): string {
  const took = run.duration_ms === null ? '' : ` after ${formatDuration(run.duration_ms)}`
  const why = run.error ? `: ${run.error.message}` : ''
  return `${runStateNames[run.state]}${isLive(run.state) ? '' : took}${why}`
}

function Head({ run }: { run: RunDetail }) {
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id) })
  const facts = [
    run.duration_ms !== null && formatDuration(run.duration_ms),
    triggerName(run.trigger),
    formatRelative(run.queued_at),
    run.attempt > 1 && `attempt ${run.attempt}`,
    resultText(run.results),
    run.peak_memory > 0 && `${formatBytes(run.peak_memory)} of memory`,
  ]
  return (
    <header className="flex flex-col gap-2 px-4 pt-3">
      <p className="sr-only" aria-live="polite">
        {announcement(run)}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <RunStateBadge state={run.state} />
        {run.dry && <Badge variant="outline">Dry run</Badge>}
        {run.trigger === simulated && <SimulatedBadge />}
        {run.variant && run.variant !== 'base' && <Badge variant="outline">{run.variant}</Badge>}
        <span className="min-w-0 flex-1 text-xs text-muted-foreground">
          {facts.filter(Boolean).join(' · ')}
        </span>
        {isLive(run.state) && (
          <Button variant="outline" size="sm" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {!cancel.isPending && <Square aria-hidden />} Cancel
          </Button>
        )}
      </div>
      {cancel.error && <FaultNotice error={cancel.error} />}
    </header>
  )
}

function RunStart({ run }: { run: RunDetail }) {
  const parts: [string, unknown][] = [
    ['Input', run.input],
    ['Checkpoint at the start', run.checkpoint_from],
    ['Last sync date', run.last_sync_date],
  ]
  const given = parts.filter(([, value]) => value !== null && value !== undefined)
  if (given.length === 0) return <p className="p-4 text-muted-foreground">It ran without an input.</p>
  return (
    <div className="flex flex-col gap-4 p-4">
      {given.map(([title, value]) => (
        <section key={title}>
          <h3 className="pb-1.5 text-xs font-medium text-muted-foreground">{title}</h3>
          <JsonView value={value} label={title} className="max-h-96 rounded-md border bg-card p-3" />
        </section>
      ))}
    </div>
  )
}
