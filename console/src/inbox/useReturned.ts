import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getObligations } from '@/api/generated/huikan'
import { allPages } from '@/api/pages'
import { useMe } from '@/app/session'

/** Reports of the reader's office that were returned: the cases that wait for it are told by the inbox, these are not. */
export function useReturned() {
  const { me, agency } = useMe()
  return useQuery({
    queryKey: ['api', 'obligations', agency, 'RETURNED'],
    enabled: computed(() => me.value?.role === 'REPORTER' && agency.value !== ''),
    refetchInterval: 30_000,
    queryFn: () => allPages((page) => getObligations({ agency: agency.value, state: 'RETURNED', ...page })),
  })
}

/** How such a report is called among the kinds of cases. */
export const RETURNED = 'returned'
