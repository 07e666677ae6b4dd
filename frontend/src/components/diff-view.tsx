import { cn } from '@/lib/cn'

function look(line: string): string | undefined {
  if (line.startsWith('+++') || line.startsWith('---')) return 'text-muted-foreground'
  if (line.startsWith('@@')) return 'text-code-key'
  if (line.startsWith('+')) return 'bg-success-soft text-success'
  if (line.startsWith('-')) return 'bg-destructive-soft text-destructive'
  return undefined
}

/** A unified diff as text: what goes, what comes. Long lines are wrapped where nothing may stay out of view. */
export function DiffView({ diff, label, wrap }: { diff: string; label: string; wrap?: boolean }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      className={cn(
        'max-h-96 overflow-auto border-t bg-muted py-2 font-mono text-xs leading-5',
        wrap && 'break-all whitespace-pre-wrap',
      )}
    >
      {diff
        .replace(/\n$/, '')
        .split('\n')
        .map((line, index) => (
          <span key={index} className={cn('block px-3', !wrap && 'min-w-fit', look(line))}>
            {line || ' '}
          </span>
        ))}
    </pre>
  )
}
