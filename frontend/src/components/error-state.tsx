import { RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { asFault } from '@/api/fault'
import { cn } from '@/lib/cn'
import { CopyButton } from './copy-field'
import { Button } from './ui/button'

interface ErrorStateProps {
  error: unknown
  /** What was tried, e.g. "Connections could not be read." */
  title: string
  retry?: () => void
  className?: string
}

/** What happened, what to do, one button that does it; the details fold out and can be copied. */
export function ErrorState({ error, title, retry, className }: ErrorStateProps) {
  const fault = asFault(error)
  const details = JSON.stringify({ status: fault.status, code: fault.code, message: fault.message }, null, 2)
  return (
    <div role="alert" className={cn('flex flex-col items-center gap-1 px-6 py-16 text-center', className)}>
      <div className="mb-2 grid size-11 place-items-center rounded-xl bg-destructive-soft text-destructive">
        <TriangleAlert className="size-5" aria-hidden />
      </div>
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="max-w-md">{fault.message}</p>
      {fault.hint && <p className="max-w-md text-muted-foreground">{fault.hint}</p>}
      {retry && (
        <Button variant="outline" className="mt-3" onClick={retry}>
          <RotateCw aria-hidden /> Try again
        </Button>
      )}
      <details className="mt-3 max-w-full text-left">
        <summary className="text-center text-xs text-muted-foreground">Details</summary>
        <div className="mt-2 flex items-start gap-2 rounded-md border bg-muted p-2">
          <pre className="min-w-0 flex-1 overflow-x-auto font-mono text-xs whitespace-pre-wrap">
            {details}
          </pre>
          <CopyButton value={details} label="Copy details (without secrets)" />
        </div>
      </details>
    </div>
  )
}

/** The same in one block beside a form, which keeps what was typed. */
export function FaultNotice({
  error,
  className,
  children,
}: {
  error: unknown
  className?: string
  /** Where to go from here. */
  children?: ReactNode
}) {
  const fault = asFault(error)
  return (
    <div
      role="alert"
      className={cn(
        'flex gap-2.5 rounded-lg border border-destructive/25 bg-destructive-soft px-3 py-2.5 text-sm',
        className,
      )}
    >
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-destructive" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium break-words">{fault.message}</p>
        {fault.hint && <p className="break-words opacity-85">{fault.hint}</p>}
        {children}
      </div>
    </div>
  )
}
