import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getWorkflows } from '@/api/generated/huikan'
import type { WorkflowView } from '@/api/generated/model'
import { capital, language } from '@/ui/texts'
import { englishState } from './states'

/** Moves of what has ended. */
const ENDS_AGAIN = new Set(['reopening', 'transfer'])

/** The kinds of cases with their states and moves, in the suite's own words. */
export function useWorkflows() {
  const { data } = useQuery({
    queryKey: ['api', 'workflows'],
    queryFn: () => getWorkflows(),
    staleTime: Infinity,
  })
  const byKind = computed(() => new Map<string, WorkflowView>((data.value?.items ?? []).map((one) => [one.kind, one])))
  return {
    byKind,
    kindName: (kind: string): string => capital(byKind.value.get(kind)?.names[language.value] ?? kind),
    /** nothing until the names are there; a state that has none as it is */
    stateName: (kind: string, state: string): string => {
      const names = byKind.value.get(kind)?.states.find((one) => one.state === state)?.names
      if (!names) {
        return byKind.value.size > 0 ? state : ''
      }
      return language.value === 'en' ? englishState(kind, state, names.en) : names.zh
    },
    moveName: (kind: string, move: string): string =>
      capital(byKind.value.get(kind)?.moves.find((one) => one.move === move)?.names[language.value] ?? move),
    /** a state from which a person goes on; what is only archived by itself has ended */
    isOpen: (kind: string, state: string): boolean =>
      byKind.value.get(kind)?.states.find((one) => one.state === state)?.open !== false ||
      (byKind.value
        .get(kind)
        ?.moves.some((one) => !one.system && !ENDS_AGAIN.has(one.move) && one.from.includes(state)) ??
        true),
  }
}

/** Where a case of a kind is looked at; a review is at its desk. */
export function casePath(kind: string, id: string): string {
  return kind === 'reviews' ? `/reviews/${id}` : `/supervision/${kind}/${id}`
}
