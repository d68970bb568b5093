import { grouped } from '@/ui/numbers'

/** What of an indicator decides how it is typed. */
export interface Measured {
  code: string
  kind: string
  unit: string
  numerator: readonly string[]
  denominator: readonly string[]
}

/** A cell as it was typed: never replaced, whatever it is. */
export type Cell =
  | { kind: 'missing' }
  | { kind: 'notApplicable' }
  /** `filed` is what the filing says: a whole number (amounts in fen), or the text of a rate */
  | { kind: 'figure'; filed: number | string }
  | { kind: 'invalid'; why: 'notANumber' | 'fraction' | 'negative' | 'tooLarge' | 'tooFine' }

/** Digits of a unit of money behind the fen. */
const FEN_DIGITS: Record<string, number> = { 元: 2, 万元: 6, 亿元: 10 }

const NOT_APPLICABLE = /^(n\/?a|不适用|[-—–]+)$/i
const DECIMAL = /^-?\d+(\.\d+)?$/

const THOUSANDS = /^-?\d{1,3}(,\d{3})+(\.\d*)?%?$/

/**
 * Full-width digits and signs, thousands separators and blanks, as they come from a spreadsheet or an input method. A comma
 * that separates no thousands stays: 12,34 may be a slip for 12.34.
 */
function plain(raw: string): string {
  const text = raw.normalize('NFKC').replace(/\s/g, '')
  return THOUSANDS.test(text) ? text.replaceAll(',', '') : text
}

export function parseCell(raw: string, of: Measured): Cell {
  const text = plain(raw)
  if (text === '') {
    return { kind: 'missing' }
  }
  if (NOT_APPLICABLE.test(text)) {
    return { kind: 'notApplicable' }
  }
  const bare = of.kind === 'RATE' ? text.replace(/%$/, '') : text
  if (!DECIMAL.test(bare)) {
    return { kind: 'invalid', why: 'notANumber' }
  }
  if (bare.startsWith('-')) {
    return { kind: 'invalid', why: 'negative' }
  }
  return of.kind === 'RATE' ? { kind: 'figure', filed: bare } : whole(bare, of)
}

function whole(text: string, of: Measured): Cell {
  const digits = of.kind === 'AMOUNT' ? (FEN_DIGITS[of.unit] ?? 0) : 0
  const [units = '', fraction = ''] = text.split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > digits) {
    return { kind: 'invalid', why: digits === 0 ? 'fraction' : 'tooFine' }
  }
  const filed = Number(units + kept.padEnd(digits, '0'))
  return Number.isSafeInteger(filed) ? { kind: 'figure', filed } : { kind: 'invalid', why: 'tooLarge' }
}

/** What was filed, as it would be typed. */
export function typed(filed: unknown, of: Measured): string {
  if (filed === null || filed === undefined) {
    return ''
  }
  const digits = of.kind === 'AMOUNT' ? (FEN_DIGITS[of.unit] ?? 0) : 0
  if (digits === 0 || typeof filed !== 'number') {
    return String(filed)
  }
  const padded = String(filed).padStart(digits + 1, '0')
  const fraction = padded.slice(-digits).replace(/0+$/, '')
  return padded.slice(0, -digits) + (fraction && `.${fraction}`)
}

/** As it is read: with thousands separators. */
export function shown(filed: unknown, of: Measured): string {
  const text = typed(filed, of)
  return DECIMAL.test(text) ? grouped(text) : text
}

/** What was filed of several; null where nothing was. */
function sum(codes: readonly string[], figures: Record<string, unknown>): bigint | null {
  const filed = codes.map((code) => figures[code]).filter((one) => typeof one === 'number')
  return filed.length === 0 ? null : filed.reduce((total, one) => total + BigInt(one), 0n)
}

/**
 * A rate worked out from its parts in percent with two digits, rounded half up, as the rollup does: a part that was not
 * filed adds nothing. Null where nothing was filed of one side, or nothing is divided by.
 */
export function rateOf(of: Measured, figures: Record<string, unknown>): { rate: string; parts: string } | null {
  if (of.numerator.length === 0 || of.denominator.length === 0) {
    return null
  }
  const above = sum(of.numerator, figures)
  const below = sum(of.denominator, figures)
  if (above === null || below === null || below === 0n) {
    return null
  }
  const hundredths = (above * 20_000n + below) / (2n * below)
  const text = String(hundredths).padStart(3, '0')
  return {
    rate: `${text.slice(0, -2)}.${text.slice(-2)}`,
    parts: `${grouped(String(above))} ÷ ${grouped(String(below))}`,
  }
}

/** By how much a figure grew, `+9.5%`; of a rate in percentage points. */
export function change(now: unknown, before: unknown, of: Measured, points: string): string {
  if (of.kind === 'RATE') {
    const difference = Number(now) - Number(before)
    return now == null || before == null || Number.isNaN(difference)
      ? ''
      : `${difference > 0 ? '+' : ''}${difference.toFixed(2)} ${points}`
  }
  if (typeof now !== 'number' || typeof before !== 'number') {
    return ''
  }
  if (before === 0) {
    return now === 0 ? '0' : '—'
  }
  const percent = ((now - before) / before) * 100
  return `${percent > 0 ? '+' : ''}${Number(percent.toFixed(1))}%`
}
