import { useEffect, useRef, useState } from 'react'
import { conf, language } from 'monaco-editor/languages/definitions/typescript/typescript'
import { applyTheme, type CodeEditor, looks } from '@/components/typescript-editor/create-editor'
import { markersOf, programOwner } from '@/components/typescript-editor/markers'
import { monaco } from '@/components/typescript-editor/monaco'
import { lendPageKeys } from '@/components/typescript-editor/page-keys'
import type { Finding, Place } from '@/components/typescript-editor/types'
import { severities } from '@/components/typescript-editor/use-program-markers'
import { replaceText } from '@/components/typescript-editor/use-project-models'
import { useDark } from '@/lib/theme'
import { growth } from './growth'

export interface DraftEditorProps {
  /** Names the editor for screen readers. */
  label: string
  /** Where the file will lie; findings of other files are not shown. */
  path: string
  value: string
  /** More of it will come. */
  growing: boolean
  /** What is wrong in it. */
  findings: readonly Finding[]
  /** A place to show, another object for each wish to see it. */
  place?: Place | undefined
}

// The colours of TypeScript without its checker: a draft lies in no folder where the names it imports could be found, and the
// program checks it anyway.
const draftLanguage = 'typescript-draft'
monaco.languages.register({ id: draftLanguage })
monaco.languages.setLanguageConfiguration(draftLanguage, conf)
monaco.languages.setMonarchTokensProvider(draftLanguage, language)

const lineHeight = 20

function create(parent: HTMLElement, label: string): CodeEditor {
  return monaco.editor.create(parent, {
    ...looks,
    model: monaco.editor.createModel('', draftLanguage),
    ariaLabel: label,
    lineHeight,
    readOnly: true,
    domReadOnly: true,
    // Otherwise only texts that can be edited are marked.
    renderValidationDecorations: 'on',
    // Nothing can be typed, so Tab moves on.
    tabFocusMode: true,
    renderLineHighlight: 'none',
    hideCursorInOverviewRuler: true,
    wordWrap: 'on',
  })
}

/** Writes a growing text into an editor. */
function growIn(editor: CodeEditor, model: monaco.editor.ITextModel) {
  const paper = {
    append: (text: string) => {
      const { lineNumber, column } = model.getFullModelRange().getEndPosition()
      model.applyEdits([{ range: new monaco.Range(lineNumber, column, lineNumber, column), text }])
    },
    replace: (text: string) => replaceText(model, text),
    atEnd: () =>
      editor.getScrollTop() + editor.getLayoutInfo().height >= editor.getScrollHeight() - lineHeight,
    showEnd: () => editor.setScrollTop(editor.getScrollHeight(), monaco.editor.ScrollType.Immediate),
  }
  return growth(paper, window.matchMedia('(prefers-reduced-motion: reduce)').matches)
}

function mark(model: monaco.editor.ITextModel, path: string, findings: readonly Finding[]) {
  const lineLength = (line: number) => (line <= model.getLineCount() ? model.getLineLength(line) : 0)
  const inText = findings.filter(({ line }) => line > 0)
  monaco.editor.setModelMarkers(
    model,
    programOwner,
    markersOf(path, inText, [], lineLength).map((marker) => ({
      ...marker,
      severity: severities[marker.severity],
    })),
  )
}

export default function Editor({ label, path, value, growing, findings, place }: DraftEditorProps) {
  const parent = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<{ editor: CodeEditor; text: ReturnType<typeof growIn> }>()
  const dark = useDark()
  useEffect(() => applyTheme(dark), [dark])

  useEffect(() => {
    if (!parent.current) return
    const editor = create(parent.current, label)
    const model = editor.getModel()
    if (!model) return
    const stopLending = lendPageKeys(parent.current)
    const text = growIn(editor, model)
    setShown({ editor, text })
    return () => {
      text.stop()
      stopLending()
      model.dispose()
      editor.dispose()
    }
  }, [label])

  useEffect(() => {
    shown?.text.show(value, growing)
    const model = shown?.editor.getModel()
    if (model) mark(model, path, growing ? [] : findings)
  }, [shown, path, value, growing, findings])
  useEffect(() => {
    if (!shown || !place) return
    const position = { lineNumber: Math.max(1, place.line), column: Math.max(1, place.column) }
    shown.editor.setPosition(position)
    shown.editor.revealPositionInCenterIfOutsideViewport(position)
    shown.editor.focus()
  }, [shown, place])

  return <div ref={parent} className="min-h-0 flex-1" data-testid="draft-editor" />
}
