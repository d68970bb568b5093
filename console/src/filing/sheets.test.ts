import { describe, expect, it } from 'vitest'
import type { SheetView } from '@/api/generated/model'
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

function view(indicators: unknown): SheetView {
  return { draft: { body: { indicators } }, checks: [], problems: [] } as unknown as SheetView
}

describe('a filled sheet', () => {
  it('is typed into its cells in the units of the page', () => {
    const said = view({
      own: { INS001: 670, PEN011: 123_450_000, LIT003: 'N/A', GONE01: 5 },
      byLevel: { CITY: { INS001: 66 } },
    })
    expect(editsOf(said, BY_CODE)).toEqual([
      { scope: 'own', code: 'INS001', text: '670' },
      { scope: 'own', code: 'PEN011', text: '123.45' },
      { scope: 'own', code: 'LIT003', text: 'N/A' },
      { scope: 'byLevel.CITY', code: 'INS001', text: '66' },
    ])
  })

  it('that says nothing changes nothing', () => {
    expect(editsOf(view(undefined), BY_CODE)).toEqual([])
  })

  it('begins with a template of its cycle and agency', () => {
    expect(templateOf('annual-2023', '210902-gov')).toBe('/api/cycles/annual-2023/template.xlsx?agency=210902-gov')
  })
})
