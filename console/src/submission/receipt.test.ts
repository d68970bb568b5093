import { expect, it } from 'vitest'
import { receiptIn } from './receipt'

it('finds a receipt in what a mail made of it', () => {
  expect(receiptIn('  aaa.bbb\n .ccc\r\n')).toBe('aaa.bbb.ccc')
  expect(receiptIn('https://huikan.example/verify#aaa.bbb.ccc')).toBe('aaa.bbb.ccc')
  expect(receiptIn('aaa.bbb.ccc')).toBe('aaa.bbb.ccc')
  expect(receiptIn(' \n')).toBe('')
})
