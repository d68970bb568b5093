import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { getCyclesId, getFormsId, getIndicators, getRules } from '@/api/generated/huikan'
import type { Indicator } from '@/api/generated/model'

/** What is asked for in a cycle: its form, the indicators in the form's own order, and the rules. They change seldom. */
export function useForm(cycle: MaybeRefOrGetter<string>) {
  const query = useQuery({
    queryKey: ['form-of', computed(() => toValue(cycle))],
    staleTime: 300_000,
    queryFn: async () => {
      const issued = await getCyclesId(toValue(cycle))
      const [form, catalogue, rules] = await Promise.all([getFormsId(issued.form), getIndicators(), getRules()])
      const byCode = new Map(catalogue.items.map((one) => [one.code, one]))
      const listed = form.indicators.includes('*')
        ? catalogue.items
        : form.indicators.flatMap((code) => byCode.get(code) ?? [])
      return { cycle: issued, form, indicators: listed, byCode, rules: rules.items }
    },
  })
  return query
}

/** A name in the reader's language. */
export function indicatorName(of: Indicator, language: 'zh' | 'en'): string {
  return language === 'en' && of.nameEn ? of.nameEn : of.name
}
