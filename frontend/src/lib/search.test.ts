import { describe, expect, it } from 'vitest'
import { indexFor, search } from './search'

const names = ['GitLab', 'Git', 'GitHub', 'Digital Ocean', 'Café Git', 'Legit Hub']
const index = indexFor(
  names,
  (name) => name,
  (name) => (name === 'Digital Ocean' ? 'hosting storage' : ''),
)

describe('search', () => {
  it('puts the whole name first, then beginnings of the name, of words, then the rest', () => {
    expect(search(index, 'git')).toEqual([
      'Git',
      'GitLab',
      'GitHub',
      'Café Git',
      'Digital Ocean',
      'Legit Hub',
    ])
  })

  it('wants every word, in any order, also outside the name', () => {
    expect(search(index, 'storage ocean')).toEqual(['Digital Ocean'])
    expect(search(index, 'storage git hub')).toEqual([])
  })

  it('does not care about accents and case', () => {
    expect(search(index, 'CAFE')).toEqual(['Café Git'])
  })

  it('gives everything for nothing', () => {
    expect(search(index, '  ')).toEqual(names)
  })
})
