import { type ComputedRef, type WritableComputedRef, computed } from 'vue'
import type { FormIndicator } from '@/api/generated/model'
import { headlineCodes } from './headlines'
import { useRollup } from './metrics'
import type { Figures } from './useFigures'

/** The indicator of a view that is of one: what was chosen, else the first headline, else the first of the form. */
export function useIndicator(of: Figures): {
  one: ComputedRef<FormIndicator | undefined>
  code: WritableComputedRef<string>
} {
  const { form, indicator, picked } = of
  const { data: rollup, error } = useRollup(of, () => !picked.value)
  const one = computed(() => {
    if (picked.value || !form.value || (!rollup.value && !error.value)) {
      return picked.value
    }
    const [first] = headlineCodes(form.value, new Set(Object.keys(rollup.value?.indicators ?? {})), [])
    return form.value.byCode.get(first ?? '') ?? form.value.indicators[0]
  })
  return {
    one,
    code: computed({ get: () => one.value?.code ?? '', set: (code) => (indicator.value = code) }),
  }
}
