import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import {
  getReviewsSubmission,
  getSubmissionsId,
  getSubmissionsIdDocument,
  postReviewsIdClaim,
  postReviewsIdRecall,
  postReviewsSubmissionDecisions,
} from '@/api/generated/huikan'
import type { ReviewView } from '@/api/generated/model'
import { ifMatch } from '@/api/http'
import { useForm } from '@/filing/useForm'
import { useAct } from '@/ui/useAct'
import { t } from './texts'

/** What the reader may do now: nothing where a service that is not upgraded yet does not say it. */
export function movesOf(review: { moves?: readonly string[] } | undefined): readonly string[] {
  return review?.moves ?? []
}

/** One thing to be corrected, pinned to its place in the filing. */
export interface ReturnItem {
  pointer: string
  reason: string
  comment: string
}

/** What is said with a decision beyond which it is. */
interface Said {
  comment?: string
  dueOn?: string
  items?: ReturnItem[]
}

/** One filing under review: what was filed, what may be done with it now, and the doing. */
export function useReview(submission: () => string) {
  const of = computed(submission)
  const { data: review, error } = useQuery({
    queryKey: ['api', 'reviews', of],
    queryFn: () => getReviewsSubmission(of.value),
    refetchInterval: 20_000,
  })
  const { data: filed } = useQuery({
    queryKey: ['api', 'submissions', of],
    queryFn: () => getSubmissionsId(of.value),
  })
  const { data: body } = useQuery({
    queryKey: ['api', 'submissions', of, 'document'],
    queryFn: () => getSubmissionsIdDocument(of.value),
  })
  const { data: form } = useForm(() => review.value?.cycle ?? '')

  const { problem, busy, act: doing } = useAct()
  const may = (move: string): boolean => movesOf(review.value).includes(move)

  /** With the review as it was seen. */
  async function act(what: (seen: ReviewView) => Promise<ReviewView>, said: string): Promise<boolean> {
    const seen = review.value
    return seen ? doing(() => what(seen), said) : false
  }

  return {
    review,
    error,
    filed,
    body,
    form,
    problem,
    busy,
    may,
    decide: (decision: 'PASS' | 'RETURN', said: Said) =>
      act(
        (seen) =>
          postReviewsSubmissionDecisions(of.value, { decision, digest: seen.digest, ...said }, ifMatch(seen.version)),
        decision === 'PASS' ? t.passed : t.returned,
      ),
    recall: () => act((seen) => postReviewsIdRecall(of.value, ifMatch(seen.version)), t.recalled),
    claim: () => act((seen) => postReviewsIdClaim(of.value, ifMatch(seen.version)), t.claimed),
  }
}
