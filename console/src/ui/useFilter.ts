import { type WritableComputedRef, computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/**
 * A filter that lives in the address: it can be sent to somebody. With a step that is a way to go, `push`, Back goes back to the
 * value before; else to the page before.
 */
export function useFilter(
  field: string,
  otherwise = '',
  step: 'replace' | 'push' = 'replace',
): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => {
      const value = route.query[field]
      return typeof value === 'string' ? value : otherwise
    },
    set: (value) => void router[step]({ query: { ...route.query, [field]: value === otherwise ? undefined : value } }),
  })
}
