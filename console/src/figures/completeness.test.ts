import { describe, expect, it } from 'vitest'
import type { CompletenessView } from '@/api/generated/model'
import { itself, stateOf } from './completeness'

function view(under: string, expected: number, filed: number, late = 0, excused = 0): CompletenessView {
  return {
    cycle: 'annual-2023',
    under,
    asOf: '2026-01-01T00:00:00Z',
    expected,
    filed,
    onTime: filed - late,
    late,
    missing: expected - excused - filed,
    excused,
    filedRate: '',
    onTimeRate: '',
  }
}

describe('completeness of a city', () => {
  it('has the city itself beside those below it, so that the rows add up', () => {
    const city = { ...view('210900-gov', 8, 5, 5), children: [view('210902-gov', 1, 0), view('210903-gov', 6, 5, 5)] }
    expect(itself(city)).toMatchObject({ under: '210900-gov', expected: 1, filed: 0, missing: 1, filedRate: '0.00' })
  })

  it('has no row of a city that owes nothing', () => {
    expect(itself({ ...view('210900-gov', 1, 1), children: [view('210902-gov', 1, 1)] })).toBeNull()
  })

  it('is one row where nobody is below', () => {
    expect(itself(view('210902-gov', 1, 1))).toMatchObject({ expected: 1, filedRate: '100.00' })
  })

  it('has no rate of a city that need not file', () => {
    const city = { ...view('210900-gov', 2, 1, 0, 1), children: [view('210902-gov', 1, 1)] }
    expect(itself(city)).toMatchObject({ excused: 1, missing: 0, filedRate: 'N/A' })
  })

  it('tells late, part and nothing apart', () => {
    expect(stateOf(view('a', 1, 0))).toBe('missing')
    expect(stateOf(view('a', 2, 1))).toBe('some')
    expect(stateOf(view('a', 2, 2, 1))).toBe('late')
    expect(stateOf(view('a', 2, 2))).toBe('onTime')
    expect(stateOf(view('a', 1, 0, 0, 1))).toBe('excused')
    // the other one filed
    expect(stateOf(view('a', 2, 1, 0, 1))).toBe('onTime')
    expect(stateOf(view('a', 2, 0, 0, 1))).toBe('missing')
  })
})
