import { describe, expect, it } from 'vitest'
import { formatJson } from './json-text'

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
