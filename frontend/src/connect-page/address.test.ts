import { afterEach, expect, it } from 'vitest'
import { takeWishes } from './address'

afterEach(() => history.replaceState(null, '', '/'))

it.each([
  ['', { token: undefined, appearance: 'system', watchesWindow: false }, ''],
  ['?session_token=', { token: undefined, appearance: 'system', watchesWindow: false }, ''],
  ['?session_token=t&theme=dark', { token: 't', appearance: 'dark', watchesWindow: false }, '?theme=dark'],
  [
    '?apiURL=http%3A%2F%2Flocalhost&detectClosedAuthWindow=true&theme=pink',
    { token: undefined, appearance: 'system', watchesWindow: true },
    '?apiURL=http%3A%2F%2Flocalhost&detectClosedAuthWindow=true&theme=pink',
  ],
])('reads %s and keeps no token in the address', (query, want, left) => {
  history.replaceState(null, '', `/connect-ui/${query}`)
  expect(takeWishes()).toEqual(want)
  expect(location.search).toBe(left)
})
