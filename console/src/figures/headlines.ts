import { useQueries } from '@tanstack/vue-query'
import { type Ref, computed } from 'vue'
import type { CycleForm, CycleView, FormIndicator, Point, RollupView } from '@/api/generated/model'
import { indicatorName, unitName } from '@/filing/useForm'
import { useFilter } from '@/ui/useFilter'
import { changeWords, figureWords } from './changes'
import { seriesOf } from './metrics'
import { periodWords } from './series'
import { ungrouped } from './table'
import { t } from './texts'
import type { Figures } from './useFigures'

/** More at once are a table. */
const MOST = 12
const AT_FIRST = 6
/** A year of months and the month that it is compared with. */
const TREND = 13

/** What stands above: what was pinned; else of each heading of the form the first indicator that somebody filed. */
export function headlineCodes(form: CycleForm, filed: ReadonlySet<string>, pinned: readonly string[]): string[] {
  const there = new Set(form.groups.flatMap((group) => group.indicators.map((one) => one.code)))
  const known = pinned.filter((code) => there.has(code))
  return known.length
    ? known.slice(0, MOST)
    : form.groups.flatMap((group) => group.indicators.find((one) => filed.has(one.code))?.code ?? []).slice(0, AT_FIRST)
}

/** The last days of the first and the last of the cycles that a trend is drawn of. Null for a cycle that is not known. */
export function trendSpan(alike: readonly CycleView[], cycle: string): { from: string; to: string } | null {
  const last = alike.findIndex((one) => one.id === cycle)
  const first = alike[Math.max(0, last + 1 - TREND)]
  const to = alike[last]
  return first && to ? { from: first.period.to, to: to.period.to } : null
}

export interface Headline {
  of: FormIndicator
  value: RollupView['indicators'][string] | undefined
  /** this cycle beside the year before; undefined until it is known */
  point: Point | undefined
  trend: readonly Point[]
}

/** The figures that stand above all others, each with its change and its trend. */
export function useHeadlines(of: Figures, rollup: Ref<RollupView | undefined>) {
  const pin = useFilter('pin')
  const codes = computed(() =>
    of.form.value && rollup.value
      ? headlineCodes(of.form.value, new Set(Object.keys(rollup.value.indicators)), pin.value.split(','))
      : [],
  )
  const span = computed(() => trendSpan(of.alike.value, of.cycle.value))
  const series = useQueries({
    queries: computed(() =>
      span.value ? codes.value.map((indicator) => seriesOf(of, { indicator, by: 'CYCLE', ...span.value })) : [],
    ),
  })
  const headlines = computed<Headline[]>(() =>
    codes.value.flatMap((code, index) => {
      const indicator = of.form.value?.byCode.get(code)
      const trend = series.value[index]?.data?.items ?? []
      return indicator
        ? [
            {
              of: indicator,
              value: rollup.value?.indicators[code],
              point: trend.find((one) => one.period === of.cycle.value),
              trend,
            },
          ]
        : []
    }),
  )
  return {
    codes,
    headlines,
    error: computed(() => series.value.find((one) => one.error)?.error ?? null),
    /** to stand above, or no longer */
    toggle: (code: string): void => {
      pin.value = (
        codes.value.includes(code) ? codes.value.filter((one) => one !== code) : [...codes.value, code]
      ).join(',')
    },
  }
}

/** The points of a trend in words, for whoever does not see it. */
export function trendWords({ of, trend }: Headline): string {
  return t.trend(
    indicatorName(of),
    trend.map((one) => `${periodWords(one)} ${figureWords(one.value, of) || t.noValue}`).join('; '),
  )
}

/** Headlines as rows of text, with their head. */
export function headlineRows(headlines: readonly Headline[]): string[][] {
  return [
    [t.code, t.indicator, t.unit, t.value, t.lastYear, t.change, t.caution],
    ...headlines.map(({ of, value, point }) => [
      of.code,
      indicatorName(of),
      unitName(of),
      ungrouped(figureWords(value, of)),
      ungrouped(figureWords(point?.change?.before, of)),
      changeWords(point?.change, of),
      point?.change?.redefined ? t.redefined : '',
    ]),
  ]
}
