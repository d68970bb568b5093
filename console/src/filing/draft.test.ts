import { expect, it } from 'vitest'
import { type Draft, emptyDraft, filingOf, isEmpty, merged } from './draft'

function draft(own: Record<string, string>, more: Partial<Draft> = {}): Draft {
  return { ...emptyDraft([]), key: 'k', cells: { own }, ...more }
}

it('has what both windows typed', () => {
  const base = draft({ INS001: '1', INS002: '2' })
  const together = merged(
    base,
    draft({ INS001: '10', INS002: '2' }, { title: '标题' }),
    draft({ INS001: '1', INS002: '20', INS003: '3' }, { key: 'other' }),
  )
  expect(together.cells.own).toEqual({ INS001: '10', INS002: '20', INS003: '3' })
  expect(together).toMatchObject({ title: '标题', key: 'other' })
})

it('leaves in a window what was typed there where both typed into one cell', () => {
  const base = draft({ INS001: '1' })
  expect(merged(base, draft({ INS001: '2' }), draft({ INS001: '3' })).cells.own).toEqual({ INS001: '2' })
})

it('takes away what the other has emptied', () => {
  const base = draft({ INS001: '1' })
  expect(merged(base, draft({ INS001: '1' }), draft({})).cells.own).toEqual({ INS001: '' })
})

it('is empty as long as it reports nothing', () => {
  const count = { code: 'INS001', kind: 'COUNT', unit: '次', numerator: [], denominator: [] }
  const empty = (one: Draft) => isEmpty(filingOf(one, 'annual-2023', '210902-gov', new Map([['INS001', count]])))
  const section = { kind: 'OTHER', heading: '其他', text: ' ' } as const
  expect(empty(draft({ INS001: ' ' }, { title: '年度报告', signedBy: '签发人', sections: [section] }))).toBe(true)
  expect(empty(draft({ INS001: '0' }))).toBe(false)
  expect(empty(draft({ INS001: 'N/A' }))).toBe(false)
  expect(empty(draft({}, { cells: { 'byLevel.COUNTY': { INS001: '1' } } }))).toBe(false)
  expect(empty(draft({}, { sections: [{ ...section, text: '无' }] }))).toBe(false)
  expect(empty(draft({}, { attachments: [{ digest: 'sha256:1', name: 'a.pdf', size: 1 }] }))).toBe(false)
})
