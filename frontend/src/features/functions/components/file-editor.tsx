import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import type { ProjectText } from '@/api/types'
import { CodeEditor } from '@/components/code-editor'
import { ErrorState } from '@/components/error-state'
import { SaveStatus } from '@/components/save-status'
import { TypeScriptEditor, type Place, type SaveResult } from '@/components/typescript-editor'
import { findingsOf } from '@/components/typescript-editor/findings'
import { useDraft } from '@/components/typescript-editor/use-draft'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useCommand } from '@/lib/shortcuts'
import { diagnosticsQuery, fileQuery, filesQuery, neighboursQuery, typesQuery } from '../queries'
import { versions } from '../saving'

const save = (path: string, text: string, base: string): Promise<SaveResult> =>
  versions.save(path, text, base)

interface FileEditorProps {
  path: string
  place: Place | undefined
}

/** Edits one file of the folder. It saves itself; what somebody else wrote meanwhile is never overwritten unasked. */
export function FileEditor({ path, place }: FileEditorProps) {
  const { data, error, refetch } = useQuery(fileQuery(path))
  if (error && !data) {
    return <ErrorState error={error} title={`${path} could not be read`} retry={() => void refetch()} />
  }
  if (data?.path !== path) {
    return (
      <div role="status" className="flex appear-late flex-col gap-2 p-4">
        <span className="sr-only">Reading the file…</span>
        <Skeleton className="h-3 w-1/2" />
        <Skeleton className="h-3 w-1/3" />
      </div>
    )
  }
  return /\.tsx?$/.test(path) ? (
    <SourceEditor file={data} place={place} />
  ) : (
    <TextEditor key={path} file={data} />
  )
}

const none: never[] = []

function SourceEditor({ file, place }: { file: ProjectText; place: Place | undefined }) {
  const navigate = useNavigate({ from: '/functions' })
  const files = useQuery(filesQuery())
  const others = useQuery(neighboursQuery(files.data ?? none, file.path))
  const libs = useQuery(typesQuery())
  const diagnostics = useQuery(diagnosticsQuery())
  const sources = useMemo(() => [file, ...(others.data ?? none)], [file, others.data])
  const findings = useMemo(() => findingsOf(diagnostics.data?.data ?? none), [diagnostics.data])
  const open = useCallback(
    (path: string, at: Place) => {
      // Declarations are not in the folder.
      if (path.includes('node_modules')) return
      void navigate({ search: { file: path, tab: 'code', line: at.line, column: at.column } })
    },
    [navigate],
  )
  return (
    <TypeScriptEditor
      path={file.path}
      text={file.text}
      files={sources}
      libs={libs.data ?? none}
      diagnostics={findings}
      onSave={save}
      onOpen={open}
      {...(place && { place })}
      className="min-h-0 flex-1"
    />
  )
}

/** For JSON and everything else that is no TypeScript. */
function TextEditor({ file }: { file: ProjectText }) {
  const { path, text } = file
  const draft = useDraft({ text, readOnly: false, save: (now, base) => save(path, now, base) })
  useCommand('function.save', draft.saveNow)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {draft.conflict !== undefined && (
        <div role="alert" className="flex flex-wrap items-center gap-2 border-b bg-warning-soft px-3 py-2">
          <TriangleAlert className="size-4 text-warning" aria-hidden />
          <span className="flex-1">{path} was changed elsewhere while you edited it.</span>
          <Button variant="outline" size="sm" onClick={draft.takeTheirs}>
            Load theirs
          </Button>
          <Button variant="outline" size="sm" onClick={draft.keepMine}>
            Keep mine
          </Button>
        </div>
      )}
      <CodeEditor
        value={draft.text}
        onChange={draft.edit}
        language={path.endsWith('.json') ? 'json' : 'text'}
        label={path}
        className="min-h-0 flex-1 rounded-none border-0"
      />
      <div className="border-t px-2">
        <SaveStatus state={draft.state} retry={draft.saveNow} />
      </div>
    </div>
  )
}
