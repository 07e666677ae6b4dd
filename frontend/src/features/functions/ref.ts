import type { FunctionRef } from '@/api/functions'
import type { FunctionType, FunctionView } from '@/api/types'

const types = new Set<string>(['sync', 'action', 'on-event'] satisfies FunctionType[])

/** "github/action/create-issue", as it stands in the address. */
export const refText = ({ integration, type, name }: FunctionRef) => `${integration}/${type}/${name}`

export function refOf(text: string | undefined): FunctionRef | undefined {
  const [integration, type, name] = text?.split('/') ?? []
  if (!integration || !type || !name || !types.has(type)) return undefined
  return { integration, type: type as FunctionType, name }
}

/** The function that the address means: by its name, or by its file. */
export function chosenFunction(
  functions: readonly FunctionView[],
  fn: string | undefined,
  file: string | undefined,
): FunctionView | undefined {
  return functions.find((one) => (file ? one.file === file : refText(one) === fn))
}
