import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { type ComputedRef, computed } from 'vue'
import {
  getMetricsCompleteness,
  getMetricsDefinitions,
  getMetricsLineage,
  getMetricsRanking,
  getMetricsRectification,
  getMetricsRollup,
  getMetricsSeries,
  getMetricsTurnaround,
} from '@/api/generated/huikan'
import type {
  CompletenessView,
  GetMetricsLineageParams,
  GetMetricsRankingParams,
  GetMetricsSeriesParams,
} from '@/api/generated/model'
import { language } from '@/ui/texts'
import { METRICS } from './live'
import type { Figures } from './useFigures'

/** Long enough that one looks through it, short enough to be there at once. */
const PAGE = 100
/** Nobody tells of a change of these. */
const UNTOLD_EACH = 30_000

type Series = Omit<GetMetricsSeriesParams, 'form' | 'under' | 'basis' | 'asOf'>
type Ranking = Omit<GetMetricsRankingParams, 'cycle' | 'under' | 'basis' | 'asOf' | 'limit' | 'cursor'>
type Lineage = Omit<GetMetricsLineageParams, 'cursor'>

/** Of now or of an instant. */
function at(asOf: string): { asOf?: string } {
  return asOf ? { asOf } : {}
}

function ready({ cycle, under }: Figures): boolean {
  return cycle.value !== '' && under.value !== ''
}

export function completenessOf(asked: { cycle: string; under: string; asOf?: string }) {
  return {
    queryKey: [...METRICS, 'completeness', asked],
    queryFn: (): Promise<CompletenessView> => getMetricsCompleteness(asked),
    staleTime: 15_000,
  }
}

export function useCompleteness(of: Figures) {
  return useQuery(
    computed(() => ({
      ...completenessOf({ cycle: of.cycle.value, under: of.under.value, ...at(of.asOf.value) }),
      enabled: ready(of),
      refetchInterval: of.askedEach.value,
    })),
  )
}

/** @param wanted whether it is */
export function useRollup(of: Figures, wanted: () => boolean = () => true) {
  return useQuery(
    computed(() => {
      const asked = { cycle: of.cycle.value, under: of.under.value, basis: of.basis.value, ...at(of.asOf.value) }
      return {
        queryKey: [...METRICS, 'rollup', asked],
        queryFn: () => getMetricsRollup(asked),
        enabled: ready(of) && wanted(),
        refetchInterval: of.askedEach.value,
      }
    }),
  )
}

/** One indicator over the cycles of the form; as an option, so that several can be asked for beside each other. */
export function seriesOf(of: Figures, series: Series) {
  const asked = {
    form: of.form.value?.form ?? '',
    under: of.under.value,
    basis: of.basis.value,
    ...series,
    ...at(of.asOf.value),
  }
  return {
    queryKey: [...METRICS, 'series', { ...asked, reads: 'form' }],
    queryFn: () => getMetricsSeries(asked),
    enabled: ready(of) && asked.form !== '' && asked.indicator !== '',
    refetchInterval: of.askedEach.value,
  }
}

export function useRanking(of: Figures, ranking: ComputedRef<Ranking>) {
  return useInfiniteQuery(
    computed(() => {
      const asked = {
        cycle: of.cycle.value,
        under: of.under.value,
        basis: of.basis.value,
        ...ranking.value,
        ...at(of.asOf.value),
      }
      return {
        queryKey: [...METRICS, 'ranking', { ...asked, reads: 'form' }],
        enabled: ready(of) && asked.indicator !== '',
        refetchInterval: of.askedEach.value,
        initialPageParam: '',
        queryFn: ({ pageParam }: { pageParam: string }) =>
          getMetricsRanking({ ...asked, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
        getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
      }
    }),
  )
}

/** What makes a number. */
export function useLineage(asked: ComputedRef<Lineage | null>) {
  return useInfiniteQuery(
    computed(() => ({
      queryKey: [...METRICS, 'lineage', asked.value],
      enabled: asked.value !== null,
      initialPageParam: '',
      queryFn: ({ pageParam }: { pageParam: string }) =>
        getMetricsLineage({ ...(asked.value as Lineage), ...(pageParam ? { cursor: pageParam } : {}) }),
      getNextPageParam: (page: { next?: string | null }) => page.next ?? undefined,
    })),
  )
}

/** What of all is asked for, as the address of a table of it. */
export function tableOf(path: string, asked: object, format: string): string {
  return `/api/metrics/${path}?${new URLSearchParams({ ...asked, format, lang: language.value })}`
}

/** @param period its first and last day; empty for all there is */
export function rectificationOf(of: Figures, period: { from: string; to: string }) {
  return {
    under: of.under.value,
    ...(period.from ? { from: period.from } : {}),
    ...(period.to ? { to: period.to } : {}),
    ...at(of.asOf.value),
  }
}

/** What became of what was found. */
export function useRectification(of: Figures, asked: ComputedRef<ReturnType<typeof rectificationOf>>) {
  return useQuery(
    computed(() => ({
      queryKey: [...METRICS, 'rectification', asked.value],
      queryFn: () => getMetricsRectification(asked.value),
      enabled: of.under.value !== '',
      refetchInterval: of.asOf.value ? (false as const) : UNTOLD_EACH,
    })),
  )
}

export function turnaroundOf(of: Figures) {
  return { cycle: of.cycle.value, under: of.under.value, ...at(of.asOf.value) }
}

/** How long reviews take. */
export function useTurnaround(of: Figures) {
  return useQuery(
    computed(() => {
      const asked = turnaroundOf(of)
      return {
        queryKey: [...METRICS, 'turnaround', asked],
        queryFn: () => getMetricsTurnaround(asked),
        enabled: ready(of),
        refetchInterval: of.asOf.value ? (false as const) : UNTOLD_EACH,
      }
    }),
  )
}

/** They were frozen when the cycle was issued. */
export function useDefinitions(cycle: ComputedRef<string>) {
  return useQuery(
    computed(() => ({
      queryKey: ['definitions-of', cycle.value],
      enabled: cycle.value !== '',
      staleTime: 300_000,
      queryFn: async () =>
        new Map((await getMetricsDefinitions({ cycle: cycle.value })).items.map((one) => [one.code, one])),
    })),
  )
}
