import { describe, expect, it } from 'vitest'
import type { Filing } from '@/api/generated/model'
import { files, indicators, versionFor } from './shipped.testing'
import { standingOf } from './standing'

const ROUNDS = 300
/** A frame of 60 a second is 16 ms; machines that build are slow. */
const BOUND = 50

const rules = files.map((file) => versionFor(file, '2023-12-31'))

function filled(size: number, times: number) {
  const own = Object.fromEntries(
    [...indicators.values()].slice(0, size).map(({ code, kind }, at) => {
      const figure = 10 + 7 * at
      return [code, kind === 'RATE' ? `${figure % 100}.25` : figure * times] as const
    }),
  )
  const entries = new Map(
    Object.entries(own).map(([code, one]) => [`/indicators/own/${code}`, JSON.stringify(one)] as const),
  )
  const text = Object.entries(own)
    .map(([code, one]) => `${code}达到${one}件。切实加强组织领导和能力建设。`)
    .join('')
  const filing: Filing = {
    cycle: 'c',
    agency: 'a',
    indicators: { own, consolidated: {}, byLevel: {} },
    sections: [{ kind: 'MEASURES_RESULTS', text }],
  }
  return { entries, filing, own }
}

function measured(what: () => number): { p50: number; p99: number; found: number } {
  let found = 0
  const took = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now()
    found = what()
    return performance.now() - begun
  }).toSorted((a, b) => a - b)
  return { p50: took[ROUNDS / 2] ?? NaN, p99: took[Math.floor(ROUNDS * 0.99)] ?? NaN, found }
}

describe('the rules of a full form', () => {
  const page = filled(190, 1)
  const before = filled(190, 2).own
  const asked = { rules, indicators, required: [...indicators.keys()], wholes: [], level: 'COUNTY' as const }
  const beside = { before, waived: [] }

  it.each([
    ['all 190 figures', null, 150],
    ['one figure', 'INS001', 1],
  ])('are quick of %s', (name, changed, least) => {
    const standing = standingOf(asked)
    const of = new Map([...page.entries].filter(([place]) => changed !== null && !place.endsWith(changed)))
    const told = { checks: [], of, isSaid: true }
    const now = { entries: page.entries, filing: page.filing, beside }
    const cold = performance.now()
    standing(told, now)
    const first = performance.now() - cold
    const { p50, p99, found } = measured(() => standing(told, now).length)
    console.log(
      `${name}: first ${first.toFixed(2)}, p50 ${p50.toFixed(3)}, p99 ${p99.toFixed(3)} ms; ${found} checks that failed`,
    )
    expect(found).toBeGreaterThanOrEqual(least)
    expect(p50).toBeLessThan(BOUND)
  })
})
