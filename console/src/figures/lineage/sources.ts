import type { LineageView, Rate, SourceOfAnalytics, Total } from '@/api/generated/model'
import type { Level } from '@/filing/draft'

/** What a number is: one figure, or the two of a rate. */
export type Parts = { value: bigint } | { numerator: bigint; denominator: bigint }

/** Digit by digit: a sum of many may be longer than a number can say exactly. */
function whole(value: number | null | undefined): bigint {
  return BigInt(value ?? 0)
}

/** The sum of what filings put into a number. */
export function sumOf(sources: readonly SourceOfAnalytics[], isRate: boolean): Parts {
  const sum = (part: (one: SourceOfAnalytics) => number | null | undefined): bigint =>
    sources.reduce((total, one) => total + whole(part(one)), 0n)
  return isRate
    ? { numerator: sum((one) => one.numerator), denominator: sum((one) => one.denominator) }
    : { value: sum((one) => one.value) }
}

/** What the filings should come to; of a level its part. Null where the number is no plain sum of theirs. */
export function partsOf(value: LineageView['value'], level?: Level): Parts | null {
  const rate = value as Rate
  if (rate.rate !== undefined) {
    return level ? null : { numerator: whole(rate.numerator), denominator: whole(rate.denominator) }
  }
  const total = value as Total
  const sum = level ? total.byLevel?.[level] : (total.total ?? total.atMost)
  return sum === undefined || sum === null || !Number.isSafeInteger(sum) ? null : { value: whole(sum) }
}

export function same(one: Parts, other: Parts): boolean {
  return 'value' in one
    ? 'value' in other && one.value === other.value
    : !('value' in other) && one.numerator === other.numerator && one.denominator === other.denominator
}
