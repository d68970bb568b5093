import { describe, expect, it } from 'vitest'
import { labelStep, largestOf, pointsOf, roundUp, runsOf } from './chart'

describe('a chart', () => {
  it('begins at 0 and ends at a round number', () => {
    expect(roundUp(84_213)).toBe(100_000)
    expect(roundUp(12)).toBe(20)
    expect(roundUp(0.3)).toBeCloseTo(0.5)
    expect(roundUp(largestOf([]))).toBe(1)
    expect(roundUp(largestOf([0, null]))).toBe(1)
  })

  it('breaks its line where there is no value, and is not disturbed by one alone', () => {
    const runs = runsOf([0, 10, null, 5], { width: 30, height: 10 })
    expect(runs.map(pointsOf)).toEqual(['0.0,10.0 10.0,0.0', '30.0,5.0'])
    expect(runsOf([4], { width: 30, height: 10 })).toEqual([[{ x: 15, y: 0 }]])
    expect(runsOf([null, undefined], { width: 30, height: 10 })).toEqual([])
  })

  it('leaves out labels that would not fit', () => {
    expect(labelStep(5, 12)).toBe(1)
    expect(labelStep(120, 12)).toBe(10)
  })
})
