import { bench, describe } from 'vitest'
import { indexFor, search } from './search'

const names = Array.from(
  { length: 1013 },
  (_, number) => `Provider number ${number} with a long display name`,
)
const index = indexFor(
  names,
  (name) => name,
  () => 'productivity ticketing crm OAuth 2 client credentials',
)

// The aim is one frame for a keystroke over the whole catalog.
describe('search a thousand APIs', () => {
  bench('ranked, three words', () => {
    search(index, 'number 77 crm')
  })
  bench('bare filter, one word', () => {
    names.filter((name) => name.toLowerCase().includes('number 77'))
  })
})
