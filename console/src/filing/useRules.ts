import { useQuery } from '@tanstack/vue-query'
import { computed, shallowRef } from 'vue'
import { getDraftsCycleAgencyBeside } from '@/api/generated/huikan'
import type { Beside } from '@/api/generated/model'
import type { Level } from './draft'
import type { EntryForm } from './useForm'

/** What of a filing decides which rules run on its page. */
export interface Ruled {
  /** with all of its indicators */
  whole: EntryForm | undefined
  /** as the agency is asked */
  form: EntryForm | undefined
  level: string | undefined
  isWritten: boolean
}

/** The check rules that run on the page of a filing. They are loaded by it alone; until they are, the server's word is all there is. */
export function useRules(cycle: () => string, agency: () => string, ruled: () => Ruled) {
  const room = shallowRef<typeof import('@/rules/standing') | null>(null)
  void import('@/rules/standing').then(
    (loaded) => (room.value = loaded),
    // of another release, or unreachable: the page files without them
    () => undefined,
  )
  const { data } = useQuery({
    queryKey: ['api', 'drafts', computed(cycle), computed(agency), 'beside'],
    enabled: computed(() => ruled().isWritten),
    staleTime: 300_000,
    queryFn: () => getDraftsCycleAgencyBeside(cycle(), agency()),
  })
  const standing = computed(() => {
    const { whole, form, level } = ruled()
    return room.value && whole && form && level
      ? room.value.standingOf({
          rules: whole.rules,
          indicators: whole.byCode,
          required: form.indicators.filter((one) => one.required && one.scopes.includes('own')).map(({ code }) => code),
          wholes: whole.wholes,
          level: level as Level,
        })
      : null
  })
  return { standing, beside: computed((): Beside | null => data.value ?? null) }
}
