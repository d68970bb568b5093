import type { PrefillView } from '@/api/generated/model'
import type { Draft } from './draft'

/** What the reports of one form would fill of a draft. */
export interface Offered {
  form: string
  figures: number
  /** how many reports those are of, at least for one of the figures */
  reports: number
  /** how many there would be */
  all: number
  /** cycles that one of the figures lacks */
  missing: string[]
  /** days that one of the figures lacks, issued or not */
  daysWithout: number
}

/** Of what is offered, that for which there is room: for the cells that are blank. By form. */
export function roomFor(draft: Draft, offer: PrefillView): Offered[] {
  const byForm = new Map<string, Offered>()
  for (const one of offer.figures.filter(({ indicator }) => !draft.cells.own?.[indicator]?.trim())) {
    const before = byForm.get(one.form)
    byForm.set(one.form, {
      form: one.form,
      figures: (before?.figures ?? 0) + 1,
      reports: Math.max(before?.reports ?? 0, one.filings.length),
      all: one.filings.length + one.missing.length,
      missing: [...new Set([...(before?.missing ?? []), ...one.missing])].toSorted(),
      daysWithout: Math.max(before?.daysWithout ?? 0, one.daysWithout),
    })
  }
  return [...byForm.values()]
}
