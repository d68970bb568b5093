import type { CycleView, OwedView } from '@/api/generated/model'
import { t } from './texts'

/** What a superior may change of what an agency owes. */
export type AmendmentKind = 'EXTENDED' | 'EXCUSED' | 'REINSTATED'

export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

/** What may be changed of it now: only of what was not filed. */
export function amendable(one: OwedView): AmendmentKind[] {
  return one.state === 'MISSING' ? ['EXTENDED', 'EXCUSED'] : one.state === 'EXCUSED' ? ['REINSTATED'] : []
}

/** The cycles on whose list an agency may still come: those that take filings and do not ask it yet. */
export function addable(cycles: readonly CycleView[], owed: readonly OwedView[], today: string): CycleView[] {
  const asked = new Set(owed.map((one) => one.cycle))
  return cycles.filter((one) => one.closesOn >= today && !asked.has(one.id))
}

/** The day of the others, or today when that is over. */
export function earliestDue(cycle: CycleView, today: string): string {
  return cycle.dueOn < today ? today : cycle.dueOn
}

/** What the agency itself asked for about it; one of each filing. */
export interface Asked {
  id: string
  status: string
  version: number
  cycle: string
  wish: 'EXTENSION' | 'EXCUSE'
  to: string | null
}

/** What the agency may ask for now: for what was not filed, unless it waits for an answer. */
export function askable(one: OwedView, asked: Asked | undefined): AmendmentKind[] {
  return one.state === 'MISSING' && asked?.status !== 'ASKED' ? ['EXTENDED', 'EXCUSED'] : []
}

/** What a superior changed last, with who and why; empty where nothing was. */
export function amendedNote(one: OwedView): string {
  const last = one.amendment
  return last ? `${t[`${last.kind}_by`](last.by, last.dueOn)} · ${last.reason}` : ''
}
