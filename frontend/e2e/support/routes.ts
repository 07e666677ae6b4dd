import type { Patchbay } from './patchbay'

/** One thing that can be asked of the program, with its placeholders filled. */
export interface KnownRoute {
  method: string
  path: string
  /** What is sent; an empty object otherwise. */
  body?: string
}

const values: Record<string, string> = {
  key: 'echo',
  integration: 'echo',
  connectionId: 'ada',
  provider: 'github',
  name: 'sync',
  id: 'x',
  file: 'github.svg',
}

/** Every route of the program's own description, filled with an integration "echo" and its connection "ada". */
export async function knownRoutes(patchbay: Patchbay): Promise<KnownRoute[]> {
  const answer = await patchbay.fetch('/patchbay/openapi.json')
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([template, methods]) => {
    const path = template
      .replace('/connect-ui/{path}', '/connect-ui/')
      .replace('{path}', 'stolen')
      .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x')
    const query = /\/ada(\/|$)/.test(path) ? '?provider_config_key=echo' : ''
    return Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path + query }))
  })
}

/** The GUI's and the Connect page's files. */
export async function knownFiles(patchbay: Patchbay): Promise<string[]> {
  const index = await (await patchbay.fetch('/')).text()
  const named = [...index.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '')
  return ['/', ...named]
}

/** Paths that a web app on another port of this machine may ask for with its Connect session token (http-api §1.7). */
export const forWebApps =
  /^\/(connect\/session$|connect\/telemetry|oauth\/|oauth2\/auth\/|auth\/|api-auth\/|images\/)/
