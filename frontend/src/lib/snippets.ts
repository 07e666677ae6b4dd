import type { ApiRequest } from '@/api/types'
import {
  canBeText,
  goString,
  jsName,
  jsonLiteral,
  jsString,
  jsValue,
  pythonValue,
  shellQuote,
  type JsonValue,
} from './literals'

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
  /** Writes this API key into the text. Without it the text reads the key from `NANGO_SECRET_KEY`. */
  key?: string
}

/** The environment variable that snippets read the API key from: the one that apps written for Nango have. */
export const keyVariable = 'NANGO_SECRET_KEY'

/** A call of the local API: any client, no credential of a provider in it. */
export interface HttpCall {
  method: string
  url: string
  /** Without `Authorization`, which each language writes in its own way. */
  headers: [string, string][]
  body: HttpBody
  /** Written into the text; without it the text reads the variable. */
  key?: string | undefined
  /** Holds the key; undefined when the call needs none. */
  variable: string | undefined
  /** Told as a comment above the code. */
  notes: string[]
}

type HttpBody =
  | { kind: 'none' }
  | { kind: 'text'; text: string }
  | { kind: 'json'; text: string; value: JsonValue }
  | { kind: 'file' }

const bodyFile = 'body.bin'

/** The request as code that makes the same call through the local proxy. */
export function snippet(language: SnippetLanguage, request: ApiRequest, options: SnippetOptions): string {
  return writers[language](proxyCall(request, options), request, options)
}

const writers: Record<
  SnippetLanguage,
  (call: HttpCall, request: ApiRequest, options: SnippetOptions) => string
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

function proxyCall(request: ApiRequest, { apiUrl, key }: SnippetOptions): HttpCall {
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
    variable: keyVariable,
    notes: body.kind === 'file' ? [`The body is not text. Put its bytes into ${bodyFile} first.`] : [],
  }
}

function contentType(request: ApiRequest): string {
  const entry = Object.entries(request.headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')
  return entry?.[1] ?? ''
}

function bodyOf(request: ApiRequest): HttpBody {
  const text = request.body
  if (text === undefined || text === '') return { kind: 'none' }
  if (!canBeText(text)) return { kind: 'file' }
  const value = /\bjson\b/i.test(contentType(request)) ? jsonLiteral(text) : undefined
  return value === undefined ? { kind: 'text', text } : { kind: 'json', text, value: value.value }
}

function comments(notes: string[], sign: string): string {
  return notes.map((note) => `${sign} ${note}\n`).join('')
}

// Shell

function shellKey(prefix: string, { key, variable }: HttpCall): string {
  return key === undefined ? `"${prefix}$${variable}"` : shellQuote(prefix + key)
}

/** The call for a terminal. */
export function curl(call: HttpCall): string {
  const lines = [`curl ${curlFlags(call)}${shellQuote(call.url)}`]
  if (call.variable) lines.push(`-H ${shellKey('Authorization: Bearer ', call)}`)
  // With a colon curl would drop a header that has no value; a semicolon sends it empty.
  for (const [name, value] of call.headers)
    lines.push(`-H ${shellQuote(value ? `${name}: ${value}` : `${name};`)}`)
  if (call.body.kind === 'file') lines.push(`--data-binary @${bodyFile}`)
  else if (call.body.kind !== 'none') lines.push(`--data-raw ${shellQuote(call.body.text)}`)
  return comments(call.notes, '#') + lines.join(' \\\n  ')
}

function curlFlags({ method, url, body }: HttpCall): string {
  const flags: string[] = []
  if (method === 'HEAD') flags.push('--head')
  else if (method !== (body.kind === 'none' ? 'GET' : 'POST')) flags.push(`-X ${shellQuote(method)}`)
  // curl reads [1-9] and {a,b} as patterns, and tidies dots away.
  if (/[[\]{}]/.test(url)) flags.push('--globoff')
  if (/\/\.{1,2}(\/|\?|$)/.test(url)) flags.push('--path-as-is')
  return flags.map((flag) => `${flag} `).join('')
}

function httpie(call: HttpCall): string {
  const lines = [`http ${shellQuote(call.method)} ${shellQuote(call.url)}`]
  lines.push(shellKey('Authorization:Bearer ', call))
  for (const [name, value] of call.headers) {
    // "name:=value" and "name:@file" mean other things; a backslash makes the sign plain.
    lines.push(shellQuote(value ? `${name}:${value.replace(/^[=@]/, '\\$&')}` : `${name};`))
  }
  if (call.body.kind !== 'none' && call.body.kind !== 'file')
    lines.push(`--raw ${shellQuote(call.body.text)}`)
  const input =
    call.body.kind === 'file' ? ` < ${bodyFile}` : call.body.kind === 'none' ? ' --ignore-stdin' : ''
  return comments(call.notes, '#') + lines.join(' \\\n  ') + input
}

// JavaScript

const jsKey = (key: string | undefined) => (key === undefined ? `process.env.${keyVariable}` : jsString(key))

function jsHeaders(headers: [string, string][], indent: string): string[] {
  return headers.map(([name, value]) => `${indent}${jsName(name)}: ${jsString(value)},`)
}

/** The call with the fetch that Node has. */
export function node(call: HttpCall): string {
  const authorization =
    call.key === undefined ? `\`Bearer \${process.env.${call.variable}}\`` : jsString(`Bearer ${call.key}`)
  const lines = [`const response = await fetch(${jsString(call.url)}, {`]
  if (call.method !== 'GET') lines.push(`  method: ${jsString(call.method)},`)
  const headers = jsHeaders(call.headers, '    ')
  if (call.variable) headers.unshift(`    Authorization: ${authorization},`)
  if (headers.length) lines.push('  headers: {', ...headers, '  },')
  if (call.body.kind === 'json') lines.push(`  body: JSON.stringify(${jsValue(call.body.value, '  ')}),`)
  if (call.body.kind === 'text') lines.push(`  body: ${jsString(call.body.text)},`)
  if (call.body.kind === 'file') lines.push(`  body: await readFile('${bodyFile}'),`)
  lines.push('})', '', 'console.log(response.status)', 'console.log(await response.text())')
  const imports = call.body.kind === 'file' ? `import { readFile } from 'node:fs/promises'\n\n` : ''
  return comments(call.notes, '//') + imports + lines.join('\n')
}

function nango(call: HttpCall, request: ApiRequest, options: SnippetOptions): string {
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
    `const nango = new Nango({ host: ${jsString(apiUrl)}, apiKey: ${jsKey(key)} })`,
  ].join('\n')
}

// Python

/** The call with Python's requests. */
export function python(call: HttpCall): string {
  const fromEnvironment = call.variable !== undefined && call.key === undefined
  const authorization = fromEnvironment
    ? `f"Bearer {os.environ['${call.variable}']}"`
    : JSON.stringify(`Bearer ${call.key}`)
  const lines = [
    'response = requests.request(',
    `    ${JSON.stringify(call.method)},`,
    `    ${JSON.stringify(call.url)},`,
  ]
  const headers = call.headers.map(
    ([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`,
  )
  if (call.variable) headers.unshift(`        "Authorization": ${authorization},`)
  if (headers.length) lines.push('    headers={', ...headers, '    },')
  if (call.body.kind === 'json') lines.push(`    json=${pythonValue(call.body.value, '    ')},`)
  if (call.body.kind === 'text') lines.push(`    data=${JSON.stringify(call.body.text)}.encode(),`)
  if (call.body.kind === 'file') lines.push(`    data=open("${bodyFile}", "rb"),`)
  lines.push('    timeout=60,', ')', '', 'print(response.status_code)', 'print(response.text)')
  const imports = fromEnvironment ? 'import os\n\nimport requests' : 'import requests'
  return `${comments(call.notes, '#')}${imports}\n\n${lines.join('\n')}`
}

// Go

/** The call with Go's net/http. */
export function go(call: HttpCall): string {
  const imports = ['fmt', 'io', 'net/http']
  const fromEnvironment = call.variable !== undefined && call.key === undefined
  if (fromEnvironment || call.body.kind === 'file') imports.push('os')
  const setUp: string[] = []
  let body = 'nil'
  if (call.body.kind === 'file') {
    body = 'body'
    setUp.push(`body, err := os.Open("${bodyFile}")`, ...goCheck)
  } else if (call.body.kind !== 'none') {
    imports.push('strings')
    body = 'body'
    setUp.push(`body := strings.NewReader(${goString(call.body.text)})`)
  }
  const authorization = fromEnvironment
    ? `"Bearer "+os.Getenv("${call.variable}")`
    : JSON.stringify(`Bearer ${call.key}`)
  const lines = [
    ...setUp,
    `request, err := http.NewRequest(${JSON.stringify(call.method)}, ${JSON.stringify(call.url)}, ${body})`,
    ...goCheck,
    ...(call.variable ? [`request.Header.Set("Authorization", ${authorization})`] : []),
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
