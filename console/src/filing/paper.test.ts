import { describe, expect, it } from 'vitest'
import { besideOnPaper, cellName, codesOn, gridOf, layoutOf, pastedOn, withCell } from './paper'

const LAYOUT = {
  rows: 3,
  columns: 3,
  cells: [
    { row: 1, column: 1, columns: 3, text: '月报' },
    { row: 2, column: 1, rows: 2, text: '收到' },
    { row: 2, column: 2, indicator: 'REC001', scope: 'own' },
    { row: 3, column: 2, columns: 2, indicator: 'REC002', scope: 'consolidated' },
  ],
}

describe('a form as it is on paper', () => {
  it('is drawn without what merged cells cover', () => {
    expect(gridOf(LAYOUT).map((row) => row.map(cellName))).toEqual([['A1'], ['A2', 'B2', 'C2'], ['B3']])
    expect(gridOf(LAYOUT)[1]?.[2]?.cell).toBe(null)
  })

  it('names columns as spreadsheets do', () => {
    expect([1, 26, 27, 52, 53].map((column) => cellName({ row: 7, column }))).toEqual(['A7', 'Z7', 'AA7', 'AZ7', 'BA7'])
  })

  it('knows which figures stand on it', () => {
    expect(codesOn(LAYOUT)).toEqual(['REC001', 'REC002'])
    expect(codesOn(LAYOUT, 'own')).toEqual(['REC001'])
  })

  it('takes a figure in a blank cell, another one, or none', () => {
    const blank = gridOf(LAYOUT)[1]![2]!
    const more = withCell(LAYOUT, blank, { indicator: 'REC003', scope: 'own' })
    expect(codesOn(more)).toEqual(['REC001', 'REC003', 'REC002'])
    const merged = gridOf(LAYOUT)[2]![0]!
    expect(withCell(LAYOUT, merged, { indicator: 'REC004', scope: 'own' }).cells.at(-1)).toEqual({
      row: 3,
      column: 2,
      columns: 2,
      indicator: 'REC004',
      scope: 'own',
    })
    expect(codesOn(withCell(LAYOUT, merged, null))).toEqual(['REC001'])
  })

  it('goes to the next figure in a row or a column, past what takes none', () => {
    const own = (code: string) => ({ code, scope: 'own' as const })
    // two tables: columns B and D over B alone, with a heading between
    const layout = {
      rows: 6,
      columns: 4,
      cells: [
        { row: 1, column: 2, indicator: 'A', scope: 'own' },
        { row: 1, column: 4, indicator: 'B', scope: 'own' },
        { row: 2, column: 2, indicator: 'C', scope: 'own' },
        { row: 2, column: 4, indicator: 'D', scope: 'own' },
        { row: 3, column: 1, columns: 4, text: '其中' },
        { row: 5, column: 1, columns: 3, indicator: 'E', scope: 'own' },
        { row: 6, column: 4, indicator: 'F', scope: 'own' },
      ],
    }
    const walk = (
      code: string,
      step: readonly [number, number],
      isTaken: (one: { indicator?: string | null }) => boolean = (one) => one.indicator !== undefined,
    ) => besideOnPaper(layout, own(code), step, isTaken)?.code
    expect(walk('A', [1, 0])).toBe('C')
    expect(walk('C', [1, 0])).toBe('E')
    expect(walk('E', [-1, 0])).toBe('C')
    expect(walk('D', [1, 0])).toBe('F')
    expect(walk('A', [0, 1])).toBe('B')
    expect(walk('D', [0, -1])).toBe('C')
    expect(walk('E', [1, 0])).toBe(undefined)
    expect(walk('B', [0, 1])).toBe(undefined)
    // an agency that is not asked for it
    expect(walk('A', [1, 0], (one) => one.indicator !== undefined && one.indicator !== 'C')).toBe('E')
    expect(besideOnPaper(layout, own('X'), [1, 0], () => true)).toBe(undefined)
  })

  it('takes a pasted range where it lies, and counts what falls on nothing', () => {
    const from = LAYOUT.cells[2]!
    expect(pastedOn(LAYOUT, from, '5\tx\r\n6\r\n', () => true)).toEqual({
      edits: [
        { scope: 'own', code: 'REC001', text: '5' },
        { scope: 'consolidated', code: 'REC002', text: '6' },
      ],
      beyond: 1,
    })
    // what this agency is not asked for
    expect(pastedOn(LAYOUT, from, '5\n6', (one) => one.scope === 'own')).toEqual({
      edits: [{ scope: 'own', code: 'REC001', text: '5' }],
      beyond: 1,
    })
  })

  it('loses the figures that are asked for no more', () => {
    expect(codesOn(layoutOf(LAYOUT, new Set(['REC002']))!)).toEqual(['REC002'])
    expect(layoutOf(LAYOUT, new Set(['INS001']))).toBe(undefined)
    expect(layoutOf(undefined, new Set(['INS001']))).toBe(undefined)
  })
})
