import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getMe } from '@/api/generated/huikan'

/** Who looks at the page. Every page is shown only after this is known. */
export function useMe() {
  const { data, error } = useQuery({ queryKey: ['api', 'me'], queryFn: () => getMe(), staleTime: Infinity })
  const agency = computed(() => data.value?.agency?.code ?? '')
  return { me: data, agency, error }
}
