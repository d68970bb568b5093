import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getForms } from '@/api/generated/huikan'
import { formTitle } from '@/filing/useForm'

/** The forms that there are, and what they are called. They change seldom. */
export function useForms() {
  const { data, error } = useQuery({
    queryKey: ['api', 'forms'],
    staleTime: 60_000,
    queryFn: async () => (await getForms()).items,
  })
  return {
    /** none while they are not there yet */
    forms: computed(() => data.value ?? []),
    all: data,
    error,
    /** the title in the reader's language; otherwise, until it is known, or the id */
    formName: (id: string, otherwise?: string | null): string => {
      const form = data.value?.find((one) => one.id === id)
      return form ? formTitle(form) : otherwise || id
    },
  }
}
