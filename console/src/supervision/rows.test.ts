import { describe, expect, it } from 'vitest'
import { columnsOf, repeated, rowsOf, textOf } from './rows'
import type { Schema } from './schema'

const text: Schema = { type: 'string' }
const list = (properties: Record<string, Schema>, required: string[]): Schema => ({
  type: 'array',
  items: { type: 'object', properties, required },
})
const pool = columnsOf(
  list({ id: text, stratum: { type: ['string', 'null'] }, weight: { type: ['number', 'null'] } }, ['id']),
)
const criteria = columnsOf(list({ code: text, points: { type: 'integer' }, text }, ['code', 'points', 'text']))

describe('the columns of a list', () => {
  it('are in the order in which they are thought of', () => {
    expect(pool.map(({ name }) => name)).toEqual(['id', 'weight', 'stratum'])
    expect(criteria.map(({ name }) => name)).toEqual(['code', 'text', 'points'])
  })

  it('are none where a field needs more than a cell', () => {
    expect(columnsOf(list({ ref: text, evidence: { type: 'array' } }, []))).toEqual([])
    expect(columnsOf(list({ agency: text, reason: text }, []))).toEqual([])
  })
})

describe('rows', () => {
  it('are read as a spreadsheet puts them into the clipboard', () => {
    expect(rowsOf('甲\t2\t高风险\r\n乙\n\n丙,0.5\n', pool).rows).toEqual([
      { id: '甲', weight: 2, stratum: '高风险' },
      { id: '乙', weight: null, stratum: null },
      { id: '丙', weight: 0.5, stratum: null },
    ])
    expect(rowsOf('C1\t主体适格，程序合法\t40', criteria).rows).toEqual([
      { code: 'C1', text: '主体适格，程序合法', points: 40 },
    ])
  })

  it('that do not fit are told by their lines', () => {
    expect(rowsOf('甲\t2\n\n乙\t很多\n丙\t1\t高\t多余', pool).wrong).toEqual([3, 4])
    expect(rowsOf('C1\t程序\t40\nC2\t文书', criteria).wrong).toEqual([2])
  })

  it('are told when their first cell stands there twice', () => {
    expect(repeated(rowsOf('甲\n乙\n甲\n甲', pool).rows, pool)).toEqual(['甲'])
  })

  it('are the same when they are typed again', () => {
    const { rows } = rowsOf('甲\t2\t高\n乙\n丙\t\t低', pool)
    expect(textOf(rows, pool)).toBe('甲\t2\t高\n乙\n丙\t\t低')
    expect(rowsOf(textOf(rows, pool), pool).rows).toEqual(rows)
  })
})
