import { api } from './client'
import type { Diagnostic, FunctionType, Project, ProjectFile, ProjectText } from './types'

export const getProject = async () => (await api.get<{ data: Project }>('/patchbay/project')).data

export const openProject = async (dir: string, init: boolean) =>
  (await api.put<{ data: Project }>('/patchbay/project', { dir, init })).data

export const closeProject = () => api.delete('/patchbay/project')

export const listFiles = async () => (await api.get<{ data: ProjectFile[] }>('/patchbay/project/files')).data

export const readFile = (path: string) => api.get<ProjectText>('/patchbay/project/file', { path })

/** Saves a file. With `base`, the hash of the version it was edited from, a changed file is refused (409). */
export const writeFile = (path: string, text: string, base?: string) =>
  api.put<ProjectText>('/patchbay/project/file', { path, text, ...(base && { base }) })

export const newFunction = (input: { integration: string; name: string; type: FunctionType }) =>
  api.post<ProjectText>('/patchbay/project/functions', input)

export const getDiagnostics = () =>
  api.get<{ data: Diagnostic[]; types_checked: boolean }>('/patchbay/project/diagnostics')

export const getTypes = async () =>
  (await api.get<{ files: { path: string; text: string }[] }>('/patchbay/project/types')).files
