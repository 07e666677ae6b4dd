import type { editor } from 'monaco-editor'
import type { Finding } from './types'

/** What a marker of the editor's own checker must tell to be recognised. */
export type LiveMarker = Pick<editor.IMarker, 'owner' | 'code' | 'startLineNumber' | 'endLineNumber'>

/** Owner of the markers that come from the program. */
export const programOwner = 'patchbay'

/** A marker, its severity still in the program's word. */
export type ProgramMarker = Omit<editor.IMarkerData, 'severity'> & { severity: Finding['severity'] }

/** "2339" for 2339, "TS2339" and { value: "2339" }; the word itself for other codes. */
function plainCode(code: LiveMarker['code'] | number): string {
  const text = typeof code === 'object' ? code.value : String(code ?? '')
  return text.replace(/^TS(?=\d+$)/, '')
}

/**
 * Markers for what the program found in one file. The editor checks while one types and marks type errors itself, so
 * those it marks on the same line with the same code are left out.
 */
export function markersOf(
  path: string,
  findings: readonly Finding[],
  live: readonly LiveMarker[],
  lineLength: (line: number) => number,
): ProgramMarker[] {
  const own = live.filter((marker) => marker.owner !== programOwner)
  return findings
    .filter((finding) => finding.file === path && !isMarked(finding, own))
    .map((finding) => toMarker(finding, lineLength))
}

function isMarked(finding: Finding, live: readonly LiveMarker[]): boolean {
  const code = plainCode(finding.code)
  return live.some(
    (marker) =>
      code !== '' &&
      plainCode(marker.code) === code &&
      marker.startLineNumber <= finding.line &&
      finding.line <= marker.endLineNumber,
  )
}

function toMarker(finding: Finding, lineLength: (line: number) => number): ProgramMarker {
  const line = Math.max(1, finding.line)
  const column = Math.max(1, finding.column)
  const endLine = finding.end_line && finding.end_line >= line ? finding.end_line : line
  const endOfLine = lineLength(endLine) + 1
  let endColumn = finding.end_column ?? 0
  if (endColumn === 0) endColumn = endOfLine
  if (endLine === line && endColumn <= column) endColumn = Math.max(column + 1, endOfLine)
  const code = plainCode(finding.code)
  return {
    startLineNumber: line,
    startColumn: column,
    endLineNumber: endLine,
    endColumn,
    severity: finding.severity,
    message: finding.hint ? `${finding.message}\n${finding.hint}` : finding.message,
    source: finding.source ?? 'patchbay',
    ...(code && { code }),
  }
}
