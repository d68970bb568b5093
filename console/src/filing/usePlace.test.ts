import { expect, it } from 'vitest'
import { tabOf } from './usePlace'

it('finds the tab of a place', () => {
  expect(tabOf('/indicators/byLevel/COUNTY/INS001')).toBe('figures')
  expect(tabOf('/sections/0')).toBe('sections')
  expect(tabOf('/attachments')).toBe('attachments')
  expect(tabOf('/explanations/R27')).toBe('figures')
  expect(tabOf('/signedOn')).toBe('signing')
})
