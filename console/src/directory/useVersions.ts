import { useQuery } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import type { Trail } from '@/api/generated/model'
import { see, versionsKnown } from './versions'

/** A thing in the version that is chosen. */
export function useVersions<T extends { version?: number }>(
  key: readonly string[],
  from: {
    url: (version?: number) => string
    trail: () => Promise<Trail>
    /** the last version that others see, where it is another than the one that is asked for */
    listed?: () => number | undefined
  },
) {
  const { data: current, error: missing } = useQuery({
    queryKey: ['api', ...key],
    queryFn: () => see<T>(from.url()),
  })
  const { data: trail } = useQuery({ queryKey: ['api', ...key, 'trail'], queryFn: from.trail })
  /** null for the draft or the last one */
  const chosen = ref<number | null>(null)
  const { data: other, error: unknown } = useQuery({
    queryKey: ['api', ...key, 'version', chosen],
    enabled: computed(() => chosen.value !== null),
    queryFn: () => see<T>(from.url(chosen.value ?? undefined)),
  })
  return {
    current,
    trail,
    error: computed(() => missing.value ?? unknown.value),
    thing: computed(() => (chosen.value === null ? current.value?.thing : other.value?.thing)),
    versions: computed(() => versionsKnown([current.value?.thing.version, from.listed?.()], trail.value)),
    version: computed({
      get: () => chosen.value ?? current.value?.thing.version,
      set: (number) => (chosen.value = number === current.value?.thing.version ? null : (number ?? null)),
    }),
  }
}
