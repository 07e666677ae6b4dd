import type { Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { type Started, start } from './process'

interface Ready {
  issuer: string
  client_id: string
  client_secret: string
}

/** How often the server gave or refused a grant, was asked about a token, made a client, took a token back, and answered a call. */
export interface Stats {
  code: number
  refresh: number
  service: number
  refused: number
  api: number
  introspected: number
  registered: number
  revoked: number
}

/** The client that proves itself with assertions signed by its key. */
interface ServiceClient {
  client_id: string
  jwk: Record<string, string>
}

/** How the server behaves beside the lifetime of its tokens. */
interface OIDCOptions {
  /** The one redirect address to register; default: the loopback ones with any port. */
  redirect?: string
  /** Token answers do not say how long they count, as Salesforce's. */
  unsaid?: boolean
}

/** The independent OAuth server with its resource API (peers/oidc-server.mjs). */
export class OIDCServer {
  private constructor(private readonly process: Started<Ready>) {}

  static async start(tokenSeconds: number, options: OIDCOptions = {}): Promise<OIDCServer> {
    const script = fileURLToPath(new URL('../peers/oidc-server.mjs', import.meta.url))
    const args = [script, '--ttl', String(tokenSeconds)]
    if (options.redirect) args.push('--redirect', options.redirect)
    if (options.unsaid) args.push('--unsaid')
    return new OIDCServer(await start<Ready>(process.execPath, args))
  }

  get issuer(): string {
    return this.process.ready.issuer
  }

  get clientID(): string {
    return this.process.ready.client_id
  }

  get clientSecret(): string {
    return this.process.ready.client_secret
  }

  /** The overlay file that makes it a provider of the catalog. */
  get provider(): string {
    return [
      'display_name: Independent Login',
      'categories: [dev-tools]',
      'auth_mode: OAUTH2',
      `authorization_url: ${this.issuer}/auth`,
      'authorization_params:',
      '  prompt: consent',
      `token_url: ${this.issuer}/token`,
      'refresh_params:',
      '  grant_type: refresh_token',
      'default_scopes: [openid, offline_access]',
      'scopes: [openid, offline_access, profile]',
      'proxy:',
      `  base_url: ${this.issuer}`,
      '',
    ].join('\n')
  }

  async stats(): Promise<Stats> {
    return (await (await fetch(`${this.issuer}/stats`)).json()) as Stats
  }

  async service(): Promise<ServiceClient> {
    return (await (await fetch(`${this.issuer}/service`)).json()) as ServiceClient
  }

  async stop(): Promise<void> {
    await this.process.end()
  }
}

/** Signs in and agrees on the server's own pages. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.locator('input[name=login]').fill(account)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('form input[name=prompt][value=consent]').waitFor({ state: 'attached' })
  await page.locator('button[type=submit]').click()
}
