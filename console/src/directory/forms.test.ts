import { describe, expect, it } from 'vitest'
import type { Form, Indicator } from '@/api/generated/model'
import { askedIn, asking, codesIn } from './forms'

function indicator(code: string): Indicator {
  return {
    code,
    version: 1,
    name: code,
    nameEn: code,
    unit: '件',
    type: 'COUNT',
    measure: 'FLOW',
    numerator: [],
    denominator: [],
    consolidation: 'SUM',
    overTime: 'SUM',
    notes: '',
    notesEn: '',
    heading: { zh: '案件', en: 'cases' },
  }
}

const LIST = ['A1', 'A2', 'A3'].map(indicator)

const FORM: Form = {
  id: 'f',
  version: 1,
  title: 'f',
  titleEn: 'f',
  line: 'TERRITORY',
  required: ['A3'],
  sections: [],
  indicators: ['A3', 'A1'],
  rules: ['*'],
  groups: [{ names: { zh: 'x', en: 'x' }, indicators: ['A1', 'A3'] }],
  levels: { A1: ['CITY'] },
}

describe('a form that is put together', () => {
  it('has its own indicators first, in its order', () => {
    const rows = askedIn(FORM, LIST)
    expect(rows.map((one) => [one.code, one.asked, one.required, one.levels])).toEqual([
      ['A3', true, true, []],
      ['A1', true, false, ['CITY']],
      ['A2', false, false, []],
    ])
    expect(asking(FORM, rows)).toEqual(FORM)
  })

  it('leaves no trace of what is no longer asked for', () => {
    const rows = askedIn(FORM, LIST).map((one) => ({ ...one, asked: one.code === 'A3' }))
    const less = asking(FORM, rows)
    expect(less.indicators).toEqual(['A3'])
    expect(less.groups?.[0]?.indicators).toEqual(['A3'])
    expect(less.levels).toBeUndefined()
    const none = asking(
      FORM,
      rows.map((one) => ({ ...one, asked: false })),
    )
    expect(none).toMatchObject({ indicators: [], required: [], groups: undefined })
  })

  it('goes on to ask for everything where it does, and names the codes where one is left out', () => {
    const all = { ...FORM, indicators: ['*'], groups: undefined, levels: undefined }
    const rows = askedIn(all, LIST)
    expect(rows.every((one) => one.asked)).toBe(true)
    expect(asking(all, rows).indicators).toEqual(['*'])
    expect(
      asking(
        all,
        rows.map((one) => ({ ...one, asked: one.code !== 'A2' })),
      ).indicators,
    ).toEqual(['A1', 'A3'])
  })
})

describe('codes that are typed', () => {
  it('may stand apart as one likes', () => {
    expect(codesIn(' A1+A2，A3、\nA4 ')).toEqual(['A1', 'A2', 'A3', 'A4'])
    expect(codesIn('210902-gov 210903-gov')).toEqual(['210902-gov', '210903-gov'])
    expect(codesIn('')).toEqual([])
  })
})
