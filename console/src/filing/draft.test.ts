import { expect, it } from 'vitest'
import { type Draft, correcting, emptyDraft, filingOf, isEmpty, merged } from './draft'

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

it('that was begun before something was filed corrects it, and loses nothing of it', () => {
  const filed = draft({ TRN010: '4', LDR001: '1' }, { title: '年度报告', replaces: 'filed-1' })
  const corrected = correcting(draft({ LDR001: '11' }), draft({}), filed)
  expect(corrected.cells.own).toEqual({ TRN010: '4', LDR001: '11' })
  expect(corrected).toMatchObject({ title: '年度报告', replaces: 'filed-1' })
  expect(corrected.key).not.toBe('k')
})

it('that corrects an earlier version corrects the one that stands now', () => {
  const first = draft({ INS001: '1', INS002: '2' }, { replaces: 'v1' })
  const second = draft({ INS001: '5', INS002: '2' }, { replaces: 'v2' })
  const corrected = correcting(draft({ INS001: '1', INS002: '20' }, { replaces: 'v1' }), first, second)
  expect(corrected.cells.own).toEqual({ INS001: '5', INS002: '20' })
  expect(corrected.replaces).toBe('v2')
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
