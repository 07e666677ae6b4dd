// The one place that loads the editor: its parts, its two workers, and the compiler options of a functions project. All of
// it comes from the program itself; nothing is fetched from elsewhere.
import * as monaco from 'monaco-editor/editor'
// eslint-disable-next-line no-restricted-imports -- the package's own folder
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/typescript/register'
// eslint-disable-next-line no-restricted-imports -- the package's own folder
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker?worker'

export { monaco, typescriptDefaults }

self.MonacoEnvironment = {
  getWorker: (_id: string, label: string) =>
    label === 'typescript' ? new TypeScriptWorker() : new EditorWorker(),
}

// The options of the official project (app/script/typecheck). The editor's types know fewer values than its compiler.
const compilerOptions: Record<string, boolean | number> = {
  target: 99, // esnext, with its whole library
  module: 100, // node16
  moduleResolution: 3, // node16
  strict: true,
  esModuleInterop: true,
  skipLibCheck: true,
  forceConsistentCasingInFileNames: true,
  exactOptionalPropertyTypes: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnusedLabels: false,
  allowUnreachableCode: false,
  noEmit: true,
}
typescriptDefaults.setCompilerOptions(compilerOptions)
typescriptDefaults.setDiagnosticsOptions({ onlyVisible: true })
// Names lead to files that are not on the screen, so the checker must know them all.
typescriptDefaults.setEagerModelSync(true)
