import type { Browser, Frame, LaunchOptions, Page } from '@playwright/test'
import { EchoAPI } from './echo-api'
import { HostileSite, Rebinding } from './hostile'
import { Patchbay } from './patchbay'
import type { KnownRoute } from './routes'

/** What a page learned from asking a route. */
export interface Outcome {
  route: string
  status?: number
  text?: string
  error?: string
}

/**
 * One program with an API behind it, one attacker, and one browser in which `evil.test` is the attacker's name. On the
 * program's own port that name leads wherever {@link Rebinding} says, to the attacker at first.
 */
export class Scene {
  private constructor(
    readonly echo: EchoAPI,
    readonly hostile: HostileSite,
    readonly patchbay: Patchbay,
    readonly rebinding: Rebinding,
    readonly browser: Browser,
  ) {}

  static async start(
    launch: (options: LaunchOptions) => Promise<Browser>,
    options: LaunchOptions = {},
  ): Promise<Scene> {
    const echo = await EchoAPI.start()
    const hostile = await HostileSite.start()
    const patchbay = await Patchbay.start({
      providers: { echo: echoProvider(echo.url), hostile: hostile.provider },
    })
    const rebinding = await Rebinding.start(hostile.port)
    const names = `MAP evil.test:${portOf(patchbay.url)} 127.0.0.1:${rebinding.port},MAP evil.test 127.0.0.1`
    const args = [...(options.args ?? []), '--no-proxy-server', `--host-resolver-rules=${names}`]
    const scene = new Scene(echo, hostile, patchbay, rebinding, await launch({ ...options, args }))
    await scene.populate()
    return scene
  }

  private async populate(): Promise<void> {
    await this.make('/integrations', { provider: 'echo', unique_key: 'echo' })
    await this.make('/integrations', {
      provider: 'hostile',
      unique_key: 'hostile',
      credentials: { type: 'OAUTH2', client_id: 'id', client_secret: 'secret' },
    })
    await this.make('/connections', {
      provider_config_key: 'echo',
      connection_id: 'ada',
      credentials: { type: 'API_KEY', apiKey: 'kc_canary' },
    })
  }

  private async make(path: string, body: unknown): Promise<void> {
    const answer = await this.patchbay.fetch(path, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
  }

  /** The attacker's site. */
  get evil(): string {
    return `http://evil.test:${this.hostile.port}`
  }

  /** The attacker's name on the program's port. */
  get rebound(): string {
    return `http://evil.test:${portOf(this.patchbay.url)}`
  }

  /** From now on {@link rebound} leads to the program. */
  rebindToPatchbay(): void {
    this.rebinding.rebind(Number(portOf(this.patchbay.url)))
  }

  /** From now on {@link rebound} leads to the attacker, as at the start. */
  rebindToHostile(): void {
    this.rebinding.rebind(this.hostile.port)
  }

  /** Everything that a foreign page could have changed, as text. */
  async state(): Promise<string> {
    const paths = ['integrations', 'connections', 'keys', 'settings', 'history', 'operations', 'mcp']
    const texts = paths.map(async (path) => (await this.patchbay.fetch(`/patchbay/${path}`)).text())
    return [...(await Promise.all(texts)), ...this.echo.seen].join('\n')
  }

  /** Calls routes from a page, with the real key where the mode lets it, and tells what the page could read. */
  callFrom(where: Page | Frame, origin: string, routes: KnownRoute[], mode: RequestMode): Promise<Outcome[]> {
    return where.evaluate(
      async ({ origin, routes, mode, key }) => {
        const call = async ({ method, path, body: sent }: KnownRoute) => {
          const route = `${method} ${path}`
          const simple = mode === 'no-cors'
          const headers: Record<string, string> = simple
            ? { 'content-type': 'text/plain' }
            : {
                authorization: `Bearer ${key}`,
                'content-type': 'application/json',
                accept: 'application/json, text/event-stream',
                'provider-config-key': 'echo',
                'connection-id': 'ada',
              }
          const body = ['GET', 'HEAD', 'DELETE'].includes(method) ? undefined : (sent ?? '{}')
          try {
            const signal = AbortSignal.timeout(10_000)
            const answer = await fetch(origin + path, { method, mode, headers, body, signal })
            return { route, status: answer.status, text: await answer.text() }
          } catch (error) {
            return { route, error: (error as Error).name }
          }
        }
        return Promise.all(routes.map(call))
      },
      { origin, routes, mode, key: this.patchbay.key },
    )
  }

  async stop(): Promise<void> {
    await this.browser.close()
    await this.patchbay.stop()
    await this.rebinding.stop()
    await this.hostile.stop()
    await this.echo.stop()
  }
}

/** The port of an address. */
export function portOf(url: string): string {
  return new URL(url).port
}

/** An answer as it came over the wire. */
interface Answer {
  statusCode: number
  headers: Record<string, string>
}

/** Collects the answers of one origin as they come over the wire, where the page itself sees nothing of them. */
export async function answersBelow(page: Page, where: Page | Frame, origin: string): Promise<() => Answer[]> {
  const devtools = await page.context().newCDPSession(where)
  const asked = new Set<string>()
  const answers: (Answer & { requestId: string })[] = []
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith(`${origin}/`)) asked.add(requestId)
  })
  devtools.on('Network.responseReceivedExtraInfo', (answer) => answers.push(answer))
  await devtools.send('Network.enable')
  return () => answers.filter(({ requestId }) => asked.has(requestId))
}

/** Opens a sandboxed frame in the page, whose origin is nobody's: "null". */
export async function nobody(page: Page): Promise<Frame> {
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = '<h1>Nobody</h1>'
    document.body.append(frame)
  })
  await page.frameLocator('iframe').getByRole('heading').waitFor()
  const frame = page.frames()[1]
  if (!frame) throw new Error('no frame')
  return frame
}

/** A form whose text/plain body `name=value` is JSON. */
export interface PlainForm {
  path: string
  name: string
  value: string
}

/** Runs in the page: posts a form, which no browser asks about first. */
export function submitForm({ path, name, value }: PlainForm) {
  const form = document.createElement('form')
  form.method = 'POST'
  form.enctype = 'text/plain'
  form.action = path
  const input = document.createElement('textarea')
  input.name = name
  input.value = value
  form.append(input)
  document.body.append(form)
  form.submit()
}

function echoProvider(url: string): string {
  return [
    'display_name: Echo',
    'categories: [dev-tools]',
    'auth_mode: API_KEY',
    'credentials:',
    '  apiKey:',
    '    type: string',
    '    title: API key',
    '    pattern: ^kc_[a-z0-9]+$',
    '    secret: true',
    'proxy:',
    `  base_url: ${url}`,
    '  headers:',
    '    x-key: ${apiKey}',
    '',
  ].join('\n')
}
