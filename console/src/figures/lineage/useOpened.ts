import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { type Opened, read, written } from './opened'

/** The number whose making is looked at; it is in the address, so that Back closes it and it can be sent to somebody. */
export function useOpened() {
  const route = useRoute()
  const router = useRouter()
  return {
    opened: computed(() => (typeof route.query['number'] === 'string' ? read(route.query['number']) : null)),
    open: (one: Opened): void => void router.push({ query: { ...route.query, number: written(one) } }),
    close: (): void => {
      const without = { query: { ...route.query, number: undefined } }
      // whoever opened it here goes back; whoever came to it stays on the page
      if (window.history.state?.back === router.resolve(without).fullPath) {
        router.back()
      } else {
        void router.replace(without)
      }
    },
  }
}
