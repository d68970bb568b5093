import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getIndicators } from '@/api/generated/huikan'
import { language } from '@/ui/texts'

/** What is counted, by its name. */
export function useIndicators() {
  const { data } = useQuery({ queryKey: ['api', 'indicators'], queryFn: () => getIndicators() })
  const indicators = computed(() => data.value?.items ?? [])
  const byCode = computed(() => new Map(indicators.value.map((one) => [one.code, one])))

  function indicatorName(code: string): string {
    const one = byCode.value.get(code)
    return (language.value === 'en' && one?.nameEn) || (one?.name ?? '')
  }
  return { indicators, byCode, indicatorName }
}
