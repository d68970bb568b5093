import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { getCycles, getForms } from '@/api/generated/huikan'
import { period } from '@/ui/dates'

/** The cycles that were issued, the latest first. */
export function useCycles() {
  const { data, error } = useQuery({
    queryKey: ['api', 'cycles'],
    staleTime: 60_000,
    queryFn: async () => {
      const [issued, forms] = await Promise.all([getCycles({ limit: 500 }), getForms()])
      const titles = new Map(forms.items.map((one) => [one.id, one.title]))
      return issued.items.map((view) => ({ cycle: view.id, form: titles.get(view.form) ?? view.form, view }))
    },
  })
  const cycles = computed(() => data.value ?? [])
  return {
    /** none until they are known */
    cycles,
    known: computed(() => data.value !== undefined),
    error,
    /** a cycle in words; its id until it is known */
    cycleName: (id: string): string => {
      const one = cycles.value.find((each) => each.cycle === id)
      return one ? `${one.form} ${period(one.view.period.from, one.view.period.to)}` : id
    },
  }
}
