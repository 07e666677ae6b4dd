import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page } from '@playwright/test'

/** What an attacker writes wherever text may be written: markup that would run, call home or be found. */
export function markup(place: string): string {
  return `${place}<img data-hostile src=x onerror="globalThis.pwned='${place}'"><a href="javascript:globalThis.pwned=1">click</a>`
}

/** The part of {@link markup} that a page shows when it takes it for text. */
export function shown(place: string): string {
  return `${place}<img data-hostile`
}

/** An API of an attacker: markup in bodies, headers and errors, and a page in place of an answer. */
export class MarkupAPI {
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://markup')
      const json = { 'content-type': 'application/json', 'x-note': markup('answer-header') }
      if (pathname === '/page') {
        response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${markup('page-body')}</h1>`)
        return
      }
      if (pathname === '/fails') {
        response.writeHead(400, json).end(JSON.stringify({ error: { message: markup('api-error') } }))
        return
      }
      const row = { id: markup('record-id'), [markup('record-field')]: markup('record-value') }
      response.writeHead(200, json).end(JSON.stringify({ note: markup('answer-body'), rows: [row] }))
    })
  }

  static async start(): Promise<MarkupAPI> {
    const api = new MarkupAPI()
    await new Promise<void>((listening) => api.server.listen(0, '127.0.0.1', listening))
    return api
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}

/** Watches a page from before its first script for all that injected text could do. */
export class Trap {
  private readonly dialogs: string[] = []
  private readonly outside: string[] = []

  constructor(
    private readonly page: Page,
    own: string,
  ) {
    page.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(`${own}/`) && !/^(data|blob):/.test(url)) this.outside.push(url)
    })
  }

  /** Nothing ran, nothing left the page, no markup became an element and no link leads anywhere odd. */
  async sprungNothing(where: string): Promise<void> {
    const found = await this.page.evaluate(() => ({
      ran: (globalThis as { pwned?: unknown }).pwned,
      elements: document.querySelectorAll('[data-hostile]').length,
      links: [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
        .map(({ href, protocol }) => ({ href, protocol }))
        .filter(({ protocol }) => protocol !== 'http:' && protocol !== 'https:')
        .map(({ href }) => href),
    }))
    expect.soft(found, where).toEqual({ ran: undefined, elements: 0, links: [] })
    expect.soft(this.dialogs, `${where}: dialogs`).toEqual([])
    expect.soft(this.outside, `${where}: requests`).toEqual([])
  }

  /** All text that the page holds, in fields and attributes for people too. */
  async text(): Promise<string> {
    const text = await this.page.evaluate(() => {
      const said = [document.body.textContent, document.title]
      for (const element of document.querySelectorAll('*')) {
        for (const name of ['title', 'aria-label', 'placeholder', 'alt'])
          said.push(element.getAttribute(name) ?? '')
        if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
          said.push(element.value)
      }
      return said.join('\n')
    })
    return text.replaceAll('\u00a0', ' ') // as editors draw blanks
  }
}
