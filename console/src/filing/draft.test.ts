import { expect, it } from 'vitest'
import type { FormSection } from '@/api/generated/model'
import { type Draft, draftOf, emptyDraft, filingOf, isEmpty } from './draft'

function draft(own: Record<string, string>, more: Partial<Draft> = {}): Draft {
  return { ...emptyDraft([]), cells: { own }, ...more }
}

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

it('has a blank section of each kind that was not filed, in the order of the form', () => {
  const form = ['MEASURES_RESULTS', 'SHORTCOMINGS', 'OTHER'].map((kind) => ({
    kind,
    names: { zh: kind, en: kind },
  })) as FormSection[]
  const filed = { cycle: 'c', agency: 'a', sections: [{ kind: 'SHORTCOMINGS' as const, heading: '不足', text: '二' }] }
  const { sections } = draftOf(filed, form, new Map())
  expect(sections.map((one) => `${one.kind} ${one.text}`)).toEqual(['MEASURES_RESULTS ', 'SHORTCOMINGS 二'])
  sections[1]!.text = 'changed'
  expect(filed.sections[0]!.text, 'what was filed stays as it is').toBe('二')
})
