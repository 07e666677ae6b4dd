import { fileURLToPath } from 'node:url'
import { type Started, start } from './process'

interface Ready {
  url: string
  key: string
  secret: string
}

/** What the server issued and answered, and the problems for which it refused the rest. */
interface Stats {
  requests: number
  tokens: number
  calls: number
  problems: string[]
}

/** The independent OAuth 1.0a server with its API (peers/oauth1-server.mjs). */
export class OAuth1Server {
  private constructor(private readonly process: Started<Ready>) {}

  static async start(): Promise<OAuth1Server> {
    const script = fileURLToPath(new URL('../peers/oauth1-server.mjs', import.meta.url))
    return new OAuth1Server(await start<Ready>(process.execPath, [script]))
  }

  get consumerKey(): string {
    return this.process.ready.key
  }

  get consumerSecret(): string {
    return this.process.ready.secret
  }

  /** The overlay file that makes it a provider of the catalog. */
  get provider(): string {
    const { url } = this.process.ready
    return [
      'display_name: Old Login',
      'categories: [dev-tools]',
      'auth_mode: OAUTH1',
      `request_url: ${url}/request_token`,
      `authorization_url: ${url}/authorize`,
      `token_url: ${url}/access_token`,
      'signature_method: HMAC-SHA1',
      'proxy:',
      `  base_url: ${url}`,
      '',
    ].join('\n')
  }

  async stats(): Promise<Stats> {
    return (await (await fetch(`${this.process.ready.url}/stats`)).json()) as Stats
  }

  async stop(): Promise<void> {
    await this.process.end()
  }
}
