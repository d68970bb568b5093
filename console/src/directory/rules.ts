import type { CheckRule, Waiver } from '@/api/generated/model'

/** As it is edited: the suite counts its versions, and the day is asked for apart. */
export function editable(rule: CheckRule): string {
  const edited = { ...rule }
  delete edited.version
  delete edited.published
  return JSON.stringify(edited, null, 2)
}

/** What was written as a draft, or published on a day; null where it is no JSON object. */
export function written(text: string, published: string | null): CheckRule | null {
  try {
    const rule: unknown = JSON.parse(text)
    return typeof rule === 'object' && rule !== null && !Array.isArray(rule) ? { ...rule, version: 0, published } : null
  } catch {
    return null
  }
}

export type WaiverState = 'inForce' | 'over' | 'ended'

export function waiverState({ endedAt, until }: Waiver, today: string): WaiverState {
  return endedAt ? 'ended' : (until ?? '') < today ? 'over' : 'inForce'
}

/**
 * What one begins with: a relation between two figures, and a case of each kind, for periods of this year and later.
 *
 * @param today a day of the year
 */
export function newRule(today: string): CheckRule {
  const own = (figures: Record<string, number>) => ({ indicators: { own: figures } })
  return {
    code: '',
    from: `${today.slice(0, 4)}-01-01`,
    severity: 'SOFT',
    class: 'SUBSET',
    message: { zh: '', en: '' },
    scopes: ['own'],
    relations: [{ needs: ['INS002', 'INS003'], expression: 'INS003 <= INS002' }],
    cases: [
      { expect: 'PASSES', filing: own({ INS002: 5, INS003: 5 }) },
      { expect: 'FAILS', filing: own({ INS002: 5, INS003: 6 }) },
      { expect: 'DOES_NOT_APPLY', filing: own({ INS003: 6 }) },
    ],
  }
}
