import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import {
  CirclePause,
  CirclePlay,
  Ellipsis,
  FileCode2,
  History,
  MapPin,
  Plus,
  RotateCcw,
  Trash2,
  Zap,
} from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { asFault } from '@/api/fault'
import { pauseSync, startSync, triggerSync } from '@/api/syncs'
import type { SyncInstance } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { Tooltip } from '@/components/ui/tooltip'
import { formatDate, formatRelative } from '@/lib/dates'
import { formatCount } from '@/lib/format'
import { SyncDialog, type SyncQuestion } from './dialogs'
import { Frequency } from './frequency'
import { SyncStatus } from './sync-status'

const commands = {
  trigger: { run: (sync: SyncInstance) => triggerSync(sync), said: 'runs now.' },
  start: { run: startSync, said: 'runs by its schedule again.' },
  pause: { run: pauseSync, said: 'is paused.' },
}

/** One sync of one connection: how it does, what it brought, and all that can be done with it. */
export function SyncRow({ sync }: { sync: SyncInstance }) {
  const [question, setQuestion] = useState<SyncQuestion>()
  const client = useQueryClient()
  const command = useMutation({
    mutationFn: (name: keyof typeof commands) => commands[name].run(sync),
    onSuccess: async (_, name) => {
      await client.invalidateQueries({ queryKey: ['syncs'] })
      toast.success(`${sync.name} ${commands[name].said}`)
    },
    onError: (error) => toast.error(asFault(error).message, { description: asFault(error).hint }),
  })
  const paused = sync.status === 'PAUSED'
  return (
    <li
      aria-label={nameOf(sync)}
      className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 border-b px-3 py-2.5 last:border-b-0 lg:grid-cols-[minmax(13rem,1.3fr)_8rem_minmax(9rem,0.8fr)_minmax(11rem,1.2fr)_auto]"
    >
      <Name sync={sync} />
      <span className="justify-self-end lg:justify-self-start">
        <SyncStatus status={sync.status} />
      </span>
      <div className="min-w-0">
        <Frequency sync={sync} />
        <p className="truncate text-xs text-muted-foreground">
          <NextRun sync={sync} />
        </p>
      </div>
      <Results sync={sync} />
      <div className="col-span-2 flex items-center justify-end gap-1 lg:col-span-1">
        <Button
          variant="outline"
          size="sm"
          busy={command.isPending && command.variables === 'trigger'}
          disabled={command.isPending || sync.status === 'RUNNING'}
          onClick={() => command.mutate('trigger')}
        >
          <Zap aria-hidden /> Run now
        </Button>
        <Tooltip label={paused ? 'Start the schedule' : 'Pause the schedule, and what runs'}>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`${paused ? 'Start' : 'Pause'} ${nameOf(sync)}`}
            disabled={command.isPending}
            onClick={() => command.mutate(paused ? 'start' : 'pause')}
          >
            {paused ? <CirclePlay aria-hidden /> : <CirclePause aria-hidden />}
          </Button>
        </Tooltip>
        <MoreMenu sync={sync} onAsk={setQuestion} />
      </div>
      {question && <SyncDialog question={question} sync={sync} onClose={() => setQuestion(undefined)} />}
    </li>
  )
}

function nameOf(sync: SyncInstance) {
  const variant = sync.variant === 'base' ? '' : ` (${sync.variant})`
  return `${sync.name}${variant} on ${sync.connection}`
}

function Name({ sync }: { sync: SyncInstance }) {
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <ProviderIcon name={sync.provider} label={sync.provider} />
      <div className="min-w-0">
        <p className="flex items-center gap-1.5">
          <Link
            to="/functions"
            search={{ fn: `${sync.integration}/sync/${sync.name}` }}
            className="truncate rounded-sm font-medium hover:underline"
          >
            {sync.name}
          </Link>
          {sync.variant !== 'base' && <Badge>{sync.variant}</Badge>}
        </p>
        <p className="truncate text-xs text-muted-foreground">
          {sync.connection} · {sync.integration}
        </p>
      </div>
    </div>
  )
}

function NextRun({ sync }: { sync: SyncInstance }) {
  const own = sync.own_frequency && ' · set here'
  if (sync.status === 'PAUSED') return <>no next run{own}</>
  if (!sync.next_run_at) return <>not planned{own}</>
  return (
    <>
      next{' '}
      <time dateTime={sync.next_run_at} title={formatDate(sync.next_run_at)}>
        {formatRelative(sync.next_run_at)}
      </time>
      {own}
    </>
  )
}

function Results({ sync }: { sync: SyncInstance }) {
  const counts = Object.entries(sync.records)
  const last = Object.values(sync.last_result)
  const sum = (key: 'added' | 'updated' | 'deleted') => last.reduce((all, one) => all + one[key], 0)
  const failed = sync.status === 'ERROR' ? sync.last_run?.error?.message : undefined
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap gap-x-2">
        {counts.length === 0 && <span className="text-muted-foreground">No records</span>}
        {counts.map(([model, count]) => (
          <Link
            key={model}
            to="/records"
            search={{
              integration: sync.integration,
              connection: sync.connection,
              model,
              ...(sync.variant !== 'base' && { variant: sync.variant }),
            }}
            className="truncate rounded-sm text-primary hover:underline"
          >
            {formatCount(count, model, model)}
          </Link>
        ))}
      </p>
      <p className="truncate text-xs text-muted-foreground" title={failed}>
        {failed ? (
          <span className="text-destructive">{failed}</span>
        ) : last.length === 0 ? (
          sync.last_sync_date ? (
            `last run ${formatRelative(sync.last_sync_date)}`
          ) : (
            'no run yet'
          )
        ) : (
          <>
            <span className="tabular-nums">
              +{sum('added').toLocaleString('en')} ~{sum('updated').toLocaleString('en')} −
              {sum('deleted').toLocaleString('en')}
            </span>
            {sync.last_sync_date && ` ${formatRelative(sync.last_sync_date)}`}
          </>
        )}
      </p>
    </div>
  )
}

function MoreMenu({ sync, onAsk }: { sync: SyncInstance; onAsk: (question: SyncQuestion) => void }) {
  const navigate = useNavigate()
  const { integration, connection, name } = sync
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`More about ${nameOf(sync)}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => onAsk('scratch')}>
          <RotateCcw aria-hidden /> Run from scratch…
        </DropdownMenuItem>
        <DropdownMenuItem disabled={sync.checkpoint == null} onSelect={() => onAsk('checkpoint')}>
          <MapPin aria-hidden /> {sync.checkpoint == null ? 'No checkpoint' : 'Show the checkpoint'}
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() =>
            void navigate({ to: '/runs', search: { integration, connection, function: name, type: 'sync' } })
          }
        >
          <History aria-hidden /> Runs of this sync
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() => void navigate({ to: '/functions', search: { fn: `${integration}/sync/${name}` } })}
        >
          <FileCode2 aria-hidden /> Open the function
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => onAsk('create')}>
          <Plus aria-hidden /> New variant…
        </DropdownMenuItem>
        {sync.variant !== 'base' && (
          <DropdownMenuItem destructive onSelect={() => onAsk('delete')}>
            <Trash2 aria-hidden /> Delete this variant…
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
