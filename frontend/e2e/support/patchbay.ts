import { execFile } from 'node:child_process'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Started, start } from './process'

const binary = process.env.PATCHBAY_BIN ?? fileURLToPath(new URL('../../../bin/patchbay', import.meta.url))
const run = promisify(execFile)

interface Ready {
  url: string
  webhook_url: string
  gui_url: string
}

/** How to start; everything has a default. */
export interface PatchbayOptions {
  /** Overlay providers by file name without ending: YAML text that goes to `<data folder>/providers`. */
  providers?: Record<string, string>
  /** Use this data folder again, after a crash for example. */
  dataDir?: string
  /** Address of the main port; default: any free port of 127.0.0.1. */
  addr?: string
  /** The functions folder to open. */
  project?: string
  /** Port of https://localhost; default: any free one. */
  httpsPort?: number
  /** Variables on top of this process's. */
  env?: Record<string, string>
}

/** One `patchbay serve` with a data folder of its own. */
export class Patchbay {
  private constructor(
    private readonly process: Started<Ready>,
    readonly dataDir: string,
    readonly key: string,
  ) {}

  static async start(options: PatchbayOptions = {}): Promise<Patchbay> {
    const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'patchbay-e2e-')))
    await mkdir(path.join(dataDir, 'providers'), { recursive: true, mode: 0o700 })
    for (const [name, yaml] of Object.entries(options.providers ?? {})) {
      await writeFile(path.join(dataDir, 'providers', `${name}.yaml`), yaml)
    }
    const args = ['serve', '--addr', options.addr ?? '127.0.0.1:0', '--webhook-addr', '127.0.0.1:0', '--json']
    args.push('--https-addr', `127.0.0.1:${options.httpsPort ?? 0}`)
    if (options.project) args.push('--project', options.project)
    const started = await start<Ready>(binary, [...args, ...common(dataDir)], {
      ...environment,
      ...options.env,
    })
    const { stdout } = await run(binary, ['keys', 'show', ...common(dataDir)], {
      env: { ...process.env, ...environment },
    })
    return new Patchbay(started, dataDir, stdout.trim())
  }

  get url(): string {
    return this.process.ready.url
  }

  /** The one-time link of the page. */
  get guiURL(): string {
    return this.process.ready.gui_url
  }

  /** What the program wrote to standard error so far. */
  get log(): string {
    return this.process.stderr()
  }

  /** Calls the HTTP API with the key, as a script would. */
  fetch(pathname: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + pathname, {
      ...init,
      headers: {
        authorization: `Bearer ${this.key}`,
        'content-type': 'application/json',
        ...(init.headers as Record<string, string>),
      },
    })
  }

  /** Sends JSON to the HTTP API. */
  post(pathname: string, body: unknown): Promise<Response> {
    return this.fetch(pathname, { method: 'POST', body: JSON.stringify(body) })
  }

  /** Calls through the proxy with one connection. */
  proxy(
    integration: string,
    connection: string,
    pathname: string,
    init: RequestInit = {},
  ): Promise<Response> {
    const headers = {
      'provider-config-key': integration,
      'connection-id': connection,
      ...(init.headers as Record<string, string>),
    }
    return this.fetch(`/proxy${pathname}`, { ...init, headers })
  }

  /** Ends the program as a crash would; the data folder stays. */
  async kill(): Promise<void> {
    await this.process.end('SIGKILL')
  }

  /** Ends the program and removes its data folder. */
  async stop(): Promise<void> {
    await this.process.end()
    await rm(this.dataDir, { recursive: true, force: true })
  }
}

// The passphrase vault survives a restart and needs no session bus.
const environment = { PATCHBAY_PASSPHRASE: 'correct horse battery staple' }

function common(dataDir: string): string[] {
  return [
    '--data-dir',
    dataDir,
    '--vault',
    'passphrase',
    '--allow-host',
    '127.0.0.1',
    '--allow-host',
    'localhost',
  ]
}
