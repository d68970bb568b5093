import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getReviewsSubmission, getSubmissions } from '@/api/generated/huikan'
import { allPages } from '@/api/pages'
import type { SubmissionView } from '@/api/generated/model'

/** So many are asked for; who corrected more often has their pages. */
const MOST = 20

type Version = Pick<SubmissionView, 'id' | 'revision'>

/** The versions that were reviewed before one, the newest first; what was not accepted has no number and no review. */
export function before<V extends Version>(versions: readonly V[], revision: number): V[] {
  return versions
    .filter((one) => one.revision > 0 && one.revision < revision)
    .toSorted((a, b) => b.revision - a.revision)
}

/**
 * What was decided on the versions before this one. A correction names the one before it; what was filed anew after a
 * withdrawal does not, so they are looked for in the cycle.
 */
export function useEarlier(filed: () => SubmissionView | undefined) {
  return useQuery({
    queryKey: ['api', 'reviews', computed(() => filed()?.id), 'earlier'],
    enabled: computed(() => (filed()?.revision ?? 0) > 1),
    queryFn: async () => {
      const { cycle = '', agency = '', revision = 0 } = filed() ?? {}
      const filings = await allPages((page) => getSubmissions({ cycle, agency, ...page }))
      const decided = await Promise.all(
        before(filings, revision)
          .slice(0, MOST)
          .map(async (one) => ({
            revision: one.revision,
            decisions: (await getReviewsSubmission(one.id)).decisions,
          })),
      )
      return decided.filter((one) => one.decisions.length > 0)
    },
  })
}
