import { lazy, Suspense } from 'react'
import { cn } from '@/lib/cn'
import type { DraftEditorProps } from './editor'

const Editor = lazy(() => import('./editor'))

/**
 * Shows a TypeScript file that somebody else writes, with what is wrong marked at its line. While it grows the end is followed
 * unless the user scrolled away from it. The editor itself is loaded when one is first shown; until then the text stands plain.
 */
export function DraftEditor({ className, ...props }: DraftEditorProps & { className?: string }) {
  return (
    <div
      className={cn(
        'flex min-h-48 flex-col overflow-hidden rounded-md border border-input bg-card focus-within:border-ring focus-within:outline-2 focus-within:outline-ring/50',
        className,
      )}
    >
      <Suspense
        fallback={
          <pre
            tabIndex={0}
            aria-label={props.label}
            className="min-h-0 flex-1 overflow-auto p-2 font-mono text-xs leading-5"
          >
            {props.value}
          </pre>
        }
      >
        <Editor {...props} />
      </Suspense>
    </div>
  )
}
