import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the API keeps of one item. */
export interface Item {
  id: string
  title: string
  state: string
  rank: number
}

/** Enough digits that the order of ids is the order of numbers. */
const idOf = (number: number) => `item-${String(number).padStart(6, '0')}`

/** An open API with very many items: `GET /items?after=N` answers the thousand from N on, and where to go on. */
export class ItemsAPI {
  readonly items: Map<string, Item>
  private readonly server: Server

  private constructor(count: number) {
    this.items = new Map(
      Array.from({ length: count }, (_, rank) => {
        const id = idOf(rank)
        return [id, { id, title: `Item number ${rank}`, state: rank % 3 ? 'open' : 'closed', rank }]
      }),
    )
    this.server = createServer((request, response) => {
      const after = Number(new URL(request.url ?? '/', 'http://items').searchParams.get('after') ?? 0)
      const all = [...this.items.values()]
      const next = after + 1000
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ items: all.slice(after, next), next: next < all.length ? String(next) : '' }),
      )
    })
  }

  static async start(count: number): Promise<ItemsAPI> {
    const api = new ItemsAPI(count)
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
