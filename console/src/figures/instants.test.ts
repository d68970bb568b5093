import { expect, it } from 'vitest'
import { fieldOf, instantOf } from './instants'

it('reads a field by the clocks of the offices, wherever the browser is', () => {
  expect(instantOf('2026-03-02T09:41')).toBe('2026-03-02T01:41:00Z')
  expect(fieldOf('2026-03-02T01:41:00Z')).toBe('2026-03-02T09:41:00')
  expect(fieldOf(instantOf('2026-03-02T00:00:07'))).toBe('2026-03-02T00:00:07')
})

it('takes what is no instant for none', () => {
  expect(instantOf('')).toBe('')
  expect(instantOf('yesterday')).toBe('')
  expect(fieldOf('yesterday')).toBe('')
})
