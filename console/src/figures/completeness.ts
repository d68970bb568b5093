import type { CompletenessView } from '@/api/generated/model'

/** Who has filed, of an agency alone or with all below it. */
export type Completeness = Omit<CompletenessView, 'children'>

export type State = 'onTime' | 'late' | 'missing' | 'some' | 'excused'

export function stateOf(one: Completeness): State {
  if (one.excused === one.expected) {
    return 'excused'
  }
  if (one.filed === 0) {
    return 'missing'
  }
  return one.missing > 0 ? 'some' : one.late > 0 ? 'late' : 'onTime'
}

/** As it is shown: there is none of whoever need not file. */
export function percent(rate: string): string {
  return rate === 'N/A' ? rate : `${rate} %`
}

/** The agency itself, which is what its subtree has beyond those below it; null where it owes nothing. */
export function itself(of: CompletenessView): Completeness | null {
  const beyond = (count: (one: Completeness) => number): number =>
    (of.children ?? []).reduce((left, one) => left - count(one), count(of))
  const expected = beyond((one) => one.expected)
  if (expected <= 0) {
    return null
  }
  const filed = beyond((one) => one.filed)
  const onTime = beyond((one) => one.onTime)
  const excused = beyond((one) => one.excused)
  // it owes one filing: all or nothing
  const rate = (count: number): string => (excused > 0 ? 'N/A' : count > 0 ? '100.00' : '0.00')
  return {
    ...of,
    expected,
    filed,
    onTime,
    late: beyond((one) => one.late),
    missing: beyond((one) => one.missing),
    excused,
    filedRate: rate(filed),
    onTimeRate: rate(onTime),
  }
}
