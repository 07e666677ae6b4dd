import { lazy, Suspense } from 'react'
import { cn } from '@/lib/cn'
import type { CodeMirrorProps } from './code-mirror'
import { Skeleton } from './ui/skeleton'

const CodeMirror = lazy(() => import('./code-mirror'))

/** A text editor with highlighting, folding and search. The editor itself is loaded when one is first shown. */
export function CodeEditor({ className, ...props }: CodeMirrorProps & { className?: string }) {
  return (
    <div
      className={cn(
        'flex min-h-24 flex-col overflow-hidden rounded-md border border-input bg-card font-mono text-xs focus-within:border-ring focus-within:outline-2 focus-within:outline-ring/50',
        className,
      )}
    >
      <Suspense
        fallback={
          <div className="flex flex-col gap-2 p-3">
            <Skeleton className="h-3 w-1/2" />
            <Skeleton className="h-3 w-1/3" />
          </div>
        }
      >
        <CodeMirror {...props} />
      </Suspense>
    </div>
  )
}
