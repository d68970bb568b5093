import type { IndicatorValue, Rate, Total } from '@/api/generated/model'

/** A figure of a rollup as text, and how it came about. */
export function said(value: IndicatorValue | undefined): { text: string; parts: string; stated: number | null } {
  const rate = value as Rate | undefined
  if (rate?.rate !== undefined) {
    const over = rate.denominator === undefined ? '' : `${rate.numerator} ÷ ${rate.denominator}`
    return { text: rate.rate, parts: over, stated: null }
  }
  const total = value as Total | undefined
  return {
    text: total?.total === undefined || total.total === null ? '' : String(total.total),
    parts: total?.filings === undefined ? '' : String(total.filings),
    stated: total?.stated ?? null,
  }
}

const FORMULA = /^[=+\-@\t\r]/

/** CSV that a spreadsheet opens as text and numbers and never as a formula; with a mark so that Excel reads UTF-8. */
export function csv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = FORMULA.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

export function download(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
