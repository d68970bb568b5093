import { expect, it } from 'vitest'
import { VIEWS, viewAfter, viewOf } from './views'

it('turns through all views and begins anew', () => {
  const turned = VIEWS.reduce<string[]>((seen) => [...seen, viewAfter(seen.at(-1) ?? '')], ['overview'])
  expect(new Set(turned).size).toBe(VIEWS.length)
  expect(turned.at(-1)).toBe('overview')
})

it('begins with the first where the address names none that there is', () => {
  expect(viewOf('').id).toBe('overview')
  expect(viewOf('funnel').id).toBe('overview')
  expect(viewOf('ranking').id).toBe('ranking')
})
