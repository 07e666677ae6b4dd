import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeReference } from '@/host/fake-reference'
import { callOf, defaultsOf, missing, pathOf, type Filling, type Values } from './call'
import { exampleOf } from './examples'
import { topicsOf, type Operation } from './operations'

const all = topicsOf(fakeReference())
  .flatMap((topic) => topic.operations)
  .filter((one) => !one.sent)
const named = (id: string): Operation => {
  const found = all.find((one) => one.id === id)
  if (!found) throw new Error(`no operation ${id}`)
  return found
}
const filling: Filling = { integration: 'github', connection: 'anna' }
const apiUrl = 'http://localhost:3003'
const example = (language: Parameters<typeof exampleOf>[0], id: string, change: Partial<Values> = {}) =>
  exampleOf(language, named(id), { ...defaultsOf(named(id), filling), ...change }, apiUrl)

/** Ids that hurt in some language. */
const hard: Filling = { integration: `it's "a" $(b) \`c\``, connection: 'ключ ${x} %s \\ ✓' }

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const checks = [
  { language: 'curl', file: 'x.sh', command: 'bash', args: ['-n'] },
  { language: 'node', file: 'x.mjs', command: process.execPath, args: ['--check'] },
  { language: 'python', file: 'x.py', command: 'python3', args: ['-m', 'py_compile'] },
  { language: 'go', file: 'x.go', command: 'gofmt', args: ['-d', '-e'] },
] as const

describe.each(checks)('the examples in $language', ({ language, file, command, args }) => {
  const there = spawnSync(command, ['-h']).error === undefined
  it.runIf(there)('are correct for every operation, whatever the ids', () => {
    for (const one of all) {
      for (const ids of [filling, hard]) {
        const code = exampleOf(language, one, defaultsOf(one, ids), apiUrl)
        writeFileSync(join(folder, file), language === 'go' ? code : `${code}\n`)
        const { status, stdout, stderr } = spawnSync(command, [...args, file], {
          cwd: folder,
          encoding: 'utf8',
        })
        expect({ id: one.id, status, stderr, stdout, code }).toMatchObject({
          status: 0,
          stderr: '',
          stdout: '',
        })
      }
    }
  })
})

describe('what an example says', () => {
  it('names the key by its variable and never holds one', () => {
    expect(example('curl', 'listConnections')).toBe(
      [`curl http://localhost:3003/connections`, `  -H "Authorization: Bearer $NANGO_SECRET_KEY"`].join(
        ' \\\n',
      ),
    )
  })

  it('fills in the chosen ids', () => {
    expect(pathOf(named('getConnection'), defaultsOf(named('getConnection'), filling))).toBe(
      '/connections/anna?provider_config_key=github',
    )
    expect(JSON.parse(defaultsOf(named('setMetadata'), hard).body)).toMatchObject({
      provider_config_key: hard.integration,
      connection_id: hard.connection,
    })
  })

  it('uses the official SDK where it has a method', () => {
    expect(example('node', 'getConnection')).toContain(`await nango.getConnection('github', 'anna')`)
    expect(example('node', 'proxyGet')).toContain('await nango.get({')
    expect(example('node', 'action_github_create_issue')).toMatch(
      /nango\.triggerAction\('github', 'anna', 'create-issue', \{\s+title: 'It\\'s "new"',\s+\}\)/,
    )
    expect(example('node', 'getConnectSession')).toContain('await fetch(')
  })

  it('sends the path without what tells operations apart', () => {
    const call = callOf(
      named('action_github_create_issue'),
      defaultsOf(named('action_github_create_issue'), filling),
      apiUrl,
    )
    expect(call.url).toBe('http://localhost:3003/action/trigger')
    expect(call.headers).toContainEqual(['Provider-Config-Key', 'github'])
  })

  it('asks for records as a real server does, whatever path the document has for generated clients', () => {
    const one = named('records_github_Issue')
    expect(pathOf(one, defaultsOf(one, filling))).toBe('/records?model=Issue')
    expect(example('node', one.id)).toContain('await nango.listRecords({')
  })

  it('writes tables and odd values as they are sent', () => {
    const list = named('listConnections')
    const path = pathOf(list, { parameters: { 'query tags': '[team]=a&b', 'query limit': '5' }, body: '' })
    expect(path).toBe('/connections?limit=5&tags%5Bteam%5D=a%26b')
  })

  it('knows what is missing', () => {
    expect(missing(named('getConnection'), { parameters: {}, body: '' })).toEqual([
      'connectionId',
      'provider_config_key',
    ])
  })
})
