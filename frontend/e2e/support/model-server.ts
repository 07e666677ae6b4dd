import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A language model that knows its answers beforehand, in the protocol of chat completions. Each question gets the next one. */
export class ModelServer {
  /** The bodies of the questions, in order. */
  readonly asked: string[] = []
  private readonly server: Server

  private constructor(answers: string[]) {
    const waiting = [...answers]
    this.server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (part: string) => (body += part))
      request.on('end', () => {
        this.asked.push(body)
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        for (const piece of (waiting.shift() ?? '').match(/[^]{1,60}/g) ?? []) {
          response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: piece } }] })}\n\n`)
        }
        response.end('data: [DONE]\n\n')
      })
    })
  }

  static async start(answers: string[]): Promise<ModelServer> {
    const model = new ModelServer(answers)
    await new Promise<void>((listening) => model.server.listen(0, '127.0.0.1', listening))
    return model
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}
