import { useEffect, useRef } from 'react'
import { extraLibs, pathOf, planModels, smallestEdit, uriOf } from './model-plan'
import { monaco, typescriptDefaults } from './monaco'
import type { SourceFile, TypeScriptEditorProps } from './types'

type Model = monaco.editor.ITextModel

/** A rename comes as one change a file, typing in a peeked file as many. */
const otherPauseMs = 300

function projectModels(): Map<string, Model> {
  const found = new Map<string, Model>()
  for (const model of monaco.editor.getModels()) {
    const path = pathOf(model.uri.toString())
    if (path !== undefined && !path.startsWith('node_modules/')) found.set(path, model)
  }
  return found
}

/** The model of a file; made of the text when there is none. */
export function modelOf(path: string, text: string): Model {
  const uri = monaco.Uri.parse(uriOf(path))
  return monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, undefined, uri)
}

/** Replaces a model's text so that undo and the cursor survive. */
export function replaceText(model: Model, text: string): void {
  const before = model.getValue()
  if (before === text) return
  const edit = smallestEdit(before, text)
  const range = monaco.Range.fromPositions(model.getPositionAt(edit.from), model.getPositionAt(edit.to))
  model.pushStackElement()
  model.pushEditOperations([], [{ range, text: edit.text }], () => null)
  model.pushStackElement()
}

/**
 * Keeps one model a project file while the editor is shown, and saves files other than the edited one that an edit changed,
 * such as renaming a name used elsewhere.
 */
export function useProjectModels(
  path: string,
  files: readonly SourceFile[],
  libs: readonly SourceFile[],
  onSave: TypeScriptEditorProps['onSave'],
): void {
  useEffect(() => typescriptDefaults.setExtraLibs(extraLibs(libs)), [libs])

  const unsaved = useRef(new Map<string, ReturnType<typeof setTimeout>>())
  useEffect(() => {
    const models = projectModels()
    const texts = new Map([...models].map(([name, model]) => [name, model.getValue()]))
    const plan = planModels(texts, files, new Set([path, ...unsaved.current.keys()]))
    for (const file of plan.create) modelOf(file.path, file.text)
    for (const file of plan.update) replaceText(modelOf(file.path, file.text), file.text)
    for (const name of plan.dispose) models.get(name)?.dispose()

    const stored = new Map(files.map((file) => [file.path, file.text]))
    const save = async (name: string, model: Model) => {
      try {
        await onSave(name, model.getValue(), stored.get(name) ?? '')
      } finally {
        unsaved.current.delete(name)
      }
    }
    const watch = ([name, model]: [string, Model]) =>
      model.onDidChangeContent(() => {
        clearTimeout(unsaved.current.get(name))
        unsaved.current.set(
          name,
          setTimeout(() => void save(name, model), otherPauseMs),
        )
      })
    const listeners = [...projectModels()].filter(([name]) => name !== path).map(watch)
    return () => listeners.forEach((listener) => listener.dispose())
  }, [files, path, onSave])

  useEffect(
    () => () => {
      for (const model of projectModels().values()) model.dispose()
    },
    [],
  )
}
