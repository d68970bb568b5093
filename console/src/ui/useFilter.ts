import { type WritableComputedRef, computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** A filter that lives in the address: it can be sent to somebody, and Back takes it back. */
export function useFilter(field: string, otherwise = ''): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => {
      const value = route.query[field]
      return typeof value === 'string' ? value : otherwise
    },
    set: (value) =>
      void router.replace({ query: { ...route.query, [field]: value === otherwise ? undefined : value } }),
  })
}
