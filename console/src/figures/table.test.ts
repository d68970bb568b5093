import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { csv, saying, workbook } from './table'

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

it('says how many filings say what, and why there is no rate', () => {
  const total = { total: 7, filings: 4, zeros: 1, notApplicable: 2, silent: 3 }
  expect(saying(total as never)).toBe('4 filings with a figure, 1 of them 0 · 2 N/A · 3 say nothing')
  expect(saying({ rate: 'N/A', why: 'OVER_NOTHING' } as never)).toBe('the denominator is 0')
  expect(saying({ rate: '50.00', filings: 2 } as never)).toContain('2 filings')
  expect(saying(undefined)).toBe('')
})
