import { computed } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { PAGES } from '@/app/router'
import { useMe } from '@/app/session'

/** Where a count leads to; null where the reader does not work with that page. */
export function useLinks() {
  const { me } = useMe()
  const pages = computed<readonly string[]>(() => (me.value ? PAGES[me.value.role] : []))
  return {
    me,
    to: (name: string, query: Record<string, string>, params = {}): RouteLocationRaw | null =>
      pages.value.includes(name) ? { name, query, params } : null,
  }
}
