import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small API that wants a key: `GET /v1/me` answers 200 with it and 401 without. */
export class KeyAPI {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(key: string): Promise<KeyAPI> {
    const server = createServer((request, response) => {
      const allowed = request.headers['x-key'] === key
      response.writeHead(allowed ? 200 : 401, { 'content-type': 'application/json' })
      response.end(JSON.stringify(allowed ? { name: 'Ada', path: request.url } : { error: 'bad key' }))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return new KeyAPI(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }

  /** The overlay file that makes it a provider of the catalog. */
  get provider(): string {
    return [
      'display_name: Key Corner',
      'categories: [dev-tools]',
      'auth_mode: API_KEY',
      'credentials:',
      '  apiKey:',
      '    type: string',
      '    title: API key',
      '    pattern: ^kc_[a-z0-9]+$',
      '    example: kc_0123abcd',
      '    secret: true',
      'proxy:',
      `  base_url: ${this.url}`,
      '  headers:',
      '    x-key: ${apiKey}',
      '  verification:',
      '    method: GET',
      '    endpoints: [/v1/me]',
      '',
    ].join('\n')
  }

  async stop(): Promise<void> {
    await new Promise((closed) => this.server.close(closed))
  }
}
