import { describe, expect, it } from 'vitest'
import { formatJson, nesting } from './json-text'

describe('formatJson', () => {
  it.each([
    ['{"a":1,"b":[true,null]}', '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}'],
    ['[]', '[]'],
    ['{ "a" : { } }', '{\n  "a": {}\n}'],
    ['"a{b}[,:\\" "', '"a{b}[,:\\" "'],
    ['-1.50e+10', '-1.50e+10'],
  ])('indents %s', (text, formatted) => {
    expect(formatJson(text)).toBe(formatted)
  })

  it('keeps numbers, escapes and repeated names as they were written', () => {
    expect(formatJson('{"id":12345678901234567890,"id":1.0,"x":"\\u00e9\\/"}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "id": 1.0,\n  "x": "\\u00e9\\/"\n}',
    )
  })

  it.each(['', '{', '{a:1}', '<html>', "{'a':1}"])('refuses %j', (text) => {
    expect(formatJson(text)).toBeUndefined()
  })
})

// Security UI-07: a nest that an API answers with must not become terabytes of blanks.
describe('a deep nest', () => {
  const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

  it('is counted, brackets in texts aside', () => {
    expect(nesting(nest(200_000))).toBe(200_000)
    expect(nesting('{"a":[{}],"[[[[\\"[[[":["{"]}')).toBe(3)
    expect(nesting('1')).toBe(0)
  })

  it('is not indented', () => {
    expect(formatJson(nest(200_000))).toBeUndefined()
    expect(formatJson(nest(2))).toBe('[\n  []\n]')
  })
})
