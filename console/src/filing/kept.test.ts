import { expect, it } from 'vitest'
import { forget, keep, unsentOf } from './kept'

function device(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
  }
}

const zhang = { login: 'zhang', cycle: 'annual-2023', agency: '210902-gov' }
const A = '/indicators/own/INS001'

it('is given back to whom it is of, for the same draft, and to nobody else', () => {
  const storage = device()
  keep(zhang, A, { was: '1', mine: '2' }, storage)
  keep(zhang, '/title', { was: undefined, mine: undefined }, storage)
  storage.setItem('huikan-language', 'zh')
  expect(unsentOf(zhang, storage)).toEqual(
    new Map([
      [A, { was: '1', mine: '2' }],
      ['/title', {}],
    ]),
  )
  expect(unsentOf({ ...zhang, login: 'zhan' }, storage).size).toBe(0)
  expect(unsentOf({ ...zhang, login: 'li' }, storage).size).toBe(0)
  expect(unsentOf({ ...zhang, cycle: 'annual-2022' }, storage).size).toBe(0)
  expect(unsentOf({ ...zhang, agency: '210902-ndmo' }, storage).size).toBe(0)
})

it('is forgotten cell by cell', () => {
  const storage = device()
  keep(zhang, A, { was: '1', mine: '2' }, storage)
  keep(zhang, '/title', { was: undefined, mine: '"一"' }, storage)
  forget(zhang, A, storage)
  expect([...unsentOf(zhang, storage).keys()]).toEqual(['/title'])
})
