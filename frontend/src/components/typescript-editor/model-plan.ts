import type { SourceFile } from './types'

/** Where the project's root is for the editor. */
const root = 'file:///'

export function uriOf(path: string): string {
  return root + path.split('/').map(encodeURIComponent).join('/')
}

/** The project-relative path of a uri, or undefined when it is none of the project's or of its declarations. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith(root)) return undefined
  return uri.slice(root.length).split('/').map(decodeURIComponent).join('/')
}

export interface ModelPlan {
  create: SourceFile[]
  update: SourceFile[]
  dispose: string[]
}

/**
 * What to do so that the models in memory are the project's files. `kept` are the file being edited and those whose
 * changes are not saved yet: their text belongs to the editor.
 */
export function planModels(
  existing: ReadonlyMap<string, string>,
  files: readonly SourceFile[],
  kept: ReadonlySet<string>,
): ModelPlan {
  const wanted = new Map(files.filter((file) => isSource(file.path)).map((file) => [file.path, file.text]))
  const plan: ModelPlan = { create: [], update: [], dispose: [] }
  for (const [path, text] of wanted) {
    if (kept.has(path)) continue
    const known = existing.get(path)
    if (known === undefined) plan.create.push({ path, text })
    else if (known !== text) plan.update.push({ path, text })
  }
  for (const path of existing.keys()) if (!kept.has(path) && !wanted.has(path)) plan.dispose.push(path)
  return plan
}

function isSource(path: string): boolean {
  return /\.(ts|mts|cts|json)$/.test(path) && !path.startsWith('node_modules/')
}

/** The smallest replacement that turns one text into another: the cursor and marks outside it stay where they are. */
export function smallestEdit(before: string, after: string): { from: number; to: number; text: string } {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from++
  let same = 0
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++
  return { from, to: before.length - same, text: after.slice(from, after.length - same) }
}

/** The declarations the editor's checker reads: files and the package descriptions that lead to them. */
export function extraLibs(libs: readonly SourceFile[]): { content: string; filePath: string }[] {
  const files = libs.filter(({ path }) => /\.d\.[cm]?ts$|(^|\/)package\.json$/.test(path))
  // Functions are ES modules; the official project says so in its package.json.
  const manifest = { path: 'package.json', text: '{"type":"module"}' }
  return [...files.filter(({ path }) => path !== manifest.path), manifest].map(({ path, text }) => ({
    filePath: uriOf(path),
    content: text,
  }))
}
