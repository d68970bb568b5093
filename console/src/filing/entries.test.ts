import { describe, expect, it } from 'vitest'
import type { FormSection } from '@/api/generated/model'
import { type Draft, emptyDraft } from './draft'
import { type Read, entriesOf, isReadable, patchOf, put, putAll, sectionPlace } from './entries'

const count = (code: string) => ({ code, kind: 'COUNT', unit: '次', numerator: [], denominator: [] })
const read: Read = {
  byCode: new Map(['INS001', 'INS002'].map((code) => [code, count(code)])),
  sections: ['MEASURES_RESULTS', 'SHORTCOMINGS', 'OTHER'].map((kind) => ({
    kind,
    names: { zh: kind, en: kind },
  })) as FormSection[],
}
const FILE = `sha256:${'a'.repeat(64)}`

function page(): Draft {
  return emptyDraft(read.sections)
}
const entries = (draft: Draft) => Object.fromEntries(entriesOf(draft, read))

describe('what is on the page', () => {
  it('is told place by place, and what is blank is not there', () => {
    const draft = page()
    draft.title = ' 年度报告 '
    draft.cells = { own: { INS001: '1,670', INS002: '' }, 'byLevel.COUNTY': { INS001: '不适用' } }
    draft.explanations = { R27: '原因', R45: ' ' }
    draft.sections[1]!.text = '二'
    draft.attachments = [{ digest: FILE, name: 'a.pdf', size: 3 }]
    expect(entries(draft)).toEqual({
      '/title': '"年度报告"',
      '/indicators/own/INS001': '1670',
      '/indicators/byLevel/COUNTY/INS001': '"N/A"',
      '/explanations/R27': '"原因"',
      '/sections/SHORTCOMINGS/0': '{"kind":"SHORTCOMINGS","heading":"SHORTCOMINGS","text":"二"}',
      [`/attachments/${FILE}`]: 'true',
    })
  })

  it('is the same when it is written onto another page', () => {
    const draft = page()
    draft.title = '年度报告'
    draft.replaces = 'filing-1'
    draft.reason = '更正'
    draft.cells = { own: { INS001: '670', INS002: '七' }, consolidated: { INS001: '5' } }
    draft.explanations = { R27: '原因' }
    draft.sections[0]!.text = '一'
    draft.sections.push({ kind: 'OTHER', heading: '其他', text: '甲' }, { kind: 'OTHER', heading: '其他', text: '乙' })
    draft.attachments = [{ digest: FILE, name: 'a.pdf', size: 3 }]
    const other = page()
    const all = entriesOf(draft, read)
    putAll(other, [...all.keys()], all, read)
    expect(entries(other)).toEqual(entries(draft))
    putAll(other, [...all.keys()], new Map(), read)
    expect(entries(other)).toEqual({})
  })

  it('keeps what cannot be filed as it was typed', () => {
    const draft = page()
    draft.cells = { own: { INS001: '七' } }
    const entry = entriesOf(draft, read).get('/indicators/own/INS001')
    expect(isReadable(entry)).toBe(false)
    const other = page()
    put(other, '/indicators/own/INS001', entry, read)
    expect(other.cells.own).toEqual({ INS001: '七' })
  })

  it('has a reason for a correction only', () => {
    const draft = page()
    draft.reason = '更正'
    expect(entries(draft)).toEqual({})
  })

  it('tells several sections of a kind apart, whatever blank ones are between', () => {
    const draft = page()
    const blank = { kind: 'OTHER', heading: '其他', text: '' } as const
    draft.sections.push({ ...blank }, { ...blank, text: '甲' })
    expect(sectionPlace(draft.sections, draft.sections.at(-1)!)).toBe('/sections/OTHER/0')
    put(draft, '/sections/OTHER/1', JSON.stringify({ ...blank, text: '乙' }), read)
    expect(draft.sections.filter((one) => one.kind === 'OTHER').map((one) => one.text)).toEqual(['乙', '甲'])
  })
})

describe('a patch', () => {
  const from = (all: Record<string, string>) => new Map(Object.entries(all))

  it('names what differs and nothing else, and empties with null', () => {
    const server = from({ '/indicators/own/INS001': '1', '/indicators/own/INS002': '2', '/title': '"一"' })
    const wanted = from({ '/indicators/own/INS001': '10', '/title': '"一"', '/explanations/R27': '"因"' })
    expect(patchOf(server, wanted, read)).toEqual({
      indicators: { own: { INS001: 10, INS002: null } },
      explanations: { R27: '因' },
    })
    expect(patchOf(server, server, read)).toBeNull()
  })

  it('has all sections when one differs, in the order of the form', () => {
    const section = (kind: string, text: string) => JSON.stringify({ kind, heading: kind, text })
    const server = from({ '/sections/SHORTCOMINGS/0': section('SHORTCOMINGS', '二') })
    const wanted = from({
      '/sections/SHORTCOMINGS/0': section('SHORTCOMINGS', '二'),
      '/sections/MEASURES_RESULTS/0': section('MEASURES_RESULTS', '一'),
    })
    const { sections } = patchOf(server, wanted, read) as { sections: { text: string }[] }
    expect(sections.map((one) => one.text)).toEqual(['一', '二'])
    expect(patchOf(server, from({}), read)).toEqual({ sections: [] })
  })

  it('has all files when one differs', () => {
    const other = `sha256:${'b'.repeat(64)}`
    const server = from({ [`/attachments/${FILE}`]: 'true' })
    const wanted = from({ [`/attachments/${FILE}`]: 'true', [`/attachments/${other}`]: 'true' })
    expect(patchOf(server, wanted, read)).toEqual({ attachments: [FILE, other] })
  })
})
