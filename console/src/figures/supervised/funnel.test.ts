import { describe, expect, it } from 'vitest'
import { STAGES, funnelOf, largestFirst } from './funnel'

describe('the funnel of findings', () => {
  const { stages, beside } = funnelOf({
    REGISTERED: 2,
    CLAIMED: 1,
    PLAN_REVIEW: 1,
    RECTIFYING: 3,
    CLOSED: 4,
    CLOSED_SUSTAINED: 1,
    CONFIRMED: 2,
    WAIVED: 5,
    DISPUTED: 1,
  })

  it('counts at each stage those that stand at it or further on', () => {
    expect(stages.map(({ id, reached }) => [id, reached])).toEqual([
      ['registered', 14],
      ['assigned', 12],
      ['rectifying', 10],
      ['verifying', 7],
      ['closed', 7],
      ['lookedAgain', 2],
      ['confirmed', 2],
    ])
  })

  it('tells in which states those are that stand at a stage', () => {
    expect(stages[1]?.now).toEqual([
      { state: 'CLAIMED', count: 1 },
      { state: 'PLAN_REVIEW', count: 1 },
    ])
    expect(stages[3]?.now).toEqual([])
  })

  it('has what is waived or disputed beside it, and a state that it does not know', () => {
    expect(beside).toEqual([
      { state: 'WAIVED', count: 5 },
      { state: 'DISPUTED', count: 1 },
    ])
    expect(funnelOf({ NEW: 1 }).beside).toEqual([{ state: 'NEW', count: 1 }])
  })

  it('begins with all, and is nothing where there is nothing', () => {
    expect(stages[0]?.share).toBe(1)
    expect(stages[4]?.share).toBe(0.5)
    expect(funnelOf({}).stages.map(({ share }) => share)).toEqual(STAGES.map(() => 0))
  })
})

it('sorts what findings are counted by', () => {
  expect(largestFirst({ b: 1, c: 7, a: 1 }).map(({ of }) => of)).toEqual(['c', 'a', 'b'])
})
