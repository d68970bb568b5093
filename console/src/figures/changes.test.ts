import { describe, expect, it } from 'vitest'
import { changeWords, figureWords, sidesOf, sizeOf } from './changes'

const count = { code: 'INS001', kind: 'COUNT', unit: '次' } as never
const amount = { code: 'PEN007', kind: 'AMOUNT', unit: '万元' } as never
const rate = { code: 'LIT012', kind: 'RATE', unit: '%' } as never

describe('a figure', () => {
  it('is told with its unit of money, or as a rate with its sides', () => {
    expect(figureWords({ total: 1340, filings: 2 } as never, count)).toBe('1,340')
    expect(figureWords({ total: 123450000, filings: 2 } as never, amount)).toBe('123.45')
    expect(figureWords({ rate: 'N/A', why: 'OVER_NOTHING' } as never, rate)).toBe('N/A')
    expect(sidesOf({ rate: '48.74', numerator: 1058, denominator: 2119 } as never)).toBe('1,058 ÷ 2,119')
    expect(sidesOf({ rate: 'N/A', numerator: 7, denominator: 0, why: 'OVER_NOTHING' } as never)).toBe('7 ÷ 0')
    expect(sidesOf({ rate: 'N/A', numerator: 0, denominator: 0, why: 'NOT_FILED' } as never)).toBe('')
    expect(sidesOf({ total: 1, filings: 1 } as never)).toBe('')
  })

  it('that nobody filed is none, one that everybody filed as nothing is 0', () => {
    expect(figureWords({ total: 0, filings: 0 } as never, count)).toBe('')
    expect(sizeOf({ total: 0, filings: 0 } as never)).toBeNull()
    expect(figureWords({ total: 0, filings: 3 } as never, count)).toBe('0')
    expect(sizeOf({ total: 0, filings: 3 } as never)).toBe(0)
    expect(figureWords(null, count)).toBe('')
    expect(sizeOf({ rate: 'N/A' } as never)).toBeNull()
  })

  it('that is no exact one is told as a bound', () => {
    expect(figureWords({ total: null, atMost: 12, filings: 3 } as never, count)).toBe('at most 12')
    expect(sizeOf({ total: null, atMost: 12, filings: 3 } as never)).toBeNull()
  })
})

describe('a change', () => {
  it('has its sign, and of rates is in points', () => {
    expect(changeWords({ percent: '3.10', absolute: 4 }, count)).toBe('+3.10%')
    expect(changeWords({ percent: '-3.10', absolute: -4 }, count)).toBe('-3.10%')
    expect(changeWords({ points: '0.80' }, rate)).toBe('+0.80 points')
    expect(changeWords({ points: '-0.00' }, rate)).toBe('0.00 points')
    expect(changeWords(null, count)).toBe('')
  })

  it('from nothing has no share', () => {
    expect(changeWords({ absolute: 500000 }, amount)).toBe('+0.5')
    expect(changeWords({ absolute: -5 }, count)).toBe('-5')
  })
})
