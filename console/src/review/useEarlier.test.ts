import { expect, it } from 'vitest'
import { before } from './useEarlier'

it('the versions before one are those that were reviewed, the newest first', () => {
  const versions = [
    { id: 'first', revision: 1 },
    { id: 'rejected', revision: 0 },
    { id: 'third', revision: 3 },
    { id: 'second', revision: 2 },
    { id: 'fourth', revision: 4 },
  ]
  expect(before(versions, 3).map((one) => one.id)).toEqual(['second', 'first'])
  expect(before(versions, 1)).toEqual([])
})
