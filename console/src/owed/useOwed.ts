import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { getObligations, getRequests } from '@/api/generated/huikan'
import type { OwedView } from '@/api/generated/model'
import { allPages } from '@/api/pages'
import type { Asked } from './amending'

/** What an agency owes and has filed, over all cycles. */
export function useObligations(agency: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['api', 'obligations', computed(() => toValue(agency))],
    enabled: computed(() => toValue(agency) !== ''),
    refetchInterval: 30_000,
    queryFn: () => allPages((page) => getObligations({ agency: toValue(agency), ...page })),
  })
}

/** What the agency asked for about them, by cycle. */
export function useAsked(agency: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['api', 'requests', computed(() => toValue(agency))],
    enabled: computed(() => toValue(agency) !== ''),
    refetchInterval: 30_000,
    queryFn: async () => {
      const all = await allPages((page) => getRequests({ agency: toValue(agency), ...page }))
      return new Map(all.map((one) => [one.cycle, one as Asked]))
    },
  })
}

/** One of them; of the cycle that nobody owes here, nothing. */
export function owedIn(all: readonly OwedView[] | undefined, cycle: string | null | undefined): OwedView | undefined {
  return all?.find((one) => one.cycle === cycle)
}
