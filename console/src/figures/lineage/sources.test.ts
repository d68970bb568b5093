import { describe, expect, it } from 'vitest'
import { partsOf, same, sumOf } from './sources'

describe('what filings come to', () => {
  it('is their sum, of a rate both of its sides', () => {
    expect(sumOf([{ value: 3 }, { value: 4 }, {}], false)).toEqual({ value: 7n })
    expect(
      sumOf(
        [
          { numerator: 1, denominator: 2 },
          { numerator: 0, denominator: 5 },
        ],
        true,
      ),
    ).toEqual({ numerator: 1n, denominator: 7n })
    expect(sumOf([{ value: Number.MAX_SAFE_INTEGER }, { value: 2 }], false)).toEqual({ value: 9007199254740993n })
  })

  it('is compared with the number, of a level with its part', () => {
    const total = { total: 7, byLevel: { CITY: 4 } } as never
    expect(same(sumOf([{ value: 7 }], false), partsOf(total) ?? { value: 0n })).toBe(true)
    expect(partsOf(total, 'CITY')).toEqual({ value: 4n })
    expect(partsOf({ rate: '50.00', numerator: 1, denominator: 2 } as never)).toEqual({
      numerator: 1n,
      denominator: 2n,
    })
    expect(same({ value: 1n }, { numerator: 1n, denominator: 1n })).toBe(false)
  })

  it('is compared with the bound where things may be shared, and with nothing where there is no sum', () => {
    expect(partsOf({ total: null, atMost: 9 } as never)).toEqual({ value: 9n })
    expect(partsOf({ total: null } as never)).toBeNull()
    // it lost its last digits on the way
    expect(partsOf({ total: 2 ** 60 } as never)).toBeNull()
  })
})
