import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it reached the user's own app. */
interface Heard {
  headers: IncomingHttpHeaders
  body: string
}

/** The user's own app: takes notifications, and answers 503 as often as it is told. */
export class Backend {
  readonly heard: Heard[] = []
  private failures = 0
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (part: string) => (body += part))
      request.on('end', () => {
        this.heard.push({ headers: request.headers, body })
        const down = this.failures > 0
        if (down) this.failures--
        response.writeHead(down ? 503 : 200, { 'content-type': 'application/json' })
        response.end(JSON.stringify(down ? { error: 'starting' } : { ok: true }))
      })
    })
  }

  static async start(): Promise<Backend> {
    const backend = new Backend()
    await new Promise<void>((listening) => backend.server.listen(0, '127.0.0.1', listening))
    return backend
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`
  }

  failNext(times: number) {
    this.failures = times
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}
