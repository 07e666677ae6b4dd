import { lazy, Suspense } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/cn'
import type { TypeScriptEditorProps } from './types'

export type { Place, SaveResult, SourceFile, TypeScriptEditorProps } from './types'

const Editor = lazy(() => import('./editor'))

/**
 * Edits a TypeScript file of the project, with completion, errors, renaming and a way to every name's definition. The
 * editor and its compiler (about 11 MB) are loaded when one is first shown.
 */
export function TypeScriptEditor(props: TypeScriptEditorProps) {
  return (
    <Suspense
      fallback={
        <div className={cn('flex min-h-48 flex-col gap-2 p-3', props.className)} role="status">
          <span className="sr-only">Loading the editor</span>
          <Skeleton className="h-3 w-1/2" />
          <Skeleton className="h-3 w-2/3" />
          <Skeleton className="h-3 w-1/3" />
        </div>
      }
    >
      <Editor {...props} />
    </Suspense>
  )
}
