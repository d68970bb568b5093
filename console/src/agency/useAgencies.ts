import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getAgencies, getAgenciesCode } from '@/api/generated/huikan'
import type { AgencyView } from '@/api/generated/model'
import { allPages } from '@/api/pages'
import { useMe } from '@/app/session'

/** All agencies that the reader may see, by code; asked for once. */
export function useAgencies() {
  const { me, agency } = useMe()
  const { data } = useQuery({
    queryKey: ['api', 'agencies', agency],
    enabled: computed(() => me.value !== undefined),
    staleTime: 600_000,
    queryFn: async () => new Map((await allPages((page) => getAgencies(page))).map((one) => [one.code, one])),
  })
  // those above are known by name only
  const { data: superiors } = useQuery({
    queryKey: ['api', 'agencies', agency, 'superiors'],
    enabled: computed(() => agency.value !== ''),
    staleTime: 600_000,
    queryFn: async () => new Map((await getAgenciesCode(agency.value)).superiors?.map((one) => [one.code, one.name])),
  })
  return {
    agencies: computed(() => data.value ?? new Map<string, AgencyView>()),
    /** the name, or the code until it is known */
    name: (code: string | null | undefined): string =>
      code ? (data.value?.get(code)?.name ?? superiors.value?.get(code) ?? code) : '',
  }
}
