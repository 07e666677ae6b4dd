import { useQuery } from '@tanstack/react-query'
import { ArrowRight, Minus, PencilLine, Plus } from 'lucide-react'
import { useState } from 'react'
import { listRuns } from '@/api/runs'
import type { RecordChange, RunDetail } from '@/api/types'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { FilterSelect } from '@/components/filter-select'
import { FoldHeader } from '@/components/fold-header'
import { JsonView } from '@/components/json-view'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import { formatDate } from '@/lib/dates'
import { useChanges } from './queries'
import { resultText } from './words'

interface RunChangesProps {
  run: RunDetail
  against: string | undefined
  onAgainst: (id: string | undefined) => void
}

/** What a run did to records: against the run before, or against another one. */
export function RunChanges({ run, against, onAgainst }: RunChangesProps) {
  const [action, setAction] = useState<string>()
  const [model, setModel] = useState<string>()
  const changes = useChanges(run.id, {
    ...(action && { action }),
    ...(model && { model }),
    ...(against && { against }),
  })
  const counts = changes.data?.pages[0]?.counts ?? {}
  const rows = changes.data?.pages.flatMap((page) => page.data) ?? []
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
        <FilterSelect
          label="Action"
          all="Any change"
          options={['added', 'updated', 'deleted'].map((one) => ({ value: one, label: titles[one] ?? one }))}
          value={action}
          onChange={setAction}
          className="w-36"
        />
        <FilterSelect
          label="Model"
          all="All models"
          options={Object.keys({ ...run.results, ...counts }).map((one) => ({ value: one, label: one }))}
          value={model}
          onChange={setModel}
          className="w-40"
        />
        <AgainstSelect run={run} value={against} onChange={onAgainst} />
        <span className="text-xs text-muted-foreground">{resultText(counts)}</span>
      </div>
      {changes.error ? (
        <ErrorState
          error={changes.error}
          title="The changes could not be read"
          retry={() => void changes.refetch()}
        />
      ) : changes.isPending ? (
        <div role="status" className="flex appear-late flex-col gap-2 p-4">
          <span className="sr-only">Reading the changes…</span>
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState icon={PencilLine} title="No record changed">
          {against ? 'Both runs left the same records.' : 'Everything was as the run before had left it.'}
        </EmptyState>
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto" aria-label="Changes">
          {rows.map((row) => (
            <Change key={`${row.model}/${row.id}/${row.action}`} change={row} />
          ))}
          {changes.hasNextPage && (
            <li className="p-3 text-center">
              <Button
                variant="outline"
                size="sm"
                busy={changes.isFetchingNextPage}
                onClick={() => void changes.fetchNextPage()}
              >
                Show more
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

function AgainstSelect({
  run,
  value,
  onChange,
}: {
  run: RunDetail
  value: string | undefined
  onChange: RunChangesProps['onAgainst']
}) {
  const { integration, connection, type } = run
  const filter = { integration, connection, type, function: run.function, dry: false, limit: 30 }
  const { data } = useQuery({ queryKey: ['runs', 'list', filter], queryFn: () => listRuns(filter) })
  const others = (data?.data ?? []).filter((one) => one.id !== run.id && one.variant === run.variant)
  return (
    <FilterSelect
      label="Compare with"
      all="Against the run before"
      options={others.map((one) => ({
        value: one.id,
        label: `Against run ${one.job}, ${formatDate(one.queued_at)}`,
      }))}
      value={value}
      onChange={onChange}
      className="w-64"
    />
  )
}

const titles: Record<string, string> = { added: 'Added', updated: 'Changed', deleted: 'Deleted' }
const unknownSign = { icon: PencilLine, className: 'bg-warning-soft text-warning' }
const signs: Partial<Record<string, typeof unknownSign>> = {
  added: { icon: Plus, className: 'bg-success-soft text-success' },
  updated: unknownSign,
  deleted: { icon: Minus, className: 'bg-destructive-soft text-destructive' },
}

function Change({ change }: { change: RecordChange }) {
  const [open, setOpen] = useState(false)
  const { icon: Icon, className } = signs[change.action] ?? unknownSign
  const title = titles[change.action] ?? change.action
  const note = change.reason ?? change.fields.map((field) => field.path).join(', ')
  return (
    <li className="border-b">
      <FoldHeader open={open} onOpen={setOpen}>
        <span className={cn('grid size-5 shrink-0 place-items-center rounded-sm', className)}>
          <Icon className="size-3" aria-hidden />
        </span>
        <span className="sr-only">{title}, </span>
        <code className="min-w-0 truncate font-mono text-xs">{change.id}</code>
        <span className="shrink-0 text-xs text-muted-foreground">{change.model}</span>
        <span className="min-w-0 flex-1 truncate text-right text-xs text-muted-foreground">{note}</span>
      </FoldHeader>
      {open && (
        <div className="flex flex-col gap-2 px-3 pb-3 pl-9">
          {change.fields.length > 0 && <FieldTable change={change} />}
          <JsonView
            value={change.payload}
            label="record"
            className="max-h-72 rounded-md border bg-muted p-2"
          />
        </div>
      )}
    </li>
  )
}

const shown = (value: unknown) => (value === null || value === undefined ? 'nothing' : JSON.stringify(value))

function FieldTable({ change }: { change: RecordChange }) {
  return (
    <table className="w-full text-xs">
      <caption className="sr-only">Fields that differ</caption>
      <tbody>
        {change.fields.map((field) => (
          <tr key={field.path} className="border-b align-top last:border-b-0">
            <th scope="row" className="w-1/4 py-1 pr-3 text-left font-mono font-normal break-all">
              {field.path}
            </th>
            <td className="w-3/8 py-1 font-mono break-all text-destructive">
              <del className="decoration-destructive/40">{shown(field.before)}</del>
            </td>
            <td aria-hidden className="px-2 py-1 text-muted-foreground">
              <ArrowRight className="mt-0.5 size-3" />
            </td>
            <td className="w-3/8 py-1 font-mono break-all text-success">
              <ins className="no-underline">{shown(field.after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
