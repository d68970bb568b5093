import { type ComputedRef, type WritableComputedRef, computed } from 'vue'
import type { FormIndicator } from '@/api/generated/model'
import type { Figures } from './useFigures'

/** The indicator of a view that is of one: what was chosen, else the first of the form. */
export function useIndicator({ form, indicator, picked }: Figures): {
  one: ComputedRef<FormIndicator | undefined>
  code: WritableComputedRef<string>
} {
  const one = computed(() => picked.value ?? form.value?.indicators[0])
  return {
    one,
    code: computed({ get: () => one.value?.code ?? '', set: (code) => (indicator.value = code) }),
  }
}
