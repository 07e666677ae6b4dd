import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, Info, LoaderCircle, TriangleAlert, X, type LucideIcon } from 'lucide-react'
import type { Diagnostic } from '@/api/types'
import { FaultNotice } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { diagnosticsQuery } from '../queries'

const looks: Record<string, { icon: LucideIcon; className: string; rank: number }> = {
  error: { icon: CircleAlert, className: 'text-destructive', rank: 0 },
  warning: { icon: TriangleAlert, className: 'text-warning', rank: 1 },
}
const info = { icon: Info, className: 'text-muted-foreground', rank: 2 }
const lookOf = ({ severity }: Diagnostic) => looks[severity] ?? info

/** Everything that is wrong in the folder; a line leads to its place in the text. */
export function Problems({ onClose }: { onClose: () => void }) {
  const { data, error } = useQuery(diagnosticsQuery())
  const all = [...(data?.data ?? [])].sort(
    (a, b) => lookOf(a).rank - lookOf(b).rank || a.file.localeCompare(b.file) || a.line - b.line,
  )
  return (
    <section aria-label="Problems" className="flex max-h-56 min-h-24 shrink-0 flex-col border-t">
      <header className="flex items-center gap-2 px-3 pt-1">
        <h2 className="text-xs font-medium">Problems</h2>
        {data && !data.types_checked && (
          <span role="status" className="flex items-center gap-1.5 text-xs text-muted-foreground">
            <LoaderCircle className="size-3 animate-spin" aria-hidden /> Types are being checked…
          </span>
        )}
        <span className="flex-1" />
        <Button variant="ghost" size="icon-sm" aria-label="Close the problems" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      {error && <FaultNotice error={error} className="m-2" />}
      {data && all.length === 0 && (
        <p className="px-3 pb-3 text-muted-foreground">
          {data.types_checked ? 'Nothing is wrong.' : 'Nothing has been found so far.'}
        </p>
      )}
      <ul className="min-h-0 overflow-y-auto pb-1">
        {all.map((one, at) => (
          <ProblemRow key={at} problem={one} />
        ))}
      </ul>
    </section>
  )
}

function ProblemRow({ problem }: { problem: Diagnostic }) {
  const { icon: Icon, className } = lookOf(problem)
  const place = problem.line > 0 ? `:${problem.line}:${problem.column}` : ''
  return (
    <li>
      <Link
        to="/functions"
        search={{
          file: problem.file,
          tab: 'code',
          ...(problem.line > 0 && { line: problem.line, column: Math.max(1, problem.column) }),
        }}
        className="flex items-start gap-2 px-3 py-1 hover:bg-accent focus-visible:-outline-offset-2"
      >
        <Icon className={cn('mt-0.5 size-3.5 shrink-0', className)} aria-hidden />
        <span className="sr-only">{problem.severity}: </span>
        <span className="min-w-0 flex-1">
          <span className="break-words">{problem.message}</span>{' '}
          <span className="text-xs text-muted-foreground">
            {problem.code} {problem.hint}
          </span>
        </span>
        <code className="shrink-0 font-mono text-xs text-muted-foreground">
          {problem.file}
          {place}
        </code>
      </Link>
    </li>
  )
}
