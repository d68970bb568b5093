import { grouped } from '@/ui/numbers'

/** A part of a whole, as the suite tells it. */
export interface Share {
  /** in percent; N/A over nothing */
  rate: string
  numerator: number
  denominator: number
}

export function rateWords({ rate }: Share): string {
  return rate === 'N/A' ? '—' : `${rate} %`
}

/** What it divides; empty where that is nothing. */
export function sharesOf({ numerator, denominator }: Share): string {
  return denominator ? `${grouped(numerator)} ÷ ${grouped(denominator)}` : ''
}
