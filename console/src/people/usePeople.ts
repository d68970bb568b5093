import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getPeople } from '@/api/generated/huikan'
import { allPages } from '@/api/pages'

/** The people of an agency who can log in; none until they are known, or where the reader may not see the agency. */
export function usePeople(agency: () => string) {
  const of = computed(agency)
  const { data } = useQuery({
    queryKey: ['api', 'people', of],
    enabled: computed(() => of.value !== ''),
    staleTime: 60_000,
    // without them a login is typed
    retry: false,
    queryFn: () => allPages((page) => getPeople({ agency: of.value, ...page })),
  })
  return { people: computed(() => data.value ?? []) }
}
