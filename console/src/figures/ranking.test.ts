import { describe, expect, it } from 'vitest'
import { apartWords, rankingRows } from './ranking'

const rate = { code: 'LIT012', kind: 'RATE', unit: '%' } as never

describe('a ranking', () => {
  it('is taken away with equals as they were told, and why one is apart', () => {
    const sides = { rate: '50.00', numerator: 1500, denominator: 3000, filings: 4 }
    const items = [
      { rank: 1, agency: 'a', value: sides, change: { points: '0.80', redefined: true } },
      { rank: 1, agency: 'b', value: sides },
      { rank: null, agency: 'c', value: { rate: 'N/A', numerator: 0, denominator: 0 }, why: 'OVER_NOTHING' },
    ]
    const [head, first, second, apart] = rankingRows(items as never, rate, (code) => `Agency ${code}`)
    expect(first).toEqual([
      '1',
      'Agency a',
      'a',
      '50.00',
      '1500',
      '3000',
      '+0.80 points',
      'defined otherwise a year before',
    ])
    expect(second?.[0]).toBe('1')
    expect(apart?.[0]).toBe('')
    expect(apart?.at(-1)).toBe('denominator 0')
    expect(head).toHaveLength(first?.length ?? 0)
  })

  it('tells a reason that is new by its code', () => {
    expect(apartWords({ why: 'LATE' } as never)).toBe('apart_LATE')
  })
})
