import { describe, expect, it } from 'vitest'
import { change, parseCell, rateOf, shown, typed } from './cells'

const count = { code: 'INS001', kind: 'COUNT', unit: '次', numerator: [], denominator: [] }
const amount = { ...count, code: 'PEN011', kind: 'AMOUNT', unit: '万元' }
const rate = { ...count, code: 'LIT012', kind: 'RATE', unit: '%', numerator: ['LIT011'], denominator: ['LIT003'] }

describe('a cell', () => {
  it('tells nothing typed, not applicable and nought apart', () => {
    expect(parseCell('', count)).toEqual({ kind: 'missing' })
    expect(parseCell(' ', count)).toEqual({ kind: 'missing' })
    expect(parseCell('0', count)).toEqual({ kind: 'figure', filed: 0 })
    for (const text of ['N/A', 'na', '不适用', '—', '-']) {
      expect(parseCell(text, count)).toEqual({ kind: 'notApplicable' })
    }
  })

  it('takes no comma that separates no thousands', () => {
    expect(parseCell('12,34', count)).toEqual({ kind: 'invalid', why: 'notANumber' })
    expect(parseCell('1,234,567', count)).toEqual({ kind: 'figure', filed: 1_234_567 })
    expect(parseCell('1,234.5', amount)).toEqual({ kind: 'figure', filed: 1_234_500_000 })
    expect(parseCell('1,2345', count)).toEqual({ kind: 'invalid', why: 'notANumber' })
  })

  it('takes what spreadsheets and input methods write', () => {
    expect(parseCell('1,234,567', count)).toEqual({ kind: 'figure', filed: 1234567 })
    expect(parseCell('６７０', count)).toEqual({ kind: 'figure', filed: 670 })
    expect(parseCell(' 12 ', count)).toEqual({ kind: 'figure', filed: 12 })
    expect(parseCell('5.0', count)).toEqual({ kind: 'figure', filed: 5 })
  })

  it('says why it cannot be a figure', () => {
    expect(parseCell('12a', count)).toEqual({ kind: 'invalid', why: 'notANumber' })
    expect(parseCell('1e3', count)).toEqual({ kind: 'invalid', why: 'notANumber' })
    expect(parseCell('1.5', count)).toEqual({ kind: 'invalid', why: 'fraction' })
    expect(parseCell('-1', count)).toEqual({ kind: 'invalid', why: 'negative' })
    expect(parseCell('99999999999999999999', count)).toEqual({ kind: 'invalid', why: 'tooLarge' })
    expect(parseCell('1.2345678', amount)).toEqual({ kind: 'invalid', why: 'tooFine' })
  })

  it('files amounts in fen, to the last of them', () => {
    expect(parseCell('12.345678', amount)).toEqual({ kind: 'figure', filed: 12345678 })
    expect(parseCell('0.1', amount)).toEqual({ kind: 'figure', filed: 100000 })
    for (const text of ['12.345678', '0.1', '7', '1000000.000001']) {
      const cell = parseCell(text, amount)
      expect(typed(cell.kind === 'figure' ? cell.filed : null, amount)).toBe(text)
    }
    expect(shown(12345000000, amount)).toBe('12,345')
  })

  it('files a rate as it was written', () => {
    expect(parseCell('48.740%', rate)).toEqual({ kind: 'figure', filed: '48.740' })
  })
})

describe('a rate', () => {
  it('is worked out from its parts, half up', () => {
    expect(rateOf(rate, { LIT011: 58, LIT003: 119 })).toEqual({ rate: '48.74', parts: '58 ÷ 119' })
    expect(rateOf(rate, { LIT011: 1, LIT003: 800 })?.rate).toBe('0.13')
    expect(rateOf(rate, { LIT011: 0, LIT003: 3 })?.rate).toBe('0.00')
    expect(rateOf(rate, { LIT011: 3, LIT003: 3 })?.rate).toBe('100.00')
  })

  it('is worked out from those of its parts that occurred', () => {
    const several = { ...rate, numerator: ['REC009', 'REC010', 'REC011'], denominator: ['REC006'] }
    expect(rateOf(several, { REC009: 3, REC011: 1, REC006: 8 })?.rate).toBe('50.00')
    expect(rateOf(several, { REC006: 8 })).toBeNull()
  })

  it('is not worked out from what is not there', () => {
    expect(rateOf(rate, { LIT011: 1 })).toBeNull()
    expect(rateOf(rate, { LIT011: 1, LIT003: 'N/A' })).toBeNull()
    expect(rateOf(rate, { LIT011: 0, LIT003: 0 })).toBeNull()
    expect(rateOf(count, { LIT011: 1, LIT003: 2 })).toBeNull()
  })
})

describe('a change', () => {
  it('is told in percent, of a rate in points', () => {
    expect(change(670, 612, count, 'pp')).toBe('+9.5%')
    expect(change(1, 2, count, 'pp')).toBe('-50%')
    expect(change(1, 0, count, 'pp')).toBe('—')
    expect(change('N/A', 5, count, 'pp')).toBe('')
    expect(change('48.74', '79.09', rate, 'pp')).toBe('-30.35 pp')
  })
})
