import { TriangleAlert, WandSparkles } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { SaveStatus } from '@/components/save-status'
import { Button } from '@/components/ui/button'
import { cn } from '@/lib/cn'
import { useDark } from '@/lib/theme'
import { applyTheme, type CodeEditor, mountEditor } from './create-editor'
import type { TypeScriptEditorProps } from './types'
import { type Draft, useDraft } from './use-draft'
import { useProgramMarkers } from './use-program-markers'
import { replaceText, useProjectModels } from './use-project-models'

/** The editor itself with its status line. Made anew for each file; what it knows of a file stays in the file's model. */
function FileEditor(props: TypeScriptEditorProps) {
  const { path, text, diagnostics, onChange, onSave, onOpen, place, readOnly = false } = props
  const parent = useRef<HTMLDivElement>(null)
  const first = useRef(props)
  const [editor, setEditor] = useState<CodeEditor>()
  const [tabMoves, setTabMoves] = useState(false)
  const save = useCallback((now: string, base: string) => onSave(path, now, base), [onSave, path])
  const draft = useDraft({ text, readOnly, save })
  const latest = useRef({ draft, onChange, onOpen })
  useEffect(() => {
    latest.current = { draft, onChange, onOpen }
  })

  useEffect(() => {
    if (!parent.current) return
    const [created, unmount] = mountEditor(parent.current, first.current.path, first.current.text, {
      changed: (now) => {
        if (now === latest.current.draft.text) return
        latest.current.draft.edit(now)
        latest.current.onChange?.(now)
      },
      save: () => latest.current.draft.saveNow(),
      open: (target, at) => latest.current.onOpen(target, at),
      toggleTab: () => setTabMoves((moves) => !moves),
    })
    setEditor(created)
    return unmount
  }, [])

  useEffect(
    () => editor?.updateOptions({ readOnly, domReadOnly: readOnly, tabFocusMode: tabMoves }),
    [editor, readOnly, tabMoves],
  )
  useEffect(() => {
    const model = editor?.getModel()
    if (model && draft.adopted) replaceText(model, draft.adopted.text)
  }, [editor, draft.adopted])
  useEffect(() => {
    if (!editor || !place) return
    const position = { lineNumber: place.line, column: place.column }
    editor.setPosition(position)
    editor.revealPositionInCenterIfOutsideViewport(position)
    editor.focus()
  }, [editor, place])
  useProgramMarkers(editor, path, diagnostics)

  return (
    <>
      {draft.conflict !== undefined && <ConflictBar path={path} draft={draft} />}
      <div ref={parent} className="min-h-0 flex-1" data-testid="typescript-editor" />
      <StatusLine {...{ editor, draft, readOnly, tabMoves }} toggleTab={() => setTabMoves(!tabMoves)} />
    </>
  )
}

interface StatusLineProps {
  editor: CodeEditor | undefined
  draft: Draft
  readOnly: boolean
  tabMoves: boolean
  toggleTab: () => void
}

function StatusLine({ editor, draft, readOnly, tabMoves, toggleTab }: StatusLineProps) {
  return (
    <div className="flex items-center gap-3 border-t px-2 text-xs text-muted-foreground">
      {readOnly && <span className="py-1.5">Read only</span>}
      {!readOnly && draft.conflict === undefined && <SaveStatus state={draft.state} retry={draft.saveNow} />}
      {!readOnly && draft.conflict !== undefined && <span className="py-1.5">Not saved</span>}
      <span className="flex-1" />
      <Button variant="ghost" size="sm" aria-pressed={tabMoves} title="Control+M" onClick={toggleTab}>
        <span role="status">{tabMoves ? 'Tab leaves the editor' : 'Tab indents'}</span>
      </Button>
      {!readOnly && (
        <Button
          variant="ghost"
          size="sm"
          onClick={() => void editor?.getAction('editor.action.formatDocument')?.run()}
        >
          <WandSparkles aria-hidden /> Format
        </Button>
      )}
    </div>
  )
}

function ConflictBar({ path, draft }: { path: string; draft: Draft }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 border-b bg-warning-soft px-3 py-2 text-sm"
    >
      <TriangleAlert className="size-4 text-warning" aria-hidden />
      <span className="flex-1">
        {path} was changed outside Patchbay while you edited it. Nothing was overwritten.
      </span>
      <Button variant="outline" size="sm" onClick={draft.takeTheirs}>
        Use the file on disk
      </Button>
      <Button variant="outline" size="sm" onClick={draft.keepMine}>
        Keep my text
      </Button>
    </div>
  )
}

export default function Editor(props: TypeScriptEditorProps) {
  const { path, files, libs, onSave, className } = props
  const dark = useDark()
  useEffect(() => applyTheme(dark), [dark])

  useProjectModels(path, files, libs, onSave)

  return (
    <div className={cn('flex min-h-48 flex-col overflow-hidden', className)}>
      <FileEditor key={path} {...props} />
    </div>
  )
}
