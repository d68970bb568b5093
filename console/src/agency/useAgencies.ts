import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getAgencies, getAgenciesCode } from '@/api/generated/huikan'
import type { AgencyView } from '@/api/generated/model'
import { useMe } from '@/app/session'

/** All agencies that the reader may see, by code; asked for once. */
export function useAgencies() {
  const { me, agency } = useMe()
  const { data } = useQuery({
    queryKey: ['api', 'agencies', agency],
    enabled: computed(() => me.value !== undefined),
    staleTime: 600_000,
    queryFn: async () => {
      const all = new Map<string, AgencyView>()
      let cursor: string | undefined
      do {
        const page = await getAgencies({ limit: 500, ...(cursor ? { cursor } : {}) })
        page.items.forEach((one) => all.set(one.code, one))
        cursor = page.next ?? undefined
      } while (cursor)
      return all
    },
  })
  // those above have no list, but names that stand in trails and decisions
  const { data: above } = useQuery({
    queryKey: ['api', 'agencies', agency, 'above'],
    enabled: computed(() => agency.value !== ''),
    staleTime: 600_000,
    queryFn: async () => {
      const names = new Map<string, string>()
      let next = [agency.value]
      while (next.length > 0) {
        const found = await Promise.all(next.map((code) => getAgenciesCode(code).catch(() => null)))
        found.forEach((one) => one && names.set(one.code, one.name))
        next = found
          .flatMap((one) => [one?.territory, one?.department])
          .filter((code): code is string => !!code && !names.has(code))
      }
      return names
    },
  })
  return {
    agencies: computed(() => data.value ?? new Map<string, AgencyView>()),
    /** the name, or the code until it is known */
    name: (code: string | null | undefined): string =>
      code ? (data.value?.get(code)?.name ?? above.value?.get(code) ?? code) : '',
  }
}
