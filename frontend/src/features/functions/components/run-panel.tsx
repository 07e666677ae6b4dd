import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CirclePlay, Play, Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import { startRun } from '@/api/functions'
import { queries } from '@/api/queries'
import type { Connection, FunctionDetail, RunInput } from '@/api/types'
import { EmptyState } from '@/components/empty-state'
import { FaultNotice } from '@/components/error-state'
import { RunView, type RunTab } from '@/components/run/run-view'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Segmented } from '@/components/ui/segmented'
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select'
import { useConnectDialog } from '@/lib/connect-dialog'
import { cn } from '@/lib/cn'
import { useCommand, useKeysOf } from '@/lib/shortcuts'
import {
  emptyDraft,
  keepDraft,
  keptDraft,
  runInput,
  type DraftProblem,
  type RunDraft,
  type RunMode,
} from '../run-draft'
import { isSchema, startValue } from '../schema/schema'
import { DryOptions, EventBox } from './run-options'
import { InputEditor } from './input-editor'

const nothing: Connection[] = []

/** What the panel starts with: what was typed, what it ran with last, or what the schema says. */
function firstDraft(fn: FunctionDetail, connections: Connection[]): RunDraft {
  const { last_input: last, input_schema: schema } = fn
  const known = connections.some((one) => one.connection_id === last?.connection)
  return (
    keptDraft(fn) ?? {
      ...emptyDraft,
      connection: (known ? last?.connection : connections[0]?.connection_id) ?? '',
      mode: last?.mode ?? 'run',
      input: last?.input ?? (isSchema(schema) ? startValue(schema, schema) : undefined),
    }
  )
}

interface RunPanelProps {
  fn: FunctionDetail
}

/** Runs the function: what goes in at the left, what happens at the right. */
export function RunPanel({ fn }: RunPanelProps) {
  const { data } = useQuery(queries.connections())
  if (!data) return null
  const connections = data.filter((one) => one.provider_config_key === fn.integration)
  return <Panel fn={fn} connections={connections.length > 0 ? connections : nothing} />
}

function Panel({ fn, connections }: RunPanelProps & { connections: Connection[] }) {
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => firstDraft(fn, connections))
  const [problem, setProblem] = useState<DraftProblem>()
  const [started, setStarted] = useState<string>()
  const [tab, setTab] = useState<RunTab>()
  const change = useCallback(
    (part: Partial<RunDraft>) => {
      setProblem(undefined)
      setDraft((was) => {
        const next = { ...was, ...part }
        keepDraft(fn, next)
        return next
      })
    },
    [fn],
  )
  const start = useMutation({
    mutationFn: (input: RunInput) => startRun(fn, input),
    onSuccess: (run) => {
      setStarted(run.id)
      setTab(undefined)
      void client.invalidateQueries({ queryKey: ['functions'] })
      void client.invalidateQueries({ queryKey: ['runs'] })
    },
  })
  const { mutate, isPending } = start
  const submit = useCallback(() => {
    if (isPending) return
    const input = runInput(draft, fn)
    if ('message' in input) setProblem(input)
    else mutate(input)
  }, [draft, fn, mutate, isPending])
  useCommand('function.run', submit)
  // Ids of runs sort by time: a run that a save started after ours is the one to see.
  const shown = [started, fn.last_run?.id]
    .filter((id) => id !== undefined)
    .sort()
    .at(-1)
  return (
    <div
      className={cn(
        'grid min-h-0 flex-1 gap-4 xl:grid-cols-[minmax(20rem,2fr)_3fr] xl:grid-rows-1',
        shown ? 'grid-rows-[minmax(0,1fr)_minmax(0,1fr)]' : 'grid-rows-[minmax(0,1fr)_auto]',
      )}
    >
      <div className="flex min-h-0 flex-col overflow-y-auto">
        <RunForm fn={fn} connections={connections} draft={draft} onChange={change} problem={problem} />
        {start.error && <FaultNotice error={start.error} className="mt-3" />}
        {problem && (
          <p role="alert" className="pt-2 text-xs text-destructive">
            {problem.message}
          </p>
        )}
        <RunBar draft={draft} onMode={(mode) => change({ mode })} busy={isPending} onRun={submit} />
      </div>
      <div className="flex min-h-0 flex-col overflow-hidden rounded-xl border bg-card">
        {shown ? (
          <RunView key={shown} id={shown} tab={tab} onTab={setTab} />
        ) : (
          <EmptyState icon={CirclePlay} title="Not run yet" className="py-6">
            Every call, log line and record of a run appears here as it happens.
          </EmptyState>
        )}
      </div>
    </div>
  )
}

interface RunBarProps {
  draft: RunDraft
  onMode: (mode: RunMode) => void
  busy: boolean
  onRun: () => void
}

function RunBar({ draft, onMode, busy, onRun }: RunBarProps) {
  const keys = useKeysOf('function.run')
  return (
    <div className="sticky bottom-0 mt-3 flex flex-wrap items-center gap-2 border-t bg-background pt-3 pb-1">
      <Button busy={busy} onClick={onRun}>
        {!busy && <Play aria-hidden />} {draft.mode === 'dryrun' ? 'Dry run' : 'Run'} <Kbd keys={keys} />
      </Button>
      <Segmented
        label="Way of running"
        value={draft.mode}
        onChange={onMode}
        options={[
          { value: 'run', title: 'Run' },
          { value: 'dryrun', title: 'Dry run' },
        ]}
      />
      <span className="min-w-40 flex-1 text-xs text-muted-foreground">
        {draft.mode === 'dryrun'
          ? 'Calls the API for real, keeps no record and no checkpoint.'
          : 'Calls the API and keeps what comes of it.'}
      </span>
    </div>
  )
}

interface RunFormProps {
  fn: FunctionDetail
  connections: Connection[]
  draft: RunDraft
  onChange: (part: Partial<RunDraft>) => void
  problem: DraftProblem | undefined
}

function RunForm({ fn, connections, draft, onChange, problem }: RunFormProps) {
  return (
    <div className="flex flex-col gap-4">
      <ConnectionField
        integration={fn.integration}
        connections={connections}
        value={draft.connection}
        onChange={(connection) => onChange({ connection })}
        invalid={problem?.field === 'connection'}
      />
      {fn.type === 'action' && <InputEditor fn={fn} draft={draft} onChange={onChange} />}
      {fn.has_webhook && <EventBox fn={fn} draft={draft} onChange={onChange} />}
      {draft.mode === 'dryrun' && <DryOptions fn={fn} draft={draft} onChange={onChange} />}
    </div>
  )
}

interface ConnectionFieldProps {
  integration: string
  connections: Connection[]
  value: string
  onChange: (connection: string) => void
  invalid: boolean
}

function ConnectionField({ integration, connections, value, onChange, invalid }: ConnectionFieldProps) {
  const connect = useConnectDialog()
  const add = () => connect({ integration, onConnected: ({ id }) => onChange(id) })
  if (connections.length === 0) {
    return (
      <div className="flex flex-wrap items-center gap-2 rounded-lg border bg-muted px-3 py-2">
        <span className="min-w-0 flex-1">No account is connected to {integration} yet.</span>
        <Button size="sm" onClick={add}>
          Connect an account
        </Button>
      </div>
    )
  }
  return (
    <div className="flex gap-2">
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger aria-label="Connection" aria-invalid={invalid ? true : undefined}>
          <SelectValue placeholder="Choose a connection…" />
        </SelectTrigger>
        <SelectContent>
          {connections.map((one) => (
            <SelectItem key={one.connection_id} value={one.connection_id}>
              {one.connection_id}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Button variant="outline" size="icon" aria-label="Connect another account" onClick={add}>
        <Plus aria-hidden />
      </Button>
    </div>
  )
}
