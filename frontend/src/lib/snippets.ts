import type { ApiRequest } from '@/api/types'
import { canBeText, jsonLiteral, shellQuote, type JsonValue } from './literals'

/** The ways a request can be copied out of Patchbay, in menu order. */
export const snippetLanguages = [
  { id: 'curl', title: 'cURL', short: 'cURL' },
  { id: 'httpie', title: 'HTTPie', short: 'HTTPie' },
  { id: 'node', title: 'Node (fetch)', short: 'Node' },
  { id: 'nango', title: 'Node (@nangohq/node)', short: 'Node SDK' },
  { id: 'python', title: 'Python (requests)', short: 'Python' },
  { id: 'go', title: 'Go (net/http)', short: 'Go' },
] as const

export type SnippetLanguage = (typeof snippetLanguages)[number]['id']

export interface SnippetOptions {
  /** Where the local API answers, e.g. `http://localhost:3003`. */
  apiUrl: string
  /** Writes this API key into the text. Without it the text reads the key from `PATCHBAY_KEY`. */
  key?: string
}

/** The environment variable that snippets read the API key from. */
export const keyVariable = 'PATCHBAY_KEY'

/** A request as the proxy takes it: any client, no credential of the provider in it. */
interface ProxyCall {
  method: string
  url: string
  /** Without `Authorization`, which each language writes in its own way. */
  headers: [string, string][]
  body: Body
  key: string | undefined
  /** Told as a comment above the code. */
  notes: string[]
}

type Body =
  { kind: 'none' } | { kind: 'text'; text: string } | { kind: 'json'; value: JsonValue } | { kind: 'file' }

const bodyFile = 'body.bin'

/** The request as code that makes the same call through the local proxy. */
export function snippet(language: SnippetLanguage, request: ApiRequest, options: SnippetOptions): string {
  return writers[language](proxyCall(request, options), request, options)
}

const writers: Record<
  SnippetLanguage,
  (call: ProxyCall, request: ApiRequest, options: SnippetOptions) => string
> = {
  curl,
  httpie,
  node,
  nango,
  python,
  go,
}

/**
 * A path as it can stand in a request line: what a URL cannot hold is percent-encoded, what is already
 * encoded stays, and a `#` is part of the path because nothing would ever send a fragment.
 */
export function encodePath(path: string): string {
  const encoded = path.replace(/%(?![0-9A-Fa-f]{2})|[^\w\-.~:/?[\]@!$&'()*+,;=%]+/g, (text) =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')),
  )
  return encoded.startsWith('/') ? encoded : `/${encoded}`
}

function proxyCall(request: ApiRequest, { apiUrl, key }: SnippetOptions): ProxyCall {
  const headers: [string, string][] = [
    ['Provider-Config-Key', request.provider_config_key],
    ['Connection-Id', request.connection_id],
  ]
  if (request.base_url_override) headers.push(['Base-Url-Override', request.base_url_override])
  if (request.retries) headers.push(['Retries', String(request.retries)])
  const body = bodyOf(request)
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    // The proxy reads the body by Content-Type and forwards only what carries its prefix: both are needed.
    if (name.toLowerCase() === 'content-type' && body.kind !== 'none') headers.push(['Content-Type', value])
    headers.push([`Nango-Proxy-${name}`, value])
  }
  return {
    method: request.method.toUpperCase(),
    url: `${apiUrl.replace(/\/+$/, '')}/proxy${encodePath(request.path)}`,
    headers,
    body,
    key,
    notes: body.kind === 'file' ? [`The body is not text. Put its bytes into ${bodyFile} first.`] : [],
  }
}

function contentType(request: ApiRequest): string {
  const entry = Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')
  return entry?.[1] ?? ''
}

function bodyOf(request: ApiRequest): Body {
  const text = request.body
  if (text === undefined || text === '') return { kind: 'none' }
  if (!canBeText(text)) return { kind: 'file' }
  const value = /\bjson\b/i.test(contentType(request)) ? jsonLiteral(text) : undefined
  return value === undefined ? { kind: 'text', text } : { kind: 'json', value: value.value }
}

/** The text of the body for languages that send it as written. */
function bodyText(request: ApiRequest): string {
  return request.body ?? ''
}

function comments(notes: string[], sign: string): string {
  return notes.map((note) => `${sign} ${note}\n`).join('')
}

// Shell

function shellKey(prefix: string, key: string | undefined): string {
  return key === undefined ? `"${prefix}$${keyVariable}"` : shellQuote(prefix + key)
}

function curl(call: ProxyCall, request: ApiRequest): string {
  const lines = [`curl ${curlFlags(call)}${shellQuote(call.url)}`]
  lines.push(`-H ${shellKey('Authorization: Bearer ', call.key)}`)
  // With a colon curl would drop a header that has no value; a semicolon sends it empty.
  for (const [name, value] of call.headers)
    lines.push(`-H ${shellQuote(value ? `${name}: ${value}` : `${name};`)}`)
  if (call.body.kind === 'file') lines.push(`--data-binary @${bodyFile}`)
  else if (call.body.kind !== 'none') lines.push(`--data-raw ${shellQuote(bodyText(request))}`)
  return comments(call.notes, '#') + lines.join(' \\\n  ')
}

function curlFlags({ method, url, body }: ProxyCall): string {
  const flags: string[] = []
  if (method === 'HEAD') flags.push('--head')
  else if (method !== (body.kind === 'none' ? 'GET' : 'POST')) flags.push(`-X ${shellQuote(method)}`)
  // curl reads [1-9] and {a,b} as patterns, and tidies dots away.
  if (/[[\]{}]/.test(url)) flags.push('--globoff')
  if (/\/\.{1,2}(\/|\?|$)/.test(url)) flags.push('--path-as-is')
  return flags.map((flag) => `${flag} `).join('')
}

function httpie(call: ProxyCall, request: ApiRequest): string {
  const lines = [`http ${shellQuote(call.method)} ${shellQuote(call.url)}`]
  lines.push(shellKey('Authorization:Bearer ', call.key))
  for (const [name, value] of call.headers) {
    // "name:=value" and "name:@file" mean other things; a backslash makes the sign plain.
    lines.push(shellQuote(value ? `${name}:${value.replace(/^[=@]/, '\\$&')}` : `${name};`))
  }
  if (call.body.kind !== 'none' && call.body.kind !== 'file')
    lines.push(`--raw ${shellQuote(bodyText(request))}`)
  const input =
    call.body.kind === 'file' ? ` < ${bodyFile}` : call.body.kind === 'none' ? ' --ignore-stdin' : ''
  return comments(call.notes, '#') + lines.join(' \\\n  ') + input
}

// JavaScript

const jsString = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

const jsName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : jsString(name))

function jsValue(value: JsonValue, indent: string): string {
  if (typeof value === 'string') return jsString(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((item) => inner + jsValue(item, inner))
    : Object.entries(value).map(([name, item]) => `${inner}${jsName(name)}: ${jsValue(item, inner)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return parts.length ? `${open}\n${parts.join(',\n')},\n${indent}${close}` : `${open}${close}`
}

const jsKey = (key: string | undefined) => (key === undefined ? `process.env.${keyVariable}` : jsString(key))

function jsHeaders(headers: [string, string][], indent: string): string[] {
  return headers.map(([name, value]) => `${indent}${jsName(name)}: ${jsString(value)},`)
}

function node(call: ProxyCall): string {
  const authorization =
    call.key === undefined ? `\`Bearer \${process.env.${keyVariable}}\`` : jsString(`Bearer ${call.key}`)
  const lines = [`const response = await fetch(${jsString(call.url)}, {`]
  if (call.method !== 'GET') lines.push(`  method: ${jsString(call.method)},`)
  lines.push(
    '  headers: {',
    `    Authorization: ${authorization},`,
    ...jsHeaders(call.headers, '    '),
    '  },',
  )
  if (call.body.kind === 'json') lines.push(`  body: JSON.stringify(${jsValue(call.body.value, '  ')}),`)
  if (call.body.kind === 'text') lines.push(`  body: ${jsString(call.body.text)},`)
  if (call.body.kind === 'file') lines.push(`  body: await readFile('${bodyFile}'),`)
  lines.push('})', '', 'console.log(response.status)', 'console.log(await response.text())')
  const imports = call.body.kind === 'file' ? `import { readFile } from 'node:fs/promises'\n\n` : ''
  return comments(call.notes, '//') + imports + lines.join('\n')
}

function nango(call: ProxyCall, request: ApiRequest, options: SnippetOptions): string {
  const lines = [`const response = await nango.proxy({`]
  lines.push(`  method: ${jsString(call.method)},`, `  endpoint: ${jsString(encodePath(request.path))},`)
  lines.push(`  providerConfigKey: ${jsString(request.provider_config_key)},`)
  lines.push(`  connectionId: ${jsString(request.connection_id)},`)
  const headers = Object.entries(request.headers ?? {})
  if (headers.length) lines.push('  headers: {', ...jsHeaders(headers, '    '), '  },')
  if (call.body.kind === 'json') lines.push(`  data: ${jsValue(call.body.value, '  ')},`)
  if (call.body.kind === 'text') lines.push(`  data: ${jsString(call.body.text)},`)
  if (call.body.kind === 'file') lines.push(`  data: await readFile('${bodyFile}'),`)
  if (request.retries) lines.push(`  retries: ${request.retries},`)
  if (request.base_url_override) lines.push(`  baseUrlOverride: ${jsString(request.base_url_override)},`)
  lines.push('})', '', 'console.log(response.status)', 'console.log(response.data)')
  const imports = call.body.kind === 'file' ? `import { readFile } from 'node:fs/promises'\n` : ''
  return `${comments(call.notes, '//')}${imports}${nangoSetup(options)}\n\n${lines.join('\n')}`
}

/** The lines that point the Node SDK at this Patchbay. */
export function nangoSetup({ apiUrl, key }: SnippetOptions): string {
  return [
    `import { Nango } from '@nangohq/node'`,
    '',
    `const nango = new Nango({ host: ${jsString(apiUrl)}, secretKey: ${jsKey(key)} })`,
  ].join('\n')
}

// Python

function pythonValue(value: JsonValue, indent: string): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value === null) return 'None'
  if (typeof value === 'number') return String(value)
  const inner = `${indent}    `
  const parts = Array.isArray(value)
    ? value.map((item) => inner + pythonValue(item, inner))
    : Object.entries(value).map(
        ([name, item]) => `${inner}${JSON.stringify(name)}: ${pythonValue(item, inner)}`,
      )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return parts.length ? `${open}\n${parts.join(',\n')},\n${indent}${close}` : `${open}${close}`
}

function python(call: ProxyCall): string {
  const authorization =
    call.key === undefined ? `f"Bearer {os.environ['${keyVariable}']}"` : JSON.stringify(`Bearer ${call.key}`)
  const lines = [
    'response = requests.request(',
    `    ${JSON.stringify(call.method)},`,
    `    ${JSON.stringify(call.url)},`,
  ]
  lines.push('    headers={', `        "Authorization": ${authorization},`)
  for (const [name, value] of call.headers)
    lines.push(`        ${JSON.stringify(name)}: ${JSON.stringify(value)},`)
  lines.push('    },')
  if (call.body.kind === 'json') lines.push(`    json=${pythonValue(call.body.value, '    ')},`)
  if (call.body.kind === 'text') lines.push(`    data=${JSON.stringify(call.body.text)}.encode(),`)
  if (call.body.kind === 'file') lines.push(`    data=open("${bodyFile}", "rb"),`)
  lines.push('    timeout=60,', ')', '', 'print(response.status_code)', 'print(response.text)')
  const imports = call.key === undefined ? 'import os\n\nimport requests' : 'import requests'
  return `${comments(call.notes, '#')}${imports}\n\n${lines.join('\n')}`
}

// Go

/** A raw literal where one can hold the text and reads better, an interpreted one otherwise. */
function goString(text: string): string {
  const raw = /["\\\n]/.test(text) && !/[`\r\ufeff\u0000-\u0008\u000b-\u001f\u007f]/.test(text)
  return raw ? `\`${text}\`` : JSON.stringify(text)
}

function go(call: ProxyCall, request: ApiRequest): string {
  const imports = ['fmt', 'io', 'net/http']
  if (call.key === undefined || call.body.kind === 'file') imports.push('os')
  const setUp: string[] = []
  let body = 'nil'
  if (call.body.kind === 'file') {
    body = 'body'
    setUp.push(`body, err := os.Open("${bodyFile}")`, ...goCheck)
  } else if (call.body.kind !== 'none') {
    imports.push('strings')
    body = 'body'
    setUp.push(`body := strings.NewReader(${goString(bodyText(request))})`)
  }
  const authorization =
    call.key === undefined ? `"Bearer "+os.Getenv("${keyVariable}")` : JSON.stringify(`Bearer ${call.key}`)
  const lines = [
    ...setUp,
    `request, err := http.NewRequest(${JSON.stringify(call.method)}, ${JSON.stringify(call.url)}, ${body})`,
    ...goCheck,
    `request.Header.Set("Authorization", ${authorization})`,
    ...call.headers.map(([name, value]) => `request.Header.Set(${JSON.stringify(name)}, ${goString(value)})`),
    '',
    'response, err := http.DefaultClient.Do(request)',
    ...goCheck,
    'defer response.Body.Close()',
    'answer, err := io.ReadAll(response.Body)',
    ...goCheck,
    'fmt.Println(response.Status)',
    'fmt.Println(string(answer))',
  ]
  const code = lines.map((line) => (line ? `\t${line}` : '')).join('\n')
  const names = imports.map((name) => `\t"${name}"`).join('\n')
  return `${comments(call.notes, '//')}package main\n\nimport (\n${names}\n)\n\nfunc main() {\n${code}\n}\n`
}

const goCheck = ['if err != nil {', '\tpanic(err)', '}']
