import { describe, expect, it } from 'vitest'
import { headlineCodes, headlineRows, trendSpan, trendWords } from './headlines'

const form = {
  groups: [
    { names: { zh: '', en: '' }, indicators: [{ code: 'A1' }, { code: 'A2' }] },
    { names: { zh: '', en: '' }, indicators: [{ code: 'B1' }] },
    { names: { zh: '', en: '' }, indicators: [{ code: 'C1' }] },
  ],
} as never

describe('headlines', () => {
  it('are the first of each heading that somebody filed', () => {
    expect(headlineCodes(form, new Set(['A2', 'C1']), [''])).toEqual(['A2', 'C1'])
    expect(headlineCodes(form, new Set(), [''])).toEqual([])
  })

  it('are what was pinned, as far as the form has it', () => {
    expect(headlineCodes(form, new Set(['A2']), ['B1', 'Z9'])).toEqual(['B1'])
    expect(headlineCodes(form, new Set(['A2']), ['Z9'])).toEqual(['A2'])
  })

  it('have a trend of a year of months up to the cycle that is looked at', () => {
    const months = Array.from({ length: 30 }, (_, month) => ({
      id: `m${month}`,
      period: { from: '', to: `day ${month}` },
    })) as never
    expect(trendSpan(months, 'm20')).toEqual({ from: 'day 8', to: 'day 20' })
    expect(trendSpan(months, 'm2')).toEqual({ from: 'day 0', to: 'day 2' })
    expect(trendSpan(months, 'elsewhere')).toBeNull()
  })

  it('are told in words and rows', () => {
    const one = {
      of: { code: 'A1', kind: 'COUNT', unit: '次', names: { zh: '检查', en: 'inspections' } },
      value: { total: 1340, filings: 1 },
      point: { change: { before: { total: 1000, filings: 1 }, percent: '34.00', redefined: true } },
      trend: [
        { period: 'a', from: '2022-01-01', to: '2022-12-31', value: null },
        { period: 'b', from: '2023-01-01', to: '2023-12-31', value: { total: 1340, filings: 1 } },
      ],
    } as never
    expect(trendWords(one)).toBe('Trend of Inspections: 2022 none; 2023 1,340')
    expect(headlineRows([one])[1]).toEqual([
      'A1',
      'Inspections',
      'times',
      '1340',
      '1000',
      '+34.00%',
      'defined otherwise a year before',
    ])
  })
})
