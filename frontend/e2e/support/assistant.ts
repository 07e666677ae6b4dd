import type { Patchbay } from './patchbay'

/** What a tool answered. */
export interface Answer {
  failed: boolean
  text: string
}

interface Message {
  result?: { content?: { text?: string }[]; isError?: boolean }
  error?: { message: string }
}

/** A coding assistant at the workbench's door: MCP over HTTP as it stands on the wire, one message a request. */
export class Assistant {
  private id = 0

  constructor(
    private readonly patchbay: Patchbay,
    private readonly name: string,
  ) {}

  /** Calls a tool and waits for its answer, and so for the user's where the tool asks. */
  async call(tool: string, args: unknown): Promise<Answer> {
    const { result, error } = await this.send('tools/call', { name: tool, arguments: args })
    if (error) throw new Error(error.message)
    return {
      failed: result?.isError ?? false,
      text: (result?.content ?? []).map(({ text }) => text ?? '').join('\n'),
    }
  }

  private async send(method: string, params: unknown): Promise<Message> {
    const response = await this.patchbay.fetch('/mcp/patchbay', {
      method: 'POST',
      headers: { accept: 'application/json, text/event-stream', 'user-agent': this.name },
      body: JSON.stringify({ jsonrpc: '2.0', id: ++this.id, method, params }),
    })
    const text = await response.text()
    const data = text.split('\n').find((line) => line.startsWith('data:'))
    if (!response.ok || data === undefined) throw new Error(`${response.status}: ${text}`)
    return JSON.parse(data.slice(5)) as Message
  }
}
