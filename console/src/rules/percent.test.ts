import { describe, expect, it } from 'vitest'
import { halfDown, halfUp, truncated } from './percent'

describe('a quotient in percent', () => {
  it('is rounded at a tie up, down, or cut off', () => {
    // 12.5
    expect([halfUp(1n, 8n, 0n), halfDown(1n, 8n, 0n), truncated(1n, 8n, 0n)]).toEqual(['13', '12', '12'])
    // 66.666…
    expect([halfUp(2n, 3n, 2n), halfDown(2n, 3n, 2n), truncated(2n, 3n, 2n)]).toEqual(['66.67', '66.67', '66.66'])
  })

  it('has all of its digits', () => {
    expect(halfUp(0n, 7n, 2n)).toBe('0.00')
    expect(halfUp(1n, 2000n, 2n)).toBe('0.05')
    expect(halfUp(3n, 3n, 0n)).toBe('100')
    expect(halfUp(1n, 3n, 20n)).toBe('33.33333333333333333333')
    // what a double does not hold
    expect(truncated(9007199254740991n, 9007199254740990n, 16n)).toBe('100.0000000000000111')
  })

  it('is rounded away from nought where it is negative', () => {
    expect([halfUp(-1n, 8n, 0n), halfDown(1n, -8n, 0n), truncated(-1n, 1000n, 0n)]).toEqual(['-13', '-12', '0'])
  })

  it('is none by nothing, or with digits that nobody files', () => {
    expect(() => halfUp(1n, 0n, 0n)).toThrow()
    expect(() => halfUp(1n, 3n, 21n)).toThrow()
    expect(() => halfUp(1n, 3n, -1n)).toThrow()
  })
})
