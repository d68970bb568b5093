import { describe, expect, it } from 'vitest'
import { csv, said } from './table'

describe('a table that is exported', () => {
  it('is never a formula', () => {
    expect(csv([['=1+1', '-5', '@x', 'a,b', 'say "no"']])).toBe('\uFEFF\'=1+1,-5,\'@x,"a,b","say ""no"""\r\n')
  })
})

describe('a figure of a rollup', () => {
  it('tells nothing, nought and a rate apart', () => {
    expect(said(undefined).text).toBe('')
    expect(said({ total: 0, filings: 3 } as never).text).toBe('0')
    expect(said({ rate: '48.74', numerator: 58, denominator: 119 } as never)).toEqual({
      text: '48.74',
      parts: '58 ÷ 119',
      stated: null,
    })
  })
})
