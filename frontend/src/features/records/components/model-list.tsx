import { Link } from '@tanstack/react-router'
import { sameSet, type RecordSet } from '@/api/records'
import type { RecordModel } from '@/api/types'
import { ProviderIcon } from '@/components/provider-icon'
import { cn } from '@/lib/cn'
import { formatBytes, formatCount } from '@/lib/format'

interface Group {
  key: string
  provider: string
  integration: string
  connection: string
  models: RecordModel[]
}

function groupByConnection(models: RecordModel[]): Group[] {
  const groups = new Map<string, Group>()
  for (const model of models) {
    const { provider, integration, connection } = model
    const key = JSON.stringify([integration, connection])
    const group = groups.get(key) ?? { key, provider, integration, connection, models: [] }
    group.models.push(model)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** What there are records of, by connection. */
export function ModelList({ models, current }: { models: RecordModel[]; current: RecordSet | undefined }) {
  return (
    <nav aria-label="Models" className="flex min-h-0 flex-col gap-3 overflow-y-auto p-2">
      {groupByConnection(models).map((group) => (
        <section key={group.key} aria-label={`${group.integration}, ${group.connection}`}>
          <h2 className="flex items-center gap-2 px-2 py-1.5">
            <ProviderIcon name={group.provider} label={group.provider} size="sm" />
            <span className="min-w-0">
              <span className="block truncate font-medium">{group.connection}</span>
              <span className="block truncate text-xs font-normal text-muted-foreground">
                {group.integration}
              </span>
            </span>
          </h2>
          <ul>
            {group.models.map((one) => (
              <li key={`${one.model}::${one.variant}`}>
                <ModelLink model={one} chosen={current !== undefined && sameSet(current, one)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function ModelLink({ model, chosen }: { model: RecordModel; chosen: boolean }) {
  const { integration, connection, variant } = model
  const count = model.records.toLocaleString('en')
  return (
    <Link
      to="/records"
      search={{ integration, connection, model: model.model, ...(variant !== 'base' && { variant }) }}
      aria-current={chosen ? 'page' : undefined}
      title={`${formatCount(model.records, 'record')}, ${model.deleted.toLocaleString('en')} deleted, ${formatBytes(model.bytes)}`}
      className={cn(
        'flex h-7.5 items-center gap-2 rounded-md pr-2 pl-9 hover:bg-accent',
        chosen && 'bg-primary-soft text-primary hover:bg-primary-soft',
      )}
    >
      <span className="min-w-0 flex-1 truncate">
        {model.model}
        {variant !== 'base' && <span className="text-muted-foreground"> · {variant}</span>}
      </span>
      <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{count}</span>
    </Link>
  )
}
