import { describe, expect, it } from 'vitest'
import { editable, newRule, waiverState, written } from './rules'

describe('a rule that is edited', () => {
  it('is shown without what the suite counts, and comes back as a draft or with its day', () => {
    const text = editable({ code: 'R40', version: 1, published: '2026-11-28', severity: 'SOFT' })
    expect(JSON.parse(text)).toEqual({ code: 'R40', severity: 'SOFT' })
    expect(written(text, null)).toEqual({ code: 'R40', severity: 'SOFT', version: 0, published: null })
    expect(written(text, '2026-12-01')?.published).toBe('2026-12-01')
  })

  it('is nothing where it is no object of JSON', () => {
    for (const text of ['', '{"code": ', '[]', 'null', '"R40"', '1']) {
      expect(written(text, null)).toBeNull()
    }
  })
})

it('a new rule is for periods of this year and later, and has a case of each kind', () => {
  const rule = newRule('2026-11-29')
  expect(rule.from).toBe('2026-01-01')
  expect(rule.cases?.map((one) => one.expect)).toEqual(['PASSES', 'FAILS', 'DOES_NOT_APPLY'])
})

describe('a waiver', () => {
  it('is in force on its last day', () => {
    expect(waiverState({ until: '2026-11-28' }, '2026-11-28')).toBe('inForce')
    expect(waiverState({ until: '2026-11-27' }, '2026-11-28')).toBe('over')
    expect(waiverState({ until: '2026-12-31', endedAt: '2026-11-28T01:00:00Z' }, '2026-11-28')).toBe('ended')
  })
})
