import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * An API whose key opens nothing by itself: `POST /{branch}/login` gives a session token for it, which every
 * call carries in a header of its own. A new login ends the token before.
 */
export class TokenDesk {
  /** How many tokens were given. */
  given = 0
  /** Where each login and each call went. */
  readonly seen: string[] = []
  private readonly server: Server

  private constructor(private readonly key: string) {
    this.server = createServer((request, response) => void this.answer(request, response))
  }

  static async start(key: string): Promise<TokenDesk> {
    const desk = new TokenDesk(key)
    await new Promise<void>((listening) => desk.server.listen(0, '127.0.0.1', listening))
    return desk
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** The token that opens the API now. */
  get token(): string {
    return `session-${this.given}`
  }

  /** The overlay file that makes it a provider of the catalog. */
  get provider(): string {
    return [
      'display_name: Token Desk',
      'categories: [dev-tools]',
      'auth_mode: TWO_STEP',
      `token_url: ${this.url}/\${connectionConfig.branch}/login`,
      'body_format: json',
      'token_headers:',
      '  content-type: application/json',
      'token_params:',
      '  member: ${credentials.member}',
      '  key: ${credentials.key}',
      'token_response:',
      '  token: session.token',
      '  token_expiration: session.seconds',
      '  token_expiration_strategy: expireIn',
      'credentials:',
      '  member:',
      '    title: Member number',
      '    description: Printed on the membership card.',
      "    example: '12345'",
      "    pattern: '^[0-9]{5}$'",
      '  key:',
      '    title: Member key',
      '    description: Shown once, when it is made.',
      '    secret: true',
      'connection_config:',
      '  branch:',
      '    title: Branch',
      '    description: The branch that keeps the account.',
      '    enum: [north, south]',
      '    order: 1',
      'proxy:',
      `  base_url: ${this.url}/\${connectionConfig.branch}`,
      '  headers:',
      '    x-session: ${accessToken}',
      '',
    ].join('\n')
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const path = request.url ?? ''
    this.seen.push(`${request.method ?? ''} ${path}`)
    const say = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (path.endsWith('/login')) {
      const { member, key } = JSON.parse(text) as { member?: string; key?: string }
      if (key !== this.key) return void say(401, { error: `no such key for ${member ?? 'nobody'}` })
      this.given++
      return void say(200, { session: { token: this.token, seconds: 3600 } })
    }
    const open = request.headers['x-session'] === this.token
    say(open ? 200 : 401, open ? { shelf: 'open', session: this.given } : { error: 'closed' })
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}
