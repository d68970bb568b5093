import { describe, expect, it } from 'vitest'
import type { Form, Indicator } from '@/api/generated/model'
import { askedIn, asking, codesIn, moved, rulesIn, wholesIn } from './forms'

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

const HEADINGS = [{ zh: 'x', en: 'x' }]

describe('a form that is put together', () => {
  it('has its own indicators first, in its order', () => {
    const rows = askedIn(FORM, LIST)
    expect(rows.map((one) => [one.code, one.group, one.asked, one.required, one.levels])).toEqual([
      ['A1', 0, true, false, ['CITY']],
      ['A3', 0, true, true, []],
      ['A2', -1, false, false, []],
    ])
    expect(asking(FORM, rows, HEADINGS)).toEqual(FORM)
  })

  it('leaves no trace of what is no longer asked for', () => {
    const rows = askedIn(FORM, LIST).map((one) => ({ ...one, asked: one.code === 'A3' }))
    const less = asking(FORM, rows, HEADINGS)
    expect(less.indicators).toEqual(['A3'])
    expect(less.groups?.[0]?.indicators).toEqual(['A3'])
    expect(less.levels).toBeUndefined()
    const none = asking(
      FORM,
      rows.map((one) => ({ ...one, asked: false })),
      HEADINGS,
    )
    expect(none).toMatchObject({ indicators: [], required: [], groups: undefined })
  })

  it('goes on to ask for everything where it does, and names the codes where one is left out', () => {
    const all = { ...FORM, indicators: ['*'], groups: undefined, levels: undefined }
    const rows = askedIn(all, LIST)
    expect(rows.every((one) => one.asked)).toBe(true)
    expect(asking(all, rows, []).indicators).toEqual(['*'])
    expect(
      asking(
        all,
        rows.map((one) => ({ ...one, asked: one.code !== 'A2' })),
        [],
      ).indicators,
    ).toEqual(['A1', 'A3'])
  })
})

describe('the order of a form', () => {
  it('is changed under one heading, past what is not asked for', () => {
    const rows = askedIn(FORM, LIST)
    const turned = moved(rows, 'A3', -1)
    expect(asking(FORM, turned, HEADINGS).groups?.[0]?.indicators).toEqual(['A3', 'A1'])
    // nothing is above the first, nor below the last
    expect(moved(rows, 'A1', -1)).toEqual(rows)
    expect(moved(rows, 'A3', 1)).toEqual(rows)
    const own = askedIn({ ...FORM, groups: undefined, indicators: ['A1', 'A3'] }, LIST)
    expect(asking(FORM, moved(own, 'A3', -1), []).indicators).toEqual(['A3', 'A1'])
  })

  it('has headings, those of the form in its order, and none that is empty', () => {
    const names = [
      { zh: '甲', en: 'a' },
      { zh: '乙', en: 'b' },
    ]
    const rows = askedIn(FORM, LIST).map((one) => ({ ...one, asked: true, group: one.code === 'A2' ? -1 : 1 }))
    expect(asking(FORM, rows, names).groups).toEqual([{ names: names[1], indicators: ['A1', 'A3'] }])
    expect(asking(FORM, rows, names).indicators).toEqual(['A1', 'A3', 'A2'])
  })

  it('of one that asks for everything is that of the list, or its own', () => {
    const all = { ...FORM, indicators: ['*'], groups: undefined }
    const rows = askedIn(all, LIST)
    expect(asking(all, rows, []).indicators).toEqual(['*'])
    expect(asking(all, moved(rows, 'A1', 1), []).indicators).toEqual(['A2', 'A1', 'A3'])
    const headed = rows.map((one) => ({ ...one, group: one.code === 'A2' ? 0 : -1 }))
    expect(asking(all, headed, HEADINGS)).toMatchObject({
      indicators: ['*'],
      groups: [{ names: HEADINGS[0], indicators: ['A2'] }],
    })
  })
})

describe('codes that are typed', () => {
  it('may stand apart as one likes', () => {
    expect(codesIn(' A1+A2，A3、\nA4 ')).toEqual(['A1', 'A2', 'A3', 'A4'])
    expect(codesIn('210902-gov 210903-gov')).toEqual(['210902-gov', '210903-gov'])
    expect(codesIn('')).toEqual([])
  })
})

describe('the rules of a form', () => {
  it('are those that are named, all, or none', () => {
    expect(rulesIn(' R01，R02 R01 ')).toEqual(['R01', 'R02'])
    expect(rulesIn('*')).toEqual(['*'])
    expect(rulesIn('')).toEqual([])
  })
})

describe('the shares of one whole', () => {
  it('are a line for each, with whatever between the codes', () => {
    expect(wholesIn('ENF004 ENF006\n\n CFR008、SUP006，SUP012 \n')).toEqual([
      ['ENF004', 'ENF006'],
      ['CFR008', 'SUP006', 'SUP012'],
    ])
    expect(wholesIn(' \n')).toBeUndefined()
  })
})
