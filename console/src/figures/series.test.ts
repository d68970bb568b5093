import { describe, expect, it } from 'vitest'
import { cautions, periodWords, seriesRows, shortPeriod } from './series'

const quarter = { period: '2023-Q2', from: '2023-04-01', to: '2023-06-30' }
const year = { period: 'annual-2023', from: '2023-01-01', to: '2023-12-31' }

describe('a period', () => {
  it('is called by its year, its quarter or its month', () => {
    expect(periodWords(year)).toBe('2023')
    expect(periodWords(quarter)).toBe('Q2 2023')
    expect(periodWords({ period: '2023-H1', from: '2023-01-01', to: '2023-06-30' })).toBe('first half of 2023')
    expect(periodWords({ period: 'm', from: '2023-02-01', to: '2023-02-28' })).toBe('2023-02')
    expect(shortPeriod(year)).toBe('2023')
    expect(shortPeriod(quarter)).toBe('2023-04')
  })

  it('that is not whole, or was defined otherwise, says so', () => {
    const point = { ...year, cycles: [], filings: { expected: 1, counted: 1 }, covered: 'WHOLE' as const }
    expect(cautions(point)).toEqual([])
    expect(cautions({ ...point, covered: 'PART', change: { redefined: true } })).toHaveLength(2)
    expect(cautions({ ...point, covered: 'TWICE' })[0]).toContain('twice')
  })
})

it('is taken away as it is shown, its numbers as numbers', () => {
  const view = {
    items: [
      {
        ...year,
        cycles: ['annual-2023'],
        covered: 'WHOLE',
        filings: { expected: 3, counted: 2 },
        value: { total: 1340, filings: 2 },
        change: { before: { total: 1000, filings: 2 }, absolute: 340, percent: '34.00' },
      },
    ],
  }
  const [head, row] = seriesRows(view as never, { code: 'INS001', kind: 'COUNT', unit: '次' } as never)
  expect(row).toEqual(['2023', '2023-01-01', '2023-12-31', '1340', '', '1000', '+34.00%', '2', '3', ''])
  expect(head).toHaveLength(row?.length ?? 0)
})
