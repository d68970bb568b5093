import { computed, ref } from 'vue'
import { type Draft, LEVELS, type Scope } from './draft'

/** Which columns of figures there are: one's own, and what was asked for or typed of the levels below. */
export function useScopes(draft: () => Draft | null, level: () => string | undefined) {
  const asked = ref<Scope[]>(['own'])
  const allScopes = computed<Scope[]>(() => {
    const at = (LEVELS as readonly string[]).indexOf(level() ?? 'TOWNSHIP')
    return ['own', 'consolidated', ...LEVELS.slice(at + 1).map((below): Scope => `byLevel.${below}`)]
  })
  // the same list while nothing of it changes: a new one would draw every row with each key
  const scopes = computed<Scope[]>((before) => {
    const now = allScopes.value.filter(
      (one) => asked.value.includes(one) || Object.values(draft()?.cells[one] ?? {}).some((text) => text !== ''),
    )
    return before?.join() === now.join() ? before : now
  })
  return { asked, allScopes, scopes }
}
