import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { getCycles } from '@/api/generated/huikan'
import { period } from '@/ui/dates'

/** The cycles that were issued, the latest first. */
export function useCycles() {
  const { data } = useQuery({
    queryKey: ['api', 'cycles'],
    staleTime: 60_000,
    queryFn: () => getCycles({ limit: 500 }),
  })
  return {
    cycles: computed(() =>
      (data.value?.items ?? []).map((one) => ({
        cycle: one.id,
        form: one.form,
        title: `${one.form} · ${period(one.period.from, one.period.to)}`,
        view: one,
      })),
    ),
  }
}
