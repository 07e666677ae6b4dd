import { describe, expect, it } from 'vitest'
import { formOf, hexDump, textOfMarkup, type Body } from './body'

const body = (text: string, contentType: string, rest: Partial<Body> = {}): Body => ({
  text,
  contentType,
  binary: false,
  truncated: false,
  size: text.length,
  ...rest,
})

describe('formOf', () => {
  it.each([
    [body('{"a":1}', 'application/vnd.github+json; charset=utf-8'), 'json'],
    [body('{"a":1}', 'text/plain'), 'json'],
    [body('{"a":', 'application/json', { truncated: true }), 'json'],
    [body('{"a":', 'application/json'), 'text'],
    [body('<!DOCTYPE html><p>', ''), 'markup'],
    [body('<a/>', 'application/xml'), 'markup'],
    [body('AAEC', 'image/png', { binary: true }), 'binary'],
    [body('hello', 'text/plain'), 'text'],
    [body('', 'application/json'), 'empty'],
  ] as const)('%o', (value, form) => {
    expect(formOf(value)).toBe(form)
  })
})

describe('textOfMarkup', () => {
  it('reads the text and runs nothing', () => {
    const page = `<title>Oops</title><style>p{}</style><script>window.ran = true</script>
      <h1>Not  found</h1><p>Look <b>elsewhere</b>.</p><img src=x onerror="window.ran = true">`
    expect(textOfMarkup(page)).toBe('Oops\n\nNot found\nLook elsewhere.')
    expect(window).not.toHaveProperty('ran')
  })
})

describe('hexDump', () => {
  it('shows bytes and letters', () => {
    expect(hexDump(btoa('\x89PNG\r\n'))).toBe(
      '00000000  89 50 4e 47 0d 0a                                ·PNG··',
    )
  })

  it('stops after the first bytes', () => {
    expect(hexDump(btoa('x'.repeat(100)), 32).split('\n')).toHaveLength(2)
  })
})
