import { useQueries } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getFindingsId } from '@/api/generated/huikan'

/** A sample has some dozens; a page does not ask for more than this. */
const MOST = 200

/** The titles of findings that are named by their ids; those that are not known (yet) are missing. */
export function useTitles(ids: () => readonly string[]) {
  const asked = computed(() => ids().slice(0, MOST))
  const found = useQueries({
    queries: computed(() =>
      asked.value.map((id) => ({
        queryKey: ['api', 'findings', id],
        queryFn: () => getFindingsId(id),
        staleTime: 60_000,
        // not everybody who sees a campaign sees each of its findings
        retry: false,
      })),
    ),
  })
  return computed(
    () =>
      new Map(
        asked.value.flatMap((id, index) => {
          const title = found.value[index]?.data?.title
          return title ? [[id, title] as const] : []
        }),
      ),
  )
}
