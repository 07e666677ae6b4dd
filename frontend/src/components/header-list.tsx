import { cn } from '@/lib/cn'
import { CopyButton } from './copy-field'

/** HTTP headers as they came, to read and copy. */
export function HeaderList({
  headers,
  label,
  className,
}: {
  headers: Record<string, string[]>
  label: string
  className?: string
}) {
  const rows = Object.entries(headers)
    .flatMap(([name, values]) => values.map((value) => [name, value] as const))
    .sort(([a], [b]) => a.localeCompare(b))
  if (rows.length === 0) return <p className="py-2 text-muted-foreground">None.</p>
  return (
    <div className={cn('group/headers relative', className)}>
      <CopyButton
        value={() => rows.map(([name, value]) => `${name}: ${value}`).join('\n')}
        label={`Copy ${label}`}
        className="absolute top-0 right-0 bg-card"
      />
      <dl className="grid grid-cols-[minmax(7rem,max-content)_1fr] gap-x-4 pr-8 font-mono text-xs leading-5">
        {rows.map(([name, value], index) => (
          <div
            key={index}
            className="col-span-2 grid grid-cols-subgrid border-b border-dashed py-0.5 last:border-b-0"
          >
            <dt className="text-code-key">{name}</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
