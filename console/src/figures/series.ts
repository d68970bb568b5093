import type { FormIndicator, Point, SeriesView } from '@/api/generated/model'
import { period } from '@/ui/dates'
import { wordFor } from '@/ui/texts'
import { changeWords, figureWords, sidesOf } from './changes'
import { ungrouped } from './table'
import { t } from './texts'

export const STEPS = ['CYCLE', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'] as const
export type Step = (typeof STEPS)[number]

/** What a period is called: 2023-Q2, in words. */
export function periodWords({ period: code, from, to }: Pick<Point, 'period' | 'from' | 'to'>): string {
  const [, year, kind, number] = /^(\d+)-([QH])(\d)$/.exec(code) ?? []
  if (year && number) {
    return kind === 'Q' ? t.quarter(year, number) : t.halfYear(year, number)
  }
  return period(from, to)
}

/** The same as short as it stands under a bar. */
export function shortPeriod({ from, to }: Pick<Point, 'from' | 'to'>): string {
  const [year, month] = from.split('-')
  return to.slice(0, 4) === year && month === '01' && to.slice(5, 7) === '12' ? `${year}` : `${year}-${month}`
}

/** What has to be known before it is compared; empty where there is nothing. */
export function cautions(point: Point): string[] {
  return [
    ...(point.covered === 'WHOLE' ? [] : [wordFor(t, point.covered)]),
    ...(point.change?.redefined ? [t.redefined] : []),
  ]
}

/** A series as rows of text, with its head. */
export function seriesRows(view: SeriesView, of: FormIndicator): string[][] {
  return [
    [t.period, t.from, t.to, t.value, t.sides, t.lastYear, t.change, t.filings, t.expected, t.caution],
    ...view.items.map((one) => [
      periodWords(one),
      one.from,
      one.to,
      ungrouped(figureWords(one.value, of)),
      sidesOf(one.value),
      ungrouped(figureWords(one.change?.before, of)),
      changeWords(one.change, of),
      String(one.filings.counted),
      String(one.filings.expected),
      cautions(one).join(' '),
    ]),
  ]
}
