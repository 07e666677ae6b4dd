import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import type { YamlEditorProps } from './editor'

const Editor = lazy(() => import('./editor'))

/** Edits a YAML file, with what is wrong marked at its line. The editor itself is loaded when one is first shown. */
export function YamlEditor({ className, ...props }: YamlEditorProps & { className?: string }) {
  return (
    <div className={cn('flex min-h-48 flex-col overflow-hidden', className)}>
      <Suspense
        fallback={
          <div className="flex flex-col gap-2 p-3" role="status">
            <span className="sr-only">Loading the editor</span>
            <Skeleton className="h-3 w-1/2" />
            <Skeleton className="h-3 w-2/3" />
          </div>
        }
      >
        <Editor {...props} />
      </Suspense>
    </div>
  )
}
