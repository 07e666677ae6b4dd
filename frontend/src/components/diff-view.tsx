import { cn } from '@/lib/cn'

function look(line: string): string | undefined {
  if (line.startsWith('+++') || line.startsWith('---')) return 'text-muted-foreground'
  if (line.startsWith('@@')) return 'text-code-key'
  if (line.startsWith('+')) return 'bg-success-soft text-success'
  if (line.startsWith('-')) return 'bg-destructive-soft text-destructive'
  return undefined
}

/** A unified diff as text: what goes, what comes. */
export function DiffView({ diff, label }: { diff: string; label: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className="max-h-96 overflow-auto border-t bg-muted py-2 font-mono text-xs leading-5"
    >
      {diff
        .replace(/\n$/, '')
        .split('\n')
        .map((line, index) => (
          <span key={index} className={cn('block min-w-fit px-3', look(line))}>
            {line || ' '}
          </span>
        ))}
    </pre>
  )
}
