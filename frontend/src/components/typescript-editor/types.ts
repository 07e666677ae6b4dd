/** A file of the project or of the declarations; `path` is relative to the project folder and uses "/". */
export interface SourceFile {
  path: string
  text: string
}

/** A place in a file; lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  line: number
  column: number
}

/** Something the program found in a file. The end is exclusive; an end of 0 means the end of the line. */
export interface Finding {
  file: string
  line: number
  column: number
  end_line?: number
  end_column?: number
  severity: 'error' | 'warning' | 'info'
  /** "TS2339" or 2339 for the compiler, a word for the other checks. */
  code?: string | number
  message: string
  hint?: string
  /** Which check found it: bundle, check, definition, types. */
  source?: string
}

/** How saving ended. `conflict` is the text on disk when it is not the one the edit began from. */
export type SaveResult = { saved: true } | { conflict: string }

export interface TypeScriptEditorProps {
  /** The file being edited. */
  path: string
  /** Its text on disk. When it changes from the outside, unsaved edits are kept and the user chooses. */
  text: string
  /** The project's other files, so that names lead across files. */
  files: readonly SourceFile[]
  /** Declarations of everything a function may import: `GET /patchbay/project/types`. */
  libs: readonly SourceFile[]
  /** What the program found when it last compiled the project. */
  diagnostics: readonly Finding[]
  onChange?: (text: string) => void
  /** Saves a file: this one, or another that a rename changed. `base` is the text the edit began from. */
  onSave: (path: string, text: string, base: string) => Promise<SaveResult>
  /** Someone followed a name to another file. Paths below node_modules are declarations. */
  onOpen: (path: string, place: Place) => void
  /** Where to put the cursor when the file is opened. */
  place?: Place
  readOnly?: boolean
  className?: string
}
