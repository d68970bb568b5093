import { describe, expect, it } from 'vitest'
import type { Check } from '@/api/generated/model'
import { judged } from './judging'
import { type Case, type RuleFile, files, indicators, versionFor } from './shipped.testing'
import { type Figures, sitesOf } from './sites'
import { runsHere } from './where'

/** Those that run at the server only, and what they need that this page does not have. */
const AT_SERVER: Record<string, string> = {
  R19: 'the findings of case-file reviews',
  R30: 'the findings that are closed',
  R41: 'what the text says of a change',
  R42: 'what sections say of the same',
  R43: 'the day of signature and the end of the period',
  R44: 'when it came and when it was due',
  R45: 'which sections are written',
  R46: 'the words beside a figure in the text',
  R47: 'the words beside a figure in the text',
  R48: 'the reconsiderations against the agency',
  R49: 'the digits of all rates of the filing at once',
  R51: 'the registers',
}

const HERE = [
  ...['R01', 'R02', 'R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15', 'R16'],
  ...['R17', 'R18', 'R20', 'R21', 'R22', 'R23', 'R24', 'R25', 'R26', 'R27', 'R28', 'R29', 'R31', 'R32', 'R33', 'R34'],
  ...['R35', 'R36', 'R37', 'R38', 'R39', 'R40', 'R50'],
]

function checks(file: RuleFile, one: Case, explanation?: string): Check[] {
  const rule = versionFor(file, one.periodEnd ?? '2023-12-31')
  const asked = {
    rules: [rule],
    indicators,
    required: one.required ?? [],
    wholes: one.wholes ?? [],
    level: one.level ?? 'COUNTY',
  }
  const filing = {
    ...one.filing,
    ...(explanation === undefined ? {} : { explanations: { [file.code]: explanation } }),
  }
  const before = ((one.before?.indicators as { own?: Figures } | undefined)?.own ?? {}) as Figures
  return sitesOf(rule, asked).flatMap((site) => {
    const check = judged(site, { filing, before }, () => true)
    // undefined is left to the server: of a case nothing is
    expect(check).not.toBeUndefined()
    return check ? [check] : []
  })
}

describe('the rules that ship', () => {
  it('run here or at the server only, each of them', () => {
    expect([...HERE, ...Object.keys(AT_SERVER)].toSorted()).toEqual(files.map(({ code }) => code).toSorted())
    const here = files.filter(({ versions }) => versions.every(runsHere)).map(({ code }) => code)
    expect(here.toSorted()).toEqual(HERE.toSorted())
  })

  it('name indicators that there are', () => {
    expect(indicators.get('LIT012')).toEqual({
      code: 'LIT012',
      kind: 'RATE',
      numerator: ['LIT011'],
      denominator: ['LIT003'],
      consolidation: 'RATIO_OF_SUMS',
    })
    expect(indicators.size).toBeGreaterThan(190)
  })
})

describe.each(files.filter(({ code }) => HERE.includes(code)))('$code', (file) => {
  it.each(file.cases.map((one, at) => [at + 1, one.expect, one.name ?? '', one] as const))('%i %s %s', (...row) => {
    const one = row[3]
    const came = checks(file, one)
    const failed = came.filter((check) => !check.passed)
    if (one.expect === 'DOES_NOT_APPLY') {
      expect(came).toEqual([])
      return
    }
    expect(came).not.toEqual([])
    if (one.expect !== 'FAILS') {
      expect(failed).toEqual([])
      expect(came.some((check) => check.explained)).toBe(one.expect === 'EXPLAINED')
      return
    }
    expect(failed[0]?.message).toContain(one.sees ?? '')
    if (failed[0]?.severity === 'SOFT') {
      const explained = checks(file, one, '因为')
      expect(explained.every((check) => check.passed)).toBe(true)
      expect(explained.some((check) => check.explained)).toBe(true)
      expect(checks(file, one, ' \u3000\t ').some((check) => !check.passed)).toBe(true)
    }
  })
})
