import { useEffect } from 'react'
import type { CodeEditor } from './create-editor'
import { markersOf, programOwner } from './markers'
import { monaco } from './monaco'
import type { Finding } from './types'

/** The program's words as the editor's. */
export const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
}

/** Shows what the program found beside what the editor's own checker marks. */
export function useProgramMarkers(
  editor: CodeEditor | undefined,
  path: string,
  diagnostics: readonly Finding[],
): void {
  useEffect(() => {
    const model = editor?.getModel()
    if (!model) return
    let shown = ''
    const merge = () => {
      const live = monaco.editor.getModelMarkers({ resource: model.uri })
      const lineLength = (line: number) => (line <= model.getLineCount() ? model.getLineLength(line) : 0)
      const markers = markersOf(path, diagnostics, live, lineLength)
      const next = JSON.stringify(markers)
      // Setting markers tells of changed markers again.
      if (next === shown) return
      shown = next
      monaco.editor.setModelMarkers(
        model,
        programOwner,
        markers.map((marker) => ({ ...marker, severity: severities[marker.severity] })),
      )
    }
    merge()
    const listener = monaco.editor.onDidChangeMarkers((uris) => {
      if (!model.isDisposed() && uris.some((uri) => uri.toString() === model.uri.toString())) merge()
    })
    return () => {
      listener.dispose()
      if (!model.isDisposed()) monaco.editor.setModelMarkers(model, programOwner, [])
    }
  }, [editor, path, diagnostics])
}
