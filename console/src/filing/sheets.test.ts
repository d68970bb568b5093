import { describe, expect, it } from 'vitest'
import type { DraftView } from '@/api/generated/model'
import type { Measured } from './cells'
import { editsOf, templateOf } from './sheets'

const measured = (code: string, kind: string, unit: string): [string, Measured] => [
  code,
  { code, kind, unit, numerator: [], denominator: [] },
]
const BY_CODE = new Map([
  measured('INS001', 'COUNT', '次'),
  measured('PEN011', 'AMOUNT', '万元'),
  measured('LIT003', 'COUNT', '件'),
])

const cell = (by: string, version: number) => ({ by, version, at: '2026-02-01T04:00:00Z' })

describe('a filled sheet', () => {
  const draft: DraftView = {
    cycle: 'annual-2023',
    agency: '210902-gov',
    version: 3,
    body: {
      title: '年度报告',
      indicators: {
        own: { INS001: 670, PEN011: 123_450_000, LIT003: 'N/A', GONE01: 5 },
        byLevel: { CITY: { INS001: 66 } },
      },
    },
    cells: {
      '/title': cell('zhang', 3),
      '/indicators/own/INS001': cell('zhang', 3),
      '/indicators/own/PEN011': cell('zhang', 2),
      '/indicators/own/LIT003': cell('li', 3),
      '/indicators/own/GONE01': cell('zhang', 3),
      '/indicators/byLevel/CITY/INS001': cell('zhang', 3),
    },
  }

  it('is typed into the cells that it wrote, in the units of the page, and into no others', () => {
    expect(editsOf(draft, 'zhang', BY_CODE)).toEqual([
      { scope: 'own', code: 'INS001', text: '670' },
      { scope: 'byLevel.CITY', code: 'INS001', text: '66' },
    ])
    expect(editsOf({ ...draft, version: 2 }, 'zhang', BY_CODE)).toEqual([
      { scope: 'own', code: 'PEN011', text: '123.45' },
    ])
  })

  it('that says nothing changes nothing', () => {
    expect(editsOf({ ...draft, cells: {} }, 'zhang', BY_CODE)).toEqual([])
  })

  it('begins with a template of its cycle and agency', () => {
    expect(templateOf('annual-2023', '210902-gov')).toBe('/api/cycles/annual-2023/template.xlsx?agency=210902-gov')
  })
})
