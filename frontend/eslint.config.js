import hooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

const features = [
  'home',
  'catalog',
  'integrations',
  'connect',
  'connections',
  'playground',
  'functions',
  'builder',
  'runs',
  'syncs',
  'records',
  'templates',
  'export',
  'logs',
  'settings',
]

/** What a folder must not import. Direction: lib, host, api, components → features → app. */
function forbid(files, groups, extra = []) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...groups.map(({ group, message }) => ({ group, message })),
            { group: ['**/wailsjs/**'], message: 'Only src/host talks to the window; ask the host object.' },
            ...extra,
          ],
        },
      ],
    },
  }
}

const noApp = { group: ['@/app/*', '**/app/*'], message: 'Nothing below app/ imports app/.' }
const noFeatures = { group: ['@/features/*', '**/features/*'], message: 'Only app/ imports features.' }

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'wailsjs', 'src/api/schema.ts', 'test-results', 'playwright-report'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'react-hooks/incompatible-library': 'off',
      // A Blob as fetch body ends the process in WebKitGTK (wailsapp/wails#6068).
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Use the api client; only src/host calls fetch.' },
        {
          name: 'FormData',
          message: 'A FormData with a File kills the window on Linux; send text or bytes.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "Property[key.name='body'] > NewExpression[callee.name=/^(Blob|File)$/]",
          message: 'A Blob body kills the window on Linux; send text or bytes.',
        },
      ],
    },
  },
  forbid(
    ['src/lib/**'],
    [noApp, noFeatures, { group: ['@/components/*'], message: 'lib/ knows no components.' }],
  ),
  forbid(
    ['src/host/**'],
    [noApp, noFeatures, { group: ['@/components/*', '@/api/client'], message: 'host/ is the ground floor.' }],
  ),
  forbid(['src/api/**', 'src/components/**'], [noApp, noFeatures]),
  ...features.map((name) =>
    forbid(
      [`src/features/${name}/**`],
      [
        noApp,
        ...features
          .filter((other) => other !== name)
          .map((other) => ({
            group: [`@/features/${other}/*`, `@/features/${other}`, `../${other}/*`, `../../${other}/*`],
            message: 'Features never import each other; share through lib/ or components/.',
          })),
      ],
    ),
  ),
  {
    files: ['src/host/**', 'e2e/**', 'scripts/**', '**/*.test.*', 'src/testing/**'],
    rules: { 'no-restricted-globals': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
)
