import 'monaco-editor/languages/definitions/yaml/register'
import { useEffect, useRef, useState } from 'react'
import { applyTheme, looks } from '@/components/typescript-editor/create-editor'
import { monaco } from '@/components/typescript-editor/monaco'
import { lendPageKeys } from '@/components/typescript-editor/page-keys'
import { useDark } from '@/lib/theme'

/** Something wrong with a line; lines count from 1, and 0 is the whole file. */
export interface YamlProblem {
  line: number
  message: string
  warning: boolean
}

export interface YamlEditorProps {
  /** Names the editor for screen readers. */
  label: string
  value: string
  problems: readonly YamlProblem[]
  onChange: (text: string) => void
  onSave: () => void
  /** A line to show, another object for each wish to see it. */
  place?: { line: number } | undefined
}

type CodeEditor = monaco.editor.IStandaloneCodeEditor

function create(parent: HTMLElement, label: string, text: string): CodeEditor {
  return monaco.editor.create(parent, {
    ...looks,
    model: monaco.editor.createModel(text, 'yaml'),
    ariaLabel: `${label}. Press Control+M to let Tab leave the editor.`,
    tabSize: 2,
    wordWrap: 'on',
  })
}

/** Marks the whole of each line that has a problem. */
function mark(editor: CodeEditor, problems: readonly YamlProblem[]) {
  const model = editor.getModel()
  if (!model) return
  monaco.editor.setModelMarkers(
    model,
    'patchbay',
    problems.map(({ line, message, warning }) => {
      const shown = Math.min(Math.max(1, line), model.getLineCount())
      return {
        severity: warning ? monaco.MarkerSeverity.Warning : monaco.MarkerSeverity.Error,
        message,
        startLineNumber: shown,
        startColumn: model.getLineFirstNonWhitespaceColumn(shown) || 1,
        endLineNumber: shown,
        endColumn: model.getLineMaxColumn(shown),
      }
    }),
  )
}

export default function Editor({ label, value, problems, onChange, onSave, place }: YamlEditorProps) {
  const parent = useRef<HTMLDivElement>(null)
  const first = useRef({ label, value })
  const latest = useRef({ onChange, onSave })
  const [editor, setEditor] = useState<CodeEditor>()
  const dark = useDark()
  useEffect(() => applyTheme(dark), [dark])
  useEffect(() => {
    latest.current = { onChange, onSave }
  })

  useEffect(() => {
    if (!parent.current) return
    const made = create(parent.current, first.current.label, first.current.value)
    const stopLending = lendPageKeys(parent.current)
    made.onDidChangeModelContent(() => latest.current.onChange(made.getValue()))
    made.onKeyDown((event) => {
      if (!(event.ctrlKey || event.metaKey) || event.keyCode !== monaco.KeyCode.KeyS) return
      event.preventDefault()
      event.stopPropagation()
      latest.current.onSave()
    })
    setEditor(made)
    return () => {
      stopLending()
      made.getModel()?.dispose()
      made.dispose()
    }
  }, [])

  useEffect(() => {
    if (editor && editor.getValue() !== value) editor.setValue(value)
  }, [editor, value])
  useEffect(() => {
    if (editor) mark(editor, problems)
  }, [editor, problems])
  useEffect(() => {
    if (!editor || !place) return
    editor.setPosition({ lineNumber: Math.max(1, place.line), column: 1 })
    editor.revealLineInCenterIfOutsideViewport(Math.max(1, place.line))
    editor.focus()
  }, [editor, place])

  return <div ref={parent} className="min-h-0 flex-1" data-testid="yaml-editor" />
}
