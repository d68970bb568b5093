import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { getObligations } from '@/api/generated/huikan'
import type { OwedView } from '@/api/generated/model'

const MOST = 500

/** What an agency owes and has filed, over all cycles. */
export function useObligations(agency: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['api', 'obligations', computed(() => toValue(agency))],
    enabled: computed(() => toValue(agency) !== ''),
    refetchInterval: 30_000,
    queryFn: async () => {
      const all: OwedView[] = []
      let cursor: string | undefined
      do {
        const page = await getObligations({ agency: toValue(agency), limit: MOST, ...(cursor ? { cursor } : {}) })
        all.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor)
      return all
    },
  })
}

/** The filing of the period before, of the same form. */
export function previousFiling(all: readonly OwedView[], of: OwedView): string | null {
  const before = all
    .filter((one) => one.form === of.form && one.period.to < of.period.from)
    .sort((a, b) => b.period.to.localeCompare(a.period.to))[0]
  return before?.current?.id ?? null
}

/** One of them, with what was filed for the period before. */
export function useOwed(agency: MaybeRefOrGetter<string>, cycle: MaybeRefOrGetter<string>) {
  const { data, error } = useObligations(agency)
  const owed = computed(() => {
    const one = data.value?.find((each) => each.cycle === toValue(cycle))
    return one && data.value ? { ...one, previous: previousFiling(data.value, one) } : undefined
  })
  return { data: owed, all: data, error }
}
