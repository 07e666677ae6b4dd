import type { FileProblem, ImportPlan, Overlay, ProviderOrigin } from '@/api/types'
import { detailOf, type FakeData } from './fake-data'
import { notFound, Refusal, type FakeRoutes } from './fake-routes'

/** What the fake program knows about the user's own provider files. */
export interface FakeCatalog {
  folder: string
  files: Map<string, string>
  /** Destinations that wait for a confirmation, by provider. */
  unconfirmed: Map<string, string[]>
  /** What an import would do. */
  plan: ImportPlan
}

export const fakeCatalog = (): FakeCatalog => ({
  folder: '/home/anna/.config/patchbay/providers',
  files: new Map(),
  unconfirmed: new Map(),
  plan: {
    digest: 'plan-1',
    counts: { added: 1, changed: 1, same: 1011, refused: 1 },
    applied: [],
    steps: [
      step('broken', 'refused', {
        problems: [{ file: '', line: 7, message: 'There is no field "colour".', warning: false }],
      }),
      step('github', 'changed', {
        fields: [
          {
            field: 'proxy.base_url',
            from: '"https://api.github.com"',
            to: '"https://api.elsewhere.example"',
          },
        ],
        new_destinations: ['https://api.elsewhere.example'],
      }),
      step('made-up', 'added', { display_name: 'Made up', auth_mode: 'API_KEY' }),
    ],
  },
})

type Step = ImportPlan['steps'][number]

function step(provider: string, change: string, more: Partial<Step>): Step {
  return {
    provider,
    change,
    line: 1,
    fields: [],
    ignored: [],
    problems: [],
    new_destinations: [],
    replaces_own: false,
    ...more,
  }
}

/** The one mistake that the fake's check knows: a field called "colour". */
function problemsOf(provider: string, text: string): FileProblem[] {
  const line = text.split('\n').findIndex((one) => one.startsWith('colour:')) + 1
  return line > 0
    ? [{ file: `${provider}.yaml`, line, message: 'There is no field "colour".', warning: false }]
    : []
}

function originOf(catalog: FakeCatalog, provider: string, builtIn: boolean): ProviderOrigin {
  const text = catalog.files.get(provider)
  const problems = text === undefined ? [] : problemsOf(provider, text)
  return {
    provider,
    source: text === undefined || problems.length > 0 ? 'built_in' : 'overlay',
    built_in: builtIn,
    ...(text !== undefined && { file: `${catalog.folder}/${provider}.yaml` }),
    problems,
    unconfirmed: catalog.unconfirmed.get(provider) ?? [],
  }
}

export function catalogRoutes(catalog: FakeCatalog, data: FakeData): FakeRoutes {
  const known = (name: string) => data.providers.some((one) => one.name === name)
  const fileOf = (provider: string) => {
    const text = catalog.files.get(provider)
    return {
      data: {
        provider,
        file: `${catalog.folder}/${provider}.yaml`,
        stored: text !== undefined,
        text: text ?? `display_name: ${provider}\ncategories: [other]\nauth_mode: API_KEY\n`,
        version: text === undefined ? '' : String(text.length),
      },
    }
  }
  const file = /^\/patchbay\/providers\/([^/]+)\/overlay$/
  return {
    GET: [
      [
        /^\/patchbay\/overlay$/,
        () => {
          const files = [...catalog.files.keys()].map((name) => originOf(catalog, name, known(name)))
          const overlay: Overlay = {
            folder: catalog.folder,
            files,
            problems: files.flatMap((one) => one.problems),
          }
          return { data: overlay }
        },
      ],
      [file, ({ parts }) => fileOf(parts[0] ?? '')],
      [
        /^\/patchbay\/providers\/([^/]+)$/,
        ({ parts }) => {
          const found = data.providers.find((one) => one.name === parts[0])
          if (!found) throw notFound('API')
          return { data: { ...detailOf(found), origin: originOf(catalog, found.name, true) } }
        },
      ],
    ],
    POST: [
      [
        file,
        ({ parts }) => {
          const made = fileOf(parts[0] ?? '')
          catalog.files.set(made.data.provider, made.data.text)
          return fileOf(made.data.provider)
        },
      ],
      [
        /^\/patchbay\/providers\/([^/]+)\/overlay\/check$/,
        ({ parts, body }) => ({ problems: problemsOf(parts[0] ?? '', (body as { text: string }).text) }),
      ],
      [
        /^\/patchbay\/providers\/([^/]+)\/confirm$/,
        ({ parts }) => {
          catalog.unconfirmed.delete(parts[0] ?? '')
          return originOf(catalog, parts[0] ?? '', true)
        },
      ],
      [
        /^\/patchbay\/overlay\/import$/,
        ({ body }) => {
          const wanted = body as { text?: string; apply?: boolean }
          if (wanted.text?.startsWith('<'))
            throw new Refusal(400, { code: 'bad_import', message: 'This is not a file of providers.' })
          return {
            data: { ...catalog.plan, applied: wanted.apply ? ['github', 'made-up'] : [] },
          }
        },
      ],
    ],
    PUT: [
      [
        file,
        ({ parts, body }) => {
          const { text } = body as { text: string }
          const [problem] = problemsOf(parts[0] ?? '', text)
          if (problem) throw new Refusal(400, { code: 'bad_provider_file', message: problem.message })
          catalog.files.set(parts[0] ?? '', text)
          return fileOf(parts[0] ?? '')
        },
      ],
    ],
    DELETE: [
      [
        file,
        ({ parts }) => {
          const gone = fileOf(parts[0] ?? '')
          catalog.files.delete(parts[0] ?? '')
          return gone
        },
      ],
    ],
  }
}
