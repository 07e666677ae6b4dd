// Opens the real window and looks at it from inside, over WebKit's own inspector socket:
//   build/with-desktop.sh node --experimental-websocket build/window-smoke.mjs [program]
// WebDriver cannot attach to a Wails window, so this speaks the inspector's protocol. It leaves pictures in artifacts/.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const program = process.argv[2] ?? 'build/bin/patchbay'
const patience = 60_000
const dataDir = mkdtempSync(join(tmpdir(), 'patchbay-window-'))
mkdirSync('artifacts', { recursive: true })

/** Asks again until the answer is truthy; the window has no event that says "ready" to the outside. */
async function until(what, ask) {
  const end = Date.now() + patience
  let last
  while (Date.now() < end) {
    try {
      const answer = await ask()
      if (answer) return answer
    } catch (error) {
      last = error
    }
    await wait(100)
  }
  throw new Error(`waited in vain for ${what}`, { cause: last })
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function refused(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(false) || socket.destroy()).once('error', () => resolve(true))
  })
}

/** Starts the program with an inspector address; the program ignores it unless the test switch is on. */
function start(inspector, extra) {
  const env = {
    ...process.env,
    WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${inspector}`,
    PATCHBAY_DATA_DIR: dataDir,
    PATCHBAY_ADDR: '127.0.0.1:0',
    PATCHBAY_WEBHOOK_ADDR: '127.0.0.1:0',
    ...extra,
  }
  const child = spawn(program, [], { env, stdio: ['ignore', 'inherit', 'inherit'] })
  const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
  return { child, exited }
}

/** One page of the window, as the inspector shows it. */
class Page {
  #socket
  #target
  #next = 1
  #waiting = new Map()
  errors = []

  static async open(port) {
    const path = await until('the window page', async () => {
      const html = await (await fetch(`http://127.0.0.1:${port}/`)).text()
      return html.includes('wails://') && /\/socket\/\d+\/\d+\/WebPage/.exec(html)?.[0]
    })
    const page = new Page()
    page.#socket = new WebSocket(`ws://127.0.0.1:${port}${path}`)
    const targeted = new Promise((resolve) => {
      page.#socket.onmessage = (event) => page.#receive(JSON.parse(event.data), resolve)
    })
    await targeted
    await page.send('Console.enable')
    return page
  }

  #receive(message, targeted) {
    if (message.method === 'Target.targetCreated') {
      this.#target = message.params.targetInfo.targetId
      targeted()
    }
    if (message.method !== 'Target.dispatchMessageFromTarget') return
    const inner = JSON.parse(message.params.message)
    if (inner.method === 'Console.messageAdded' && inner.params.message.level === 'error') {
      this.errors.push(inner.params.message.text)
    }
    const settle = this.#waiting.get(inner.id)
    this.#waiting.delete(inner.id)
    settle?.(inner)
  }

  async send(method, params = {}) {
    const id = this.#next++
    const answered = new Promise((resolve) => this.#waiting.set(id, resolve))
    const message = JSON.stringify({ id, method, params })
    const params2 = { targetId: this.#target, message }
    this.#socket.send(JSON.stringify({ id: this.#next++, method: 'Target.sendMessageToTarget', params: params2 }))
    const { result, error } = await answered
    assert.equal(error, undefined, `${method}: ${JSON.stringify(error)}`)
    return result
  }

  /** Runs an async function in the page and returns what it returns; `args` travel as JSON. */
  async run(fn, ...args) {
    const expression = `(${fn})(...${JSON.stringify(args)})`
    const started = await this.send('Runtime.evaluate', { expression: `(async () => ${expression})()` })
    const { result, wasThrown } = await this.send('Runtime.awaitPromise', {
      promiseObjectId: started.result.objectId,
      returnByValue: true,
    })
    assert.ok(!wasThrown, `the page threw: ${result?.description ?? JSON.stringify(result)}`)
    return result.value
  }

  async picture(file) {
    const { width, height } = await this.run(async () => ({ width: innerWidth, height: innerHeight }))
    const shot = await this.send('Page.snapshotRect', { x: 0, y: 0, width, height, coordinateSystem: 'Viewport' })
    writeFileSync(file, Buffer.from(shot.dataURL.split(',')[1], 'base64'))
  }

  close() {
    this.#socket.close()
  }
}

async function lookAtTheWindow() {
  const inspector = await freePort()
  const started = Date.now()
  const { child, exited } = start(inspector, { PATCHBAY_TEST: '1' })
  try {
    const page = await Page.open(inspector)
    await until('the first page', () => page.run(async () => document.querySelector('main, [role=main]')?.innerText))
    console.log(`window: first page after ${Date.now() - started} ms`)

    const status = await page.run(async () => (await fetch('/patchbay/status')).json())
    assert.equal(status.window, true)
    assert.equal(status.vault.mode, 'keychain')
    assert.equal(status.vault.ok, true, `keychain: ${status.vault.message}`)

    await page.run(async () => [...document.querySelectorAll('a')].find((a) => a.getAttribute('href').endsWith('/apis')).click())
    await until('the gallery', () => page.run(async () => /1Password|Popular|GitHub/.test(document.body.innerText)))

    // A real key, through the native menu, to the page.
    const [window] = execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^Patchbay$']).toString().split('\n')
    execFileSync('xdotool', ['windowfocus', '--sync', window, 'key', 'ctrl+4'])
    await until('the page of the menu', () => page.run(async () => location.hash.endsWith('/connections')))
    execFileSync('xdotool', ['key', 'ctrl+2'])
    await until('the gallery again', () => page.run(async () => location.hash.endsWith('/apis')))

    const refusal = await page.run(async () =>
      window.go.desktop.Bridge.OpenBrowser('file:///etc/passwd').then(() => 'opened', (error) => String(error)),
    )
    assert.match(refusal, /not opened/)

    const topic = await page.run(async () => {
      const heard = new Promise((resolve) => window.runtime.EventsOn('hint', (hint) => resolve(hint.topic)))
      const body = JSON.stringify({ unique_key: 'smoke', provider: 'github-pat' })
      const answer = await fetch('/integrations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
      if (answer.status !== 200) return `${answer.status} ${await answer.text()}`
      return heard
    })
    assert.equal(topic, 'integrations')

    await page.picture('artifacts/window-page.png')
    // What the screen shows, not only what the page holds: a blank window has a handful of colours.
    await until('a painted window', () => {
      execFileSync('import', ['-window', 'root', 'artifacts/window.png'])
      return Number(execFileSync('identify', ['-format', '%k', 'artifacts/window.png'])) > 100
    })
    assert.deepEqual(page.errors, [], 'the page logged errors')
    page.close()
  } finally {
    child.kill('SIGTERM')
    await exited
  }
  assert.equal(await exited, 0, 'exit code after SIGTERM')
  assert.ok(!existsSync(join(dataDir, 'instance.json')), 'instance.json is left behind')
}

async function lookForAnInspector() {
  const inspector = await freePort()
  const { child, exited } = start(inspector, { PATCHBAY_TEST: '' })
  try {
    await until('the app', () => existsSync(join(dataDir, 'window.json')) && existsSync(join(dataDir, 'instance.json')))
    // The inspector would start with the first web view, well before the X window is mapped.
    await until('the window', () => execFileSync('xwininfo', ['-root', '-tree']).includes('"Patchbay"'))
    assert.ok(await refused(inspector), 'a release window lets anybody inspect it')
  } finally {
    child.kill('SIGTERM')
    await exited
  }
  assert.equal(await exited, 0)
}

try {
  await lookAtTheWindow()
  await lookForAnInspector()
  console.log('window: 2 passed, 0 failed')
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
