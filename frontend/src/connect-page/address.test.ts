import { afterEach, expect, it, vi } from 'vitest'
import { dropToken, takeWishes } from './address'

const plain = { token: undefined, appearance: undefined, language: 'en', watchesWindow: false }

afterEach(() => {
  history.replaceState(null, '', '/')
  dropToken()
})

it.each([
  ['', plain, ''],
  ['?session_token=', plain, ''],
  ['?session_token=t&theme=dark', { ...plain, token: 't', appearance: 'dark' }, '?theme=dark'],
  ['?theme=system&lang=de', { ...plain, appearance: 'system', language: 'de' }, '?theme=system&lang=de'],
  ['?lang=pt-BR', plain, '?lang=pt-BR'],
  [
    '?apiURL=http%3A%2F%2Flocalhost&detectClosedAuthWindow=true&theme=pink',
    { ...plain, watchesWindow: true },
    '?apiURL=http%3A%2F%2Flocalhost&detectClosedAuthWindow=true&theme=pink',
  ],
])('reads %s and keeps no token in the address', (query, want, left) => {
  history.replaceState(null, '', `/connect-ui/${query}`)
  expect(takeWishes()).toEqual(want)
  expect(location.search).toBe(left)
})

it('knows its session again when it is loaded again, until that ends', () => {
  history.replaceState(null, '', '/connect-ui/?session_token=t')
  takeWishes()
  expect(takeWishes().token).toBe('t')
  history.replaceState(null, '', '/connect-ui/?session_token=newer')
  expect(takeWishes().token).toBe('newer')
  expect(takeWishes().token).toBe('newer')
  dropToken()
  expect(takeWishes().token).toBeUndefined()
})

it('speaks the language of the browser when none is asked for', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['pt-BR', 'fr-CA', 'de'])
  expect(takeWishes().language).toBe('fr')
})
