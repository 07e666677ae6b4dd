/** A place in the project's source. */
interface SourcePlace {
  file: string
  line: number
  column: number
}

/** A piece of a stack trace; with a place where it names one. */
export interface StackPiece {
  text: string
  place?: SourcePlace
}

const places = /([\w@.-]+(?:\/[\w@.-]+)*\.(?:ts|tsx|js|json)):(\d+)(?::(\d+))?/g

/** Cuts a text at every "file.ts:12:5", so that these can be links. */
export function stackPieces(text: string): StackPiece[] {
  const pieces: StackPiece[] = []
  let at = 0
  for (const match of text.matchAll(places)) {
    const [whole, file = '', line, column] = match
    // Frames of packages are not in the folder.
    if (file.includes('node_modules')) continue
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) })
    pieces.push({ text: whole, place: { file, line: Number(line), column: Number(column ?? 1) } })
    at = match.index + whole.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}
