import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An API open to everybody that answers what it was sent, or what its address asks for. */
export class EchoAPI {
  /** Method and path of every request, in order. */
  readonly seen: string[] = []
  private readonly server: Server
  private readonly held = new Set<ServerResponse>()

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response))
  }

  static async start(): Promise<EchoAPI> {
    const api = new EchoAPI()
    await new Promise<void>((listening) => api.server.listen(0, '127.0.0.1', listening))
    return api
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.seen.push(`${request.method ?? ''} ${request.url ?? ''}`)
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const url = new URL(request.url ?? '/', 'http://echo')
    const json = { 'content-type': 'application/json' }
    if (url.pathname === '/never') {
      this.held.add(response)
      return
    }
    if (url.pathname === '/busy') {
      const first = this.seen.filter((line) => line.includes('/busy')).length === 1
      response
        .writeHead(first ? 503 : 200, { ...json, 'retry-after': '0' })
        .end(JSON.stringify({ busy: first }))
      return
    }
    if (url.pathname === '/page') {
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(
        '<title>T</title><script>window.ran = 1</script><img src="/trap" onerror="window.ran = 2"><p>Hello</p>',
      )
      return
    }
    if (url.pathname === '/large') {
      response.writeHead(200, json)
      response.end(JSON.stringify(Array.from({ length: 12_000 }, (_, id) => ({ id, text: 'x'.repeat(100) }))))
      return
    }
    const status = Number(url.searchParams.get('status') ?? 200)
    response.writeHead(status, json)
    response.end(
      JSON.stringify({ method: request.method, path: request.url, headers: request.headers, body }),
    )
  }

  async stop(): Promise<void> {
    for (const response of this.held) response.destroy()
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}
