import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { csv, rowsOf, saying, workbook } from './table'

describe('a table that is exported', () => {
  it('is never a formula', () => {
    expect(csv([['=1+1', '-5', '@x', 'a,b', 'say "no"']])).toBe('\uFEFF\'=1+1,-5,\'@x,"a,b","say ""no"""\r\n')
  })
})

describe('a workbook', () => {
  it('has numbers where they are numbers, and text where digits would be lost', async () => {
    const bytes = new Uint8Array(
      await (
        await workbook([
          {
            name: '指标汇总',
            rows: [
              ['code', '合计'],
              ['INS001', '670'],
              ['007', '1234567890123456'],
            ],
          },
          { name: '来源', rows: [['任务', '2023 年']] },
        ])
      ).arrayBuffer(),
    )
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b])
    const files = unzipSync(bytes)
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(files['xl/worksheets/sheet2.xml']).toBeDefined()
    expect(sheet).toContain('<v>670</v>')
    expect(sheet).not.toContain('<v>1234567890123456</v>')
    expect(sheet).not.toContain('<v>7</v>')
  })
})

describe('a rollup as rows', () => {
  const indicator = { code: 'A', names: { zh: '甲', en: 'first' }, kind: 'COUNT', unit: '件', consolidation: 'SUM' }
  const rollup = { indicators: { A: { total: 1340, byLevel: { CITY: 1340 }, stated: 1300, filings: 2 } } } as never

  it('has numbers without their separators', () => {
    expect(rowsOf(rollup, [indicator as never])[1]).toEqual(['A', 'First', 'items', '1340', '1340', '1300'])
  })

  it('has no sums by level of what is not added up', () => {
    expect(rowsOf(rollup, [{ ...indicator, consolidation: 'NONE' } as never])[1]?.[4]).toBe('')
  })
})

it('says how many filings say what, and why there is no rate', () => {
  const total = { total: 7, filings: 4, zeros: 1, notApplicable: 2, silent: 3 }
  expect(saying(total as never)).toBe('4 filings with a figure, 1 of them 0 · 2 N/A · 3 say nothing')
  expect(saying({ ...total, total: null, why: 'NOT_EXACT' } as never)).toBe(
    'may count things twice, no exact total · 4 filings with a figure, 1 of them 0 · 2 N/A · 3 say nothing',
  )
  expect(saying({ rate: 'N/A', why: 'OVER_NOTHING' } as never)).toBe('the denominator is 0')
  expect(saying({ rate: '50.00', filings: 2 } as never)).toContain('2 filings')
  expect(saying(undefined)).toBe('')
})
