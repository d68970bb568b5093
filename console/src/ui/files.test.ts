import { expect, it } from 'vitest'
import { fileName } from './files'

it('a file has the name that the suite gives it', () => {
  expect(fileName('attachment; filename="annual-2025-210700-gov.xlsx"')).toBe('annual-2025-210700-gov.xlsx')
  expect(fileName('inline')).toBe('')
  expect(fileName(null)).toBe('')
})
