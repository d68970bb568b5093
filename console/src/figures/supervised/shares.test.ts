import { expect, it } from 'vitest'
import { rateWords, sharesOf } from './shares'

it('tells a rate with what it divides', () => {
  const share = { rate: '48.74', numerator: 1170, denominator: 2401 }
  expect([rateWords(share), sharesOf(share)]).toEqual(['48.74 %', '1,170 ÷ 2,401'])
})

it('has no rate over nothing, and says nothing of what it would divide', () => {
  const share = { rate: 'N/A', numerator: 0, denominator: 0 }
  expect([rateWords(share), sharesOf(share)]).toEqual(['—', ''])
})
