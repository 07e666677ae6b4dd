import { pathOf } from './model-plan'
import { monaco } from './monaco'
import { lendPageKeys } from './page-keys'
import { pageColours, themeOf } from './theme'
import type { Place } from './types'
import { modelOf, replaceText } from './use-project-models'

export type CodeEditor = monaco.editor.IStandaloneCodeEditor

/** What the editor tells the component around it. */
export interface EditorEvents {
  changed: (text: string) => void
  save: () => void
  open: (path: string, place: Place) => void
  toggleTab: () => void
}

/** Cursor and scrolling of each file, kept while one goes from file to file. */
const views = new WeakMap<monaco.editor.ITextModel, monaco.editor.ICodeEditorViewState | null>()

/** Gives every editor the page's colours. */
export function applyTheme(dark: boolean): void {
  monaco.editor.defineTheme('patchbay', themeOf(dark, pageColours(document.documentElement)))
  monaco.editor.setTheme('patchbay')
}

/** What every editor looks like; `applyTheme` colours it. */
export const looks = {
  theme: 'patchbay',
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, Menlo, monospace",
  fontSize: 12.5,
  lineHeight: 20,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  // The default dims it below what can be read.
  renderFinalNewline: 'on',
  fixedOverflowWidgets: true,
  padding: { top: 8, bottom: 8 },
  stickyScroll: { enabled: false },
} satisfies monaco.editor.IStandaloneEditorConstructionOptions

function create(parent: HTMLElement, path: string, text: string): CodeEditor {
  const model = modelOf(path, text)
  replaceText(model, text)
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  return monaco.editor.create(parent, {
    ...looks,
    model,
    ariaLabel: `${path}. Press Control+M to let Tab leave the editor.`,
    cursorBlinking: calm ? 'solid' : 'blink',
    smoothScrolling: false,
    'semanticHighlighting.enabled': true,
  })
}

function placeOf(at: monaco.IRange | monaco.IPosition | undefined): Place {
  if (!at) return { line: 1, column: 1 }
  return 'lineNumber' in at
    ? { line: at.lineNumber, column: at.column }
    : { line: at.startLineNumber, column: at.startColumn }
}

/** Puts an editor of the file into an element. Returns it with the way to take it out again. */
export function mountEditor(
  parent: HTMLElement,
  path: string,
  text: string,
  events: EditorEvents,
): [CodeEditor, () => void] {
  const editor = create(parent, path, text)
  const model = editor.getModel()
  if (model) editor.restoreViewState(views.get(model) ?? null)
  const listeners = [
    editor.onDidChangeModelContent(() => events.changed(editor.getValue())),
    editor.onKeyDown((event) => {
      const save = (event.ctrlKey || event.metaKey) && event.keyCode === monaco.KeyCode.KeyS
      const toggle = event.ctrlKey && event.keyCode === monaco.KeyCode.KeyM
      if (!save && !toggle) return
      event.preventDefault()
      event.stopPropagation()
      if (save) events.save()
      else events.toggleTab()
    }),
    monaco.editor.registerEditorOpener({
      openCodeEditor: (source, resource, at) => {
        const target = source === editor ? pathOf(resource.toString()) : undefined
        if (target === undefined) return false
        events.open(target, placeOf(at))
        return true
      },
    }),
  ]
  const stopLending = lendPageKeys(parent)
  const unmount = () => {
    if (model && !model.isDisposed()) views.set(model, editor.saveViewState())
    stopLending()
    listeners.forEach((listener) => listener.dispose())
    editor.dispose()
  }
  return [editor, unmount]
}
