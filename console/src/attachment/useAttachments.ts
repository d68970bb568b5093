import { useQueries } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getAttachments } from '@/api/generated/huikan'
import type { AttachmentView } from '@/api/generated/model'

/** What is described at once. */
const AT_ONCE = 50

/** Where an attachment is, by the name that an agency gave it. */
export function attachmentPath(digest: string, agency?: string | null): string {
  return `/api/attachments/${digest}${agency ? `?agency=${encodeURIComponent(agency)}` : ''}`
}

/**
 * What is known of attachments, by digest; those that are not known (yet), or not for the reader, are missing.
 *
 * @param agency whose filing or case has them; one office's name of a file is not told in another's
 */
export function useAttachments(digests: () => readonly string[], agency: () => string | null | undefined) {
  const parts = computed(() => {
    const all = [...new Set(digests())].sort()
    return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, part) =>
      all.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
    )
  })
  const found = useQueries({
    queries: computed(() =>
      parts.value.map((digest) => ({
        queryKey: ['api', 'attachments', digest, agency() ?? ''],
        queryFn: () => getAttachments({ digest, ...(agency() ? { agency: agency()! } : {}) }),
        staleTime: 600_000,
        // without it they are numbered
        retry: false,
      })),
    ),
  })
  return computed(
    () =>
      new Map<string, AttachmentView>(
        found.value.flatMap(({ data }) => (data?.items ?? []).map((one) => [one.digest, one] as const)),
      ),
  )
}
