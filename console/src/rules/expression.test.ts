import { describe, expect, it } from 'vitest'
import { expression } from './expression'

describe('an expression', () => {
  it('holds or does not', () => {
    expect(expression('a == b + c')({ a: 3n, b: 1n, c: 2n })).toBe(true)
    expect(expression('a == b + c')({ a: 4n, b: 1n, c: 2n })).toBe(false)
  })

  it('compares a whole number with a rate, as where one counts as 0', () => {
    expect(expression('rate != 100.0')({ rate: 0n })).toBe(true)
    expect(expression('rate < 100.5')({ rate: 100n })).toBe(true)
  })

  it('divides whole numbers as whole numbers', () => {
    expect(expression('(a - 1) / b < 1000')({ a: 3001n, b: 3n })).toBe(false)
    expect(expression('(a - 1) / b < 1000')({ a: 3000n, b: 3n })).toBe(true)
  })

  it.each([
    ['a / b > 0', { a: 1n, b: 0n }],
    ['a * a > 0', { a: 9_007_199_254_740_991n }],
    ['rate == halfUp(a, b, 2)', { rate: '1', a: 1n, b: 0n }],
    ['c > 0', {}],
    ["together(text, '部分', '没有')", { text: '' }],
    ['a +', { a: 1n }],
    ['a + 1', { a: 1n }],
  ])('is left to the server where it has no truth here: %s', (source, variables) => {
    expect(expression(source)(variables as Record<string, bigint | string>)).toBeUndefined()
  })

  it('has a truth where one side has one that decides', () => {
    expect(expression('b == 0 || a / b > 0')({ a: 1n, b: 0n })).toBe(true)
  })
})
