import type { Diagnostic } from '@/api/types'
import type { Finding } from './types'

const severities = ['error', 'warning', 'info'] as const

/** Diagnostics as the editor takes them. */
export const findingsOf = (all: readonly Diagnostic[]): Finding[] =>
  all.map((one) => ({ ...one, severity: severities.find((known) => known === one.severity) ?? 'info' }))
