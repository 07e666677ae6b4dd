import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A language model that knows its answers beforehand, in the protocol of chat completions. Each question gets the next one. It
 * stops to think at each `ModelServer.pause` until `goOn` is called.
 */
export class ModelServer {
  static readonly pause = '\f'
  /** The bodies of the questions, in order. */
  readonly asked: string[] = []
  private readonly server: Server
  private thinking: (() => void)[] = []

  private constructor(answers: string[]) {
    const waiting = [...answers]
    const write = async (answer: string, response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const [at, part] of answer.split(ModelServer.pause).entries()) {
        if (at > 0) await new Promise<void>((resume) => this.thinking.push(resume))
        for (const piece of part.match(/[^]{1,60}/g) ?? []) {
          response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: piece } }] })}\n\n`)
        }
      }
      response.end('data: [DONE]\n\n')
    }
    this.server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8')
      request.on('data', (part: string) => (body += part))
      request.on('end', () => {
        this.asked.push(body)
        void write(waiting.shift() ?? '', response)
      })
    })
  }

  static async start(answers: string[]): Promise<ModelServer> {
    const model = new ModelServer(answers)
    await new Promise<void>((listening) => model.server.listen(0, '127.0.0.1', listening))
    return model
  }

  /** Lets it write on. */
  goOn(): void {
    this.thinking.splice(0).forEach((resume) => resume())
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((closed) => this.server.close(closed))
  }
}
