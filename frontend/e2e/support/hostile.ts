import { createServer, type IncomingMessage, type Server } from 'node:http'
import {
  connect,
  createServer as createTCPServer,
  type AddressInfo,
  type Server as TCPServer,
  type Socket,
} from 'node:net'

/** What every refused request gets: nothing in it says what is running here. */
export const refusal = JSON.stringify({
  error: {
    code: 'forbidden',
    message:
      'This request is not allowed here. Send it to localhost or 127.0.0.1 with this port, from a program or from a page whose origin the settings allow.',
  },
})

/** A request that reached the hostile site. */
export interface Visit {
  method: string
  url: string
  headers: IncomingMessage['headers']
}

const files: Record<string, [type: string, text: string]> = {
  '/': ['text/html', '<!doctype html><title>Win a prize</title><h1>Win a prize</h1>'],
  '/good.js': ['text/javascript', 'globalThis.loaded = true'],
  '/good.css': ['text/css', 'h1 { color: red }'],
  '/good.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
}

/** A site of an attacker: a page without any policy, and everything else recorded and answered with a script. */
export class HostileSite {
  readonly visits: Visit[] = []
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hostile')
      this.visits.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
      if (pathname === '/auth') {
        // An authorization server with a taste for redirects: it answers at once and adds where it would like to go.
        const back = new URL(searchParams.get('redirect_uri') ?? '')
        back.searchParams.set('code', HostileSite.code)
        back.searchParams.set('state', searchParams.get('state') ?? '')
        for (const name of ['redirect', 'redirect_uri', 'next', 'return_to', 'url']) {
          back.searchParams.set(name, `${this.url}/landed`)
        }
        response.writeHead(302, { location: back.href }).end()
        return
      }
      if (pathname === '/token') {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end('{"access_token":"token-of-the-hostile-server","token_type":"bearer"}')
        return
      }
      const [type, text] = files[pathname] ?? ['text/javascript', 'globalThis.foreign = true']
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(text)
    })
    this.server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
      this.visits.push({ method: 'UPGRADE', url: request.url ?? '', headers: request.headers })
      socket.destroy()
    })
  }

  /** The authorization code that `/auth` hands out. */
  static readonly code = 'canary-code-8f2d6b'

  static async start(): Promise<HostileSite> {
    const site = new HostileSite()
    await new Promise<void>((listening) => site.server.listen(0, '127.0.0.1', listening))
    return site
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The overlay file that makes it a provider of the catalog. */
  get provider(): string {
    return [
      'display_name: Hostile Login',
      'categories: [dev-tools]',
      'auth_mode: OAUTH2',
      `authorization_url: ${this.url}/auth`,
      `token_url: ${this.url}/token`,
      '',
    ].join('\n')
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}

/** A port whose meaning changes, like the address behind a name whose owner rebinds it. */
export class Rebinding {
  private readonly sockets = new Set<Socket>()
  private readonly server: TCPServer

  private constructor(private target: number) {
    this.server = createTCPServer((socket) => {
      const onward = connect(this.target, '127.0.0.1')
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        this.sockets.add(one)
        one.on('error', () => other.destroy())
        one.on('close', () => {
          this.sockets.delete(one)
          other.destroy()
        })
        one.pipe(other)
      }
    })
  }

  static async start(target: number): Promise<Rebinding> {
    const rebinding = new Rebinding(target)
    await new Promise<void>((listening) => rebinding.server.listen(0, '127.0.0.1', listening))
    return rebinding
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** From now on the name leads to another port; connections to the one before are gone. */
  rebind(target: number): void {
    this.target = target
    for (const socket of this.sockets) socket.destroy()
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((closed) => this.server.close(closed))
  }
}
