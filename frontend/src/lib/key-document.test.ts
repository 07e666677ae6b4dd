import { describe, expect, it } from 'vitest'
import type { Field } from '@/api/types'
import { fitKey, keyProblem } from './key-document'

const key: Field = {
  name: 'privateKey',
  title: 'Private key (PEM)',
  pattern: '^-----BEGIN PRIVATE KEY-----\\s*([A-Za-z0-9+/=\\s]+)\\s*-----END PRIVATE KEY-----$',
  multiline: true,
  optional: false,
  secret: true,
  hidden: false,
  automated: false,
}
const escaped: Field = {
  ...key,
  pattern: '^-----BEGIN PRIVATE KEY-----\\\\n([A-Za-z0-9+/=\\\\n]+)\\\\n-----END PRIVATE KEY-----\\\\n?$',
}
const pem = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'

describe('keyProblem', () => {
  it.each([
    ['MIIE', /whole text, from -----BEGIN PRIVATE KEY-----/],
    [pem.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'), /passphrase.*openssl pkey/],
    [pem.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY'), /openssl pkcs8 -topk8/],
    [pem.replaceAll('PRIVATE KEY', 'CERTIFICATE'), /This is a certificate; a private key belongs here/],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', /The end is missing/],
  ])('explains %j', (value, problem) => {
    expect(keyProblem(key, value)).toMatch(problem)
  })

  it('has nothing to say about a whole key, nor about other fields', () => {
    expect(keyProblem(key, pem)).toBeUndefined()
    expect(keyProblem({ ...key, multiline: false }, 'x')).toBeUndefined()
    expect(keyProblem({ ...key, pattern: '^x$' }, 'y')).toBeUndefined()
  })
})

describe('fitKey', () => {
  it('drops blanks around the key and the line ends of Windows', () => {
    expect(fitKey(key, `\r\n${pem.replaceAll('\n', '\r\n')}\n`)).toBe(pem)
  })

  it('takes the key out of a key file', () => {
    expect(fitKey(key, JSON.stringify({ type: 'service_account', private_key: `${pem}\n` }))).toBe(pem)
    expect(fitKey(key, '{"type":"service_account"}')).toBe('{"type":"service_account"}')
  })

  it('leaves a JSON Web Key whole', () => {
    const jwk = '{"kty":"RSA","private_key":"x"}'
    expect(fitKey({ ...key, pattern: '' }, jwk)).toBe(jwk)
  })

  it('writes line breaks as the pattern wants them', () => {
    const fitted = fitKey(escaped, JSON.stringify({ private_key: `${pem}\n` }))
    expect(fitted).toBe(`${pem}\n`.replaceAll('\n', '\\n'))
    expect(fitKey(escaped, fitted)).toBe(fitted)
    expect(fitted).toMatch(new RegExp(escaped.pattern ?? ''))
  })
})
