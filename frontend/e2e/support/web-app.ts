import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const packages = fileURLToPath(new URL('../../../app/api/testdata/sdk', import.meta.url))
const library = path.join(packages, 'node_modules/@nangohq/frontend/dist')

/** An event that the SDK hands to the app. */
export interface ConnectEvent {
  type: string
  payload?: { providerConfigKey?: string; connectionId?: string; errorType?: string }
}

const html = `<!doctype html>
<html lang="en">
<title>My app</title>
<main><h1>My app</h1></main>
<script type="module">
import Nango from '/sdk/index.js'
globalThis.events = []
globalThis.newNango = (options) => new Nango(options)
globalThis.methods = Object.getOwnPropertyNames(Nango.prototype)
globalThis.openConnect = ({ host, token, ...options }) => {
  const nango = new Nango({ host, connectSessionToken: token })
  globalThis.connectUI = nango.openConnectUI({
    baseURL: host + '/connect-ui',
    apiURL: host,
    onEvent: (event) => globalThis.events.push(event),
    ...options,
  })
}
</script>
</html>`

/** The user's own web app: a page on another port that opens the Connect page with the official SDK, unmodified. */
export class WebApp {
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const name = /^\/sdk\/(\w+\.js)$/.exec(request.url ?? '')?.[1]
      if (!name) {
        response.writeHead(200, { 'content-type': 'text/html' }).end(html)
        return
      }
      readFile(path.join(library, name)).then(
        (text) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(text),
        () => response.writeHead(404).end(),
      )
    })
  }

  /** Starts the app, and installs the SDK as app/api's tests do when it is not there yet. */
  static async start(): Promise<WebApp> {
    if (!existsSync(library)) {
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
      await promisify(execFile)('npm', args, { cwd: packages })
    }
    const app = new WebApp()
    await new Promise<void>((listening) => app.server.listen(0, '127.0.0.1', listening))
    return app
  }

  /** What TypeScript hides from callers of the SDK's class, though it is there at run time. */
  static async hiddenMethods(): Promise<string[]> {
    const declared = await readFile(path.join(library, 'index.d.ts'), 'utf8')
    return [...declared.matchAll(/private (\w+);/g)].map((found) => found[1] ?? '')
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}
