import { expect, it } from 'vitest'
import { read, written } from './opened'

it('is written into the address and read from it', () => {
  const total = { indicator: 'INS001', under: '210900-gov', cycles: ['annual-2023'] }
  const part = { indicator: 'INS001', under: '210900-gov', cycles: ['m-1', 'm-2'], level: 'CITY' } as const
  expect(read(written(total))).toEqual(total)
  expect(read(written(part))).toEqual(part)
})

it('is nothing where the address is wrong', () => {
  expect(read('')).toBeNull()
  expect(read('INS001~210900-gov')).toBeNull()
  expect(read('INS001~210900-gov~annual-2023~MOON')).not.toHaveProperty('level')
})
