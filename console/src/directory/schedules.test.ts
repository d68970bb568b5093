import { describe, expect, it } from 'vitest'
import { dayOf, nextOn, typedDay } from './schedules'

describe('a day of a cycle', () => {
  it('comes back as it was typed', () => {
    for (const day of [{ workingDays: 5 }, { workingDays: 0 }, { workingDays: -3 }, { monthDay: '--01-31' }]) {
      expect(dayOf(typedDay(day))).toEqual(day)
    }
  })

  it('by statute is the next one after the period', () => {
    expect(nextOn('01-31', '2026-12-31')).toBe('2027-01-31')
    expect(nextOn('03-01', '2026-01-15')).toBe('2026-03-01')
    expect(nextOn('01-31', '2027-01-31')).toBe('2028-01-31')
  })
})
