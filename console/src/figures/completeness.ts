import type { CompletenessView } from '@/api/generated/model'

/** Who has filed, of an agency alone or with all below it. */
export type Completeness = Omit<CompletenessView, 'children'>

export type State = 'onTime' | 'late' | 'missing' | 'some'

export function stateOf(one: Completeness): State {
  if (one.missing === one.expected) {
    return 'missing'
  }
  return one.missing > 0 ? 'some' : one.late > 0 ? 'late' : 'onTime'
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
  return {
    ...of,
    expected,
    filed,
    onTime,
    late: beyond((one) => one.late),
    missing: beyond((one) => one.missing),
    // it owes one filing: all or nothing
    filedRate: filed > 0 ? '100.00' : '0.00',
    onTimeRate: onTime > 0 ? '100.00' : '0.00',
  }
}
