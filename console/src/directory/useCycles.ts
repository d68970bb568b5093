import { computed } from 'vue'
import { useQuery } from '@tanstack/vue-query'
import { getCycles } from '@/api/generated/huikan'
import type { CycleView } from '@/api/generated/model'
import { allPages } from '@/api/pages'
import { period } from '@/ui/dates'
import { inBrackets } from '@/ui/texts'
import { useForms } from './useForms'

/** The cycles that were issued, the latest first. */
export function useCycles() {
  const { formName } = useForms()
  const { data, error } = useQuery({
    queryKey: ['api', 'cycles'],
    staleTime: 60_000,
    queryFn: () => allPages((page) => getCycles(page)),
  })
  const cycles = computed(() => data.value ?? [])
  const words = (one: CycleView): string => `${formName(one.form)} ${period(one.period.from, one.period.to)}`
  const byId = computed(() => new Map(cycles.value.map((one) => [one.id, one])))
  /** several may ask for the same, each of others */
  const alike = computed(() => {
    const all = cycles.value.map(words)
    return new Set(all.filter((one, at) => all.indexOf(one) !== at))
  })
  return {
    /** none until they are known */
    cycles,
    known: computed(() => data.value !== undefined),
    error,
    /** a cycle in words, with its id where two say the same; the id alone until it is known */
    cycleName: (id: string): string => {
      const one = byId.value.get(id)
      if (!one) {
        return id
      }
      return alike.value.has(words(one)) ? words(one) + inBrackets(id) : words(one)
    },
  }
}
