import { curl, go, node, python } from '@/lib/snippets'
import { callOf, type Values } from './call'
import type { Operation } from './operations'
import { sdkCall } from './sdk'
import type { Language } from './search'

/** The operation in one language, ready to run; Node uses the official SDK where it has a method. */
export function exampleOf(language: Language, one: Operation, values: Values, apiUrl: string): string {
  const call = callOf(one, values, apiUrl)
  switch (language) {
    case 'curl':
      return curl(call)
    case 'python':
      return python(call)
    case 'go':
      return go(call)
    case 'node':
      return sdkCall(one, values, apiUrl) ?? node(call)
  }
}
