import type { Hint } from './host'

/** Reads server-sent events and yields each hint; comment lines (the heartbeat) are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<Hint> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let pending = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    pending += value
    const lines = pending.split(/\r?\n/)
    pending = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('data:')) yield JSON.parse(line.slice(5)) as Hint
    }
  }
}
