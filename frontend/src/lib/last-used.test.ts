import { expect, it } from 'vitest'
import { lastUsed } from './last-used'

const made = '2026-01-01T00:00:00.000Z'

it.each([
  ['a connection that was only made', made, undefined],
  ['one without the field', null, undefined],
  ['one that was used', '2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00.001Z'],
])('tells when %s was used', (_, last_fetched_at, want) => {
  expect(lastUsed({ created_at: made, last_fetched_at })).toBe(want)
})
