import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getIndicators } from '@/api/generated/huikan'
import { language } from '@/ui/texts'

/** What is counted, by its name. */
export function useIndicators() {
  const { data: all, error } = useQuery({
    queryKey: ['api', 'indicators'],
    queryFn: async () => (await getIndicators()).items,
  })
  /** none while they are not there yet */
  const indicators = computed(() => all.value ?? [])
  const byCode = computed(() => new Map(indicators.value.map((one) => [one.code, one])))

  function indicatorName(code: string): string {
    const one = byCode.value.get(code)
    return (language.value === 'en' && one?.nameEn) || (one?.name ?? '')
  }
  return { all, error, indicators, byCode, indicatorName }
}
