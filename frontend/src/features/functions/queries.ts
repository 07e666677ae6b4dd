import { queryOptions } from '@tanstack/react-query'
import { getDiagnostics, getTypes, listFiles, readFile } from '@/api/project'
import type { ProjectFile, ProjectText } from '@/api/types'
import type { SourceFile } from '@/components/typescript-editor'
import { versions } from './saving'

/** Reads a file for being edited: its version is remembered, so that saving can tell when it changed. */
async function open(path: string): Promise<ProjectText> {
  const file = await readFile(path)
  versions.remember(file)
  return file
}

export const filesQuery = () => queryOptions({ queryKey: ['project', 'files'], queryFn: listFiles })

export const fileQuery = (path: string) =>
  queryOptions({ queryKey: ['project', 'file', path], queryFn: () => open(path) })

export const diagnosticsQuery = () =>
  queryOptions({ queryKey: ['project', 'diagnostics'], queryFn: getDiagnostics })

/** They do not change while the program runs, so no hint reads them again. */
export const typesQuery = () => queryOptions({ queryKey: ['declarations'], queryFn: getTypes })

/** Names lead from a file into these: the rest of its integration, and helpers of all. */
function neighbours(files: readonly ProjectFile[], path: string): ProjectFile[] {
  const [folder = ''] = path.split('/')
  return files.filter(
    (file) =>
      /\.tsx?$/.test(file.path) &&
      file.path !== path &&
      (file.kind === 'helper' || (file.kind === 'function' && file.path.startsWith(`${folder}/`))),
  )
}

const atOnce = 6

async function readAll(paths: string[]): Promise<SourceFile[]> {
  const texts = new Map<string, string>()
  const waiting = [...paths]
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      // A file that is just being removed is no reason to go without the others.
      const file = await open(path).catch(() => undefined)
      if (file) texts.set(path, file.text)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return paths.flatMap((path) => {
    const text = texts.get(path)
    return text === undefined ? [] : [{ path, text }]
  })
}

/** The texts of a file's neighbours, read again when one of them changed. */
export function neighboursQuery(files: readonly ProjectFile[], path: string) {
  const wanted = neighbours(files, path)
  return queryOptions({
    queryKey: ['sources', wanted.map((file) => [file.path, file.modified_at])],
    queryFn: () => readAll(wanted.map((file) => file.path)),
    placeholderData: (before: SourceFile[] | undefined) => before,
  })
}
