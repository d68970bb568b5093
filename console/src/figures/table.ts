import type { CompletenessView, FormIndicator, IndicatorValue, Rate, RollupView, Total } from '@/api/generated/model'
import { typed } from '@/filing/cells'
import { indicatorName, unitName } from '@/filing/useForm'
import { LEVELS, type Level } from '@/filing/draft'
import { t as words } from '@/ui/words'
import { figureWords } from './changes'
import { type Completeness, itself } from './completeness'
import { t } from './texts'

/** How many filings say what of an indicator, or why there is no rate or exact total. */
export function saying(value: IndicatorValue | undefined): string {
  const rate = value as Rate | undefined
  if (rate?.rate !== undefined) {
    return rate.why ? t[rate.why] : t.bothSides(rate.filings ?? 0)
  }
  const total = value as Total | undefined
  if (!total) {
    return ''
  }
  const said = t.saying(total.filings ?? 0, total.zeros ?? 0, total.notApplicable ?? 0, total.silent ?? 0)
  return total.why ? `${t[total.why]} · ${said}` : said
}

/** The levels that filed something of it. */
export function levelsOf(rollup: RollupView): Level[] {
  const there = new Set(Object.values(rollup.indicators).flatMap((one) => Object.keys((one as Total).byLevel ?? {})))
  return LEVELS.filter((level) => there.has(level))
}

/** The sums by level; none of what means nothing beyond an agency. */
export function sumsByLevel(value: IndicatorValue | undefined, of: FormIndicator): Partial<Record<Level, number>> {
  return of.consolidation === 'NONE' ? {} : ((value as Total | undefined)?.byLevel ?? {})
}

/** As it is shown, without what groups its digits: a number for a spreadsheet. */
export function ungrouped(figure: string): string {
  return figure.replaceAll(',', '')
}

/** A rollup as rows of text, with its head. */
export function rowsOf(rollup: RollupView, indicators: readonly FormIndicator[]): string[][] {
  const levels = levelsOf(rollup)
  return [
    [t.code, t.indicator, t.unit, t.total, ...levels.map((one) => words[one]), t.stated],
    ...indicators.map((of) => {
      const value = rollup.indicators[of.code]
      const { stated } = (value ?? {}) as Total
      const byLevel = sumsByLevel(value, of)
      return [
        of.code,
        indicatorName(of),
        unitName(of),
        ungrouped(figureWords(value, of)),
        ...levels.map((level) => typed(byLevel[level], of)),
        typed(stated, of),
      ]
    }),
  ]
}

/** Who has filed as rows of text: the agency itself, then those below it, then all of them. */
export function completenessRows(of: CompletenessView, name: (code: string) => string): string[][] {
  const self = itself(of)
  const row = (one: Completeness, called: string): string[] => [
    one.under,
    called,
    ...[one.expected, one.filed, one.onTime, one.late, one.missing, one.excused].map(String),
    one.filedRate,
  ]
  return [
    [t.code, t.under, t.expected, t.filedCount, t.onTime, t.late, t.missing, t.excused, t.rate],
    ...(self ? [row(self, `${name(self.under)} ${t.itself}`)] : []),
    ...(of.children ?? []).map((one) => row(one, name(one.under))),
    row(of, t.total),
  ]
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

/** What is a number in a spreadsheet; a code with a nought in front is none, nor is one that would lose digits. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/

/** A sheet of a workbook: rows of text, the first of them its head. */
export interface Sheet {
  name: string
  rows: readonly (readonly string[])[]
}

/** A workbook, each head frozen; a text is a text there, and never a formula. */
export async function workbook(sheets: readonly Sheet[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal')
  return write(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: (rows[0] ?? []).map((_, index) => ({ width: index === 1 ? 40 : 16 })),
      data: rows.map((row, index) =>
        row.map((text) =>
          index > 0 && NUMBER.test(text)
            ? { type: Number, value: Number(text) }
            : { type: String, value: text, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) },
        ),
      ),
    })),
  ).toBlob()
}
