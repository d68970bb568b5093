import type { Change, FormIndicator, IndicatorValue, Rate, Total } from '@/api/generated/model'
import { shown } from '@/filing/cells'
import { grouped } from '@/ui/numbers'
import { t } from './texts'

/** A figure as it is read; empty where there is none. */
export function figureWords(value: IndicatorValue | null | undefined, of: FormIndicator): string {
  const rate = value as Rate | null | undefined
  if (rate?.rate !== undefined) {
    return rate.rate
  }
  const total = value as Total | null | undefined
  if (!total?.filings && !total?.total) {
    return ''
  }
  return total.total === null || total.total === undefined
    ? total.atMost === undefined
      ? ''
      : t.atMost(shown(total.atMost, of))
    : shown(total.total, of)
}

/** The two sides of a rate; empty for any other figure. */
export function sidesOf(value: IndicatorValue | null | undefined): string {
  const rate = value as Rate | null | undefined
  // where nobody filed them there are none
  return rate?.denominator === undefined || (rate.why && rate.why !== 'OVER_NOTHING')
    ? ''
    : `${grouped(rate.numerator ?? 0)} ÷ ${grouped(rate.denominator)}`
}

/** As long as its bar is drawn; null where there is no number. Never negative, as no figure is. */
export function sizeOf(value: IndicatorValue | null | undefined): number | null {
  const { rate } = (value ?? {}) as Rate
  if (rate !== undefined) {
    return rate === 'N/A' ? null : Number(rate)
  }
  const { total, filings } = (value ?? {}) as Total
  return total === null || total === undefined || !filings ? null : total
}

/** Up or down, in words; empty where there is nothing to compare with. */
export function changeWords(change: Change | null | undefined, of: FormIndicator): string {
  if (!change) {
    return ''
  }
  if (change.points !== null && change.points !== undefined) {
    return t.points(signed(change.points))
  }
  if (change.percent !== null && change.percent !== undefined) {
    return `${signed(change.percent)}%`
  }
  // it was nothing before: there is no share of it
  const { absolute } = change
  return absolute === null || absolute === undefined ? '' : (absolute < 0 ? '-' : '+') + shown(Math.abs(absolute), of)
}

function signed(text: string): string {
  const isNothing = /^-?0(\.0+)?$/.test(text)
  return isNothing || text.startsWith('-') ? text.replace(/^-(?=0(\.0+)?$)/, '') : `+${text}`
}
