import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('schema.ts is what openapi.json says', () => {
  expect(() => execFileSync('node', ['scripts/generate.mjs', '--check'], { stdio: 'pipe' })).not.toThrow()
}, 20_000)
