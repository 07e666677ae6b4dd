import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { json, jsonParseLinter } from '@codemirror/lang-json'
import {
  bracketMatching,
  foldGutter,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { lintGutter, linter } from '@codemirror/lint'
import { search, searchKeymap } from '@codemirror/search'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  placeholder as placeholderText,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'

export interface CodeMirrorProps {
  value: string
  onChange?: (value: string) => void
  language?: 'json' | 'text'
  /** Names the editor for screen readers. */
  label: string
  readOnly?: boolean
  placeholder?: string
  /** Ids of texts that describe the editor, such as its error. */
  describedBy?: string
}

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--foreground)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', fontSize: '12px', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--foreground)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--foreground)' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--muted-foreground)', border: 'none' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklch, var(--primary) 25%, transparent)',
  },
  '.cm-panels': { backgroundColor: 'var(--muted)', color: 'var(--foreground)', borderColor: 'var(--border)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--popover)',
    color: 'var(--foreground)',
    borderColor: 'var(--border)',
  },
  '.cm-placeholder': { color: 'var(--muted-foreground)' },
})

const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--code-atom)' },
  { tag: tags.punctuation, color: 'var(--muted-foreground)' },
])

/** Marks a change that came from the outside, so that it is not reported back. */
const fromOutside = Annotation.define<boolean>()

function languageOf(language: CodeMirrorProps['language']): Extension {
  if (language !== 'json') return []
  const parse = jsonParseLinter()
  // An empty editor means "nothing", which is no mistake.
  return [json(), lintGutter(), linter((view) => (view.state.doc.toString().trim() ? parse(view) : []))]
}

function baseExtensions(placeholder: string): Extension[] {
  return [
    lineNumbers(),
    foldGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    search({ top: true }),
    syntaxHighlighting(highlight),
    theme,
    EditorView.lineWrapping,
    placeholderText(placeholder),
    // Tab is left alone: it moves on, as everywhere. Mod-Enter belongs to the page.
    keymap.of([...defaultKeymap.filter((key) => key.key !== 'Mod-Enter'), ...historyKeymap, ...searchKeymap]),
  ]
}

export default function CodeMirror(props: CodeMirrorProps) {
  const { value, onChange, language = 'text', label, readOnly = false, placeholder = '', describedBy } = props
  const parent = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const changed = useRef(onChange)
  const options = useRef(new Compartment())
  const first = useRef(value)

  useEffect(() => {
    changed.current = onChange
  }, [onChange])

  useEffect(() => {
    if (!parent.current) return
    const editor = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        doc: first.current,
        extensions: [
          ...baseExtensions(placeholder),
          options.current.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((change) => change.annotation(fromOutside)))
              changed.current?.(update.state.doc.toString())
          }),
        ],
      }),
    })
    view.current = editor
    return () => editor.destroy()
  }, [placeholder])

  useEffect(() => {
    // The text can be edited and so be reached anyway; checkers look for the attribute.
    const attributes: Record<string, string> = { 'aria-label': label, tabindex: '0' }
    if (describedBy) attributes['aria-describedby'] = describedBy
    view.current?.dispatch({
      effects: options.current.reconfigure([
        languageOf(language),
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of(attributes),
      ]),
    })
  }, [language, readOnly, label, describedBy, placeholder])

  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === value) return
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      annotations: fromOutside.of(true),
    })
  }, [value])

  return <div ref={parent} className="min-h-0 flex-1 overflow-auto" />
}
