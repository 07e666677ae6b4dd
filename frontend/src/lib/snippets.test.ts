import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiRequest } from '@/api/types'
import { encodePath, nangoSetup, snippet, snippetLanguages } from './snippets'

const apiUrl = 'http://localhost:3003'
const key = '8b4c1f0e-1111-4222-8333-944445555666'

const plain: ApiRequest = {
  provider_config_key: 'github',
  connection_id: 'anna',
  method: 'GET',
  path: '/user?per_page=1',
}

const withBody = (body: string, type = 'application/json'): ApiRequest => ({
  ...plain,
  method: 'POST',
  path: '/gists',
  headers: { 'Content-Type': type, Accept: 'text/*' },
  body,
})

/** Requests whose parts hurt in some language: quotes, line ends, signs of the shell, other scripts. */
const hard: [string, ApiRequest][] = [
  ['a plain GET', plain],
  ['a HEAD', { ...plain, method: 'HEAD' }],
  [
    'a DELETE with retries and another base',
    { ...plain, method: 'DELETE', retries: 3, base_url_override: 'https://ghe.example/api?a=1' },
  ],
  [
    'a JSON object',
    withBody('{ "name": "Anna", "ok": true, "none": null, "n": [1, -2.5, {}], "a-b": {"c": []} }'),
  ],
  ['quotes of all kinds', withBody(`{"text":"it's \\"quoted\\" \`here\` \\\\ there"}`)],
  ['shell signs', withBody('$HOME `id` $(id) !! \\ "x" \'y\' & | ; < > * ~ #', 'text/plain')],
  ['line ends and tabs', withBody('one\ntwo\r\nthree\tend', 'text/plain')],
  ['other scripts', withBody('{"greeting":"Příliš žluťoučký 🐎 \u2028 عربي"}')],
  ['numbers that a double cannot hold', withBody('{"id":12345678901234567890,"price":1.10}')],
  ['a body that starts with @', withBody('@/etc/passwd', 'text/plain')],
  ['a template literal', withBody('${process.env.HOME} {{x}} %s %(a)s', 'text/plain')],
  ['names that objects treat specially', withBody('{"__proto__":{"a":1}}')],
  ['control characters', withBody('bell\u0007 escape\u001b[31m', 'text/plain')],
  [
    'brackets, dots, spaces and quotes in the path',
    { ...plain, path: `/a/../b/{id}/[1-3]?q=it's "so" #1&x=é%20y` },
  ],
  [
    'an empty and a strange header',
    { ...plain, headers: { 'X-Empty': '', 'X-At': '@file', 'X-Is': '=1', 'X-Quote': `a"b'c\\d` } },
  ],
  ['a form', withBody("a=1&b=it's", 'application/x-www-form-urlencoded')],
]

const bodies = hard.filter(([, request]) => request.body !== undefined)

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'snippets-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(command: string, args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NANGO_SECRET_KEY: key, ...env },
  })
  if (error) throw error
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return stdout
}

const has = (command: string) => spawnSync(command, ['-h']).error === undefined

/** What the proxy must receive, whatever the language. */
function expected(request: ApiRequest) {
  const headers: Record<string, string> = {
    authorization: `Bearer ${key}`,
    'provider-config-key': request.provider_config_key,
    'connection-id': request.connection_id,
  }
  if (request.base_url_override) headers['base-url-override'] = request.base_url_override
  if (request.retries) headers.retries = String(request.retries)
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    headers[`nango-proxy-${name.toLowerCase()}`] = value
    if (name.toLowerCase() === 'content-type' && request.body) headers['content-type'] = value
  }
  return { method: request.method, url: apiUrl + '/proxy' + encodePath(request.path), headers }
}

/** Runs a shell snippet with a command in the place of curl or http that reports its arguments. */
function shellArguments(code: string, command: string): string[] {
  const printer = `${command}() { printf '%s\\0' "$@"; }\n`
  return run('bash', ['-c', printer + code])
    .split('\0')
    .slice(0, -1)
}

describe.runIf(has('bash'))('cURL, as bash reads it', () => {
  it.each(hard)('carries %s', (_, request) => {
    const args = shellArguments(snippet('curl', request, { apiUrl }), 'curl')
    const headers: Record<string, string> = {}
    const rest: string[] = []
    while (args.length) {
      const arg = args.shift() ?? ''
      if (arg === '-H') {
        const [, name = '', value = ''] = /^([^:;]+)[:;] ?(.*)$/s.exec(args.shift() ?? '') ?? []
        headers[name.toLowerCase()] = value
      } else rest.push(arg)
    }
    const want = expected(request)
    expect(headers).toEqual(want.headers)
    expect(rest).toContain(want.url)
    const data = rest.indexOf('--data-raw')
    expect(data === -1 ? undefined : rest[data + 1]).toBe(request.body)
    const method = rest.includes('--head')
      ? 'HEAD'
      : rest.includes('-X')
        ? rest[rest.indexOf('-X') + 1]
        : request.body
          ? 'POST'
          : 'GET'
    expect(method).toBe(want.method)
  })

  it('tells curl to leave brackets and dots alone', () => {
    const code = snippet('curl', { ...plain, path: '/a/../[1]' }, { apiUrl })
    expect(code).toContain('--globoff --path-as-is')
  })

  it('writes the key into the text only when asked', () => {
    expect(snippet('curl', plain, { apiUrl })).toContain('"Authorization: Bearer $NANGO_SECRET_KEY"')
    expect(snippet('curl', plain, { apiUrl, key: 'k' })).toContain("'Authorization: Bearer k'")
  })
})

describe.runIf(has('bash'))('HTTPie, as bash reads it', () => {
  it.each(hard)('carries %s', (_, request) => {
    const args = shellArguments(snippet('httpie', request, { apiUrl }), 'http')
    const want = expected(request)
    expect(args.slice(0, 3)).toEqual([want.method, want.url, `Authorization:Bearer ${key}`])
    const raw = args.indexOf('--raw')
    expect(raw === -1 ? undefined : args[raw + 1]).toBe(request.body)
    expect(args.includes('--ignore-stdin')).toBe(request.body === undefined)
  })
})

interface Sent {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | null
}

/** Equal text, or the same JSON with other white space. */
function sameBody(sent: string | null | undefined, request: ApiRequest): boolean {
  if ((sent ?? undefined) === request.body) return true
  const strip = (text: string) => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1')
  return strip(sent ?? '') === strip(request.body ?? '')
}

function check(sent: Sent | undefined, request: ApiRequest) {
  const { body, ...rest } = sent ?? { body: undefined, headers: {} }
  const headers = Object.entries(rest.headers).map(([name, value]) => [name.toLowerCase(), value])
  expect({ ...rest, headers: Object.fromEntries(headers) as unknown }).toEqual(expected(request))
  expect(sameBody(body, request)).toBe(true)
}

/** Writes one file a snippet, has one process run them all, and returns what each reported on its first line. */
function reports<T>(ending: string, codes: string[], runner: (files: string[]) => string): T[] {
  const files = codes.map((_, index) => join(folder, `snippet-${index}.${ending}`))
  files.forEach((file, index) => writeFileSync(file, codes[index] ?? ''))
  return runner(files)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T)
}

function runModules(files: string[]): string {
  const main = join(folder, 'main.mjs')
  writeFileSync(main, files.map((file) => `await import(${JSON.stringify(file)})`).join('\n'))
  return run('node', ['--no-warnings', main])
}

describe('Node', () => {
  const fakeFetch = `globalThis.fetch = async (url, { method = 'GET', headers, body }) => {
    console.log(JSON.stringify({ url, method, headers, body }))
    return { status: 200, text: async () => '' }
  }\n`
  const fakeSdk = `class Nango {
    constructor(options) { this.options = options }
    async proxy(call) { console.log(JSON.stringify({ ...this.options, ...call })); return {} }
  }\n`

  it('carries them all with fetch', () => {
    const codes = hard.map(([, request]) => fakeFetch + snippet('node', request, { apiUrl }))
    const sent = reports<Sent>('mjs', codes, runModules)
    hard.forEach(([, request], index) => check(sent[index], request))
  })

  it('carries them all with the SDK', () => {
    const codes = hard.map(
      ([, request]) => fakeSdk + snippet('nango', request, { apiUrl }).replace(/^import .*\n/m, ''),
    )
    const sent = reports<Record<string, unknown>>('mjs', codes, runModules)
    hard.forEach(([, request], index) => {
      const { data, ...call } = sent[index] ?? {}
      expect(call).toEqual({
        host: apiUrl,
        apiKey: key,
        method: request.method,
        endpoint: encodePath(request.path),
        providerConfigKey: 'github',
        connectionId: 'anna',
        ...(request.headers && { headers: request.headers }),
        ...(request.retries && { retries: request.retries, baseUrlOverride: request.base_url_override }),
      })
      expect(sameBody(typeof data === 'object' ? JSON.stringify(data) : (data as string), request)).toBe(true)
    })
  })

  it('sets up the SDK', () => {
    expect(nangoSetup({ apiUrl })).toContain(
      `new Nango({ host: 'http://localhost:3003', apiKey: process.env.NANGO_SECRET_KEY })`,
    )
  })
})

describe.runIf(has('python3'))('Python', () => {
  const fakeRequests = `import json
class Answer: status_code = 200; text = ""
def request(method, url, headers, timeout, data=None, **rest):
    body = json.dumps(rest["json"], ensure_ascii=False) if "json" in rest else data.decode() if data else None
    print(json.dumps({"method": method, "url": url, "headers": headers, "body": body}))
    return Answer()
`

  it('carries them all', () => {
    writeFileSync(join(folder, 'requests.py'), fakeRequests)
    const codes = hard.map(([, request]) => snippet('python', request, { apiUrl }))
    const program =
      'import sys\nfor path in sys.argv[1:]: exec(compile(open(path, encoding="utf8").read(), path, "exec"), {})'
    const sent = reports<Sent>('py', codes, (files) =>
      run('python3', ['-c', program, ...files], {
        PYTHONPATH: folder,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONIOENCODING: 'utf8',
      }),
    )
    hard.forEach(([, request], index) => check(sent[index], request))
  })
})

describe.runIf(has('gofmt'))('Go', () => {
  it.each(hard)('is formatted Go for %s', (_, request) => {
    const file = join(folder, 'snippet.go')
    const code = snippet('go', request, { apiUrl })
    writeFileSync(file, code)
    expect(run('gofmt', [file])).toBe(code)
  })

  it.each(bodies)('holds the body of %s', (_, request) => {
    const literal =
      /NewReader\(((?:`[^`]*`)|"(?:[^"\\]|\\.)*")\)/s.exec(snippet('go', request, { apiUrl }))?.[1] ?? ''
    const held = literal.startsWith('`') ? literal.slice(1, -1) : (JSON.parse(literal) as string)
    expect(held).toBe(request.body)
  })
})

describe('every language', () => {
  it.each(snippetLanguages)('$title reads the key from the environment unless told otherwise', ({ id }) => {
    expect(snippet(id, plain, { apiUrl })).not.toContain(key)
    expect(snippet(id, plain, { apiUrl })).toContain('NANGO_SECRET_KEY')
    expect(snippet(id, plain, { apiUrl, key })).toContain(key)
    expect(snippet(id, plain, { apiUrl, key })).not.toContain('NANGO_SECRET_KEY')
  })

  it.each(snippetLanguages)('$title says when the body is not text', ({ id }) => {
    const code = snippet(id, withBody('PNG\0\ufffd', 'image/png'), { apiUrl })
    expect(code).toContain('The body is not text. Put its bytes into body.bin first.')
    expect(code).not.toContain('\0')
  })
})

describe('encodePath', () => {
  it.each([
    ['/a b', '/a%20b'],
    ['a', '/a'],
    ['/100%', '/100%25'],
    ['/already%2Fencoded', '/already%2Fencoded'],
    ['/é/🐎', '/%C3%A9/%F0%9F%90%8E'],
    ['/x#y', '/x%23y'],
    ['/q?a=1&b[]=2', '/q?a=1&b[]=2'],
    ['/back\\slash"^|', '/back%5Cslash%22%5E%7C'],
    ['/half\ud800', '/half%EF%BF%BD'],
  ])('%s becomes %s', (path, encoded) => {
    expect(encodePath(path)).toBe(encoded)
  })
})
