declare module 'virtual:provider-icons' {
  /** Provider key → [brand colour as RRGGBB, path of a 24×24 SVG]. Made by scripts/provider-icons.ts. */
  const icons: Record<string, [hex: string, path: string] | undefined>
  export default icons
}

/** The package types what registers its languages, not the languages themselves. */
declare module 'monaco-editor/languages/definitions/typescript/typescript' {
  import type { languages } from 'monaco-editor'
  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}

interface ImportMetaEnv {
  readonly VITE_HOST?: string
}
