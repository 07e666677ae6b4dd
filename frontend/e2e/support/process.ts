import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A child process that printed its one `{"event":"ready",…}` line. */
export interface Started<Ready> {
  ready: Ready
  child: ChildProcess
  stderr: () => string
  /** Ends it and waits: politely, or with SIGKILL as a crash would. */
  end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/** Starts a program and waits for its ready line; rejects with its error output when it ends before that. */
export async function start<Ready>(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Started<Ready>> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`${command} ended with ${String(code)} before it was ready:\n${errors}`)),
    )
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Ready))
  })
  return {
    ready,
    child,
    stderr: () => errors,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await ended
    },
  }
}
