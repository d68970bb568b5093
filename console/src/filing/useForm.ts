import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { getCyclesIdForm } from '@/api/generated/huikan'
import type { FormIndicator } from '@/api/generated/model'
import { language } from '@/ui/texts'

/** What is asked for in a cycle: sections, indicators in the form's own order, and rules. It changes seldom. */
export function useForm(cycle: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['form-of', computed(() => toValue(cycle))],
    enabled: computed(() => toValue(cycle) !== ''),
    staleTime: 300_000,
    queryFn: async () => {
      const form = await getCyclesIdForm(toValue(cycle))
      const indicators = form.groups.flatMap((group) => group.indicators)
      return { ...form, indicators, byCode: new Map(indicators.map((one) => [one.code, one])) }
    },
  })
}

/** A name in the reader's language. */
export function indicatorName(of: FormIndicator): string {
  return of.names[language.value] || of.code
}
