import { computed, ref } from 'vue'
import type { FormGroup, FormIndicator } from '@/api/generated/model'

/** Which rows of the table are shown. What is being typed does not vanish under the fingers: the filters look only when they are set. */
export function useGridFilter(
  all: () => readonly FormGroup[],
  is: { filled: (code: string) => boolean; wrong: (code: string) => boolean },
) {
  const find = ref('')
  const onlyEmpty = ref(false)
  const onlyWrong = ref(false)
  const hidden = ref<ReadonlySet<string>>(new Set())

  function unwanted(one: FormIndicator, wanted: string): boolean {
    return (
      (onlyEmpty.value && is.filled(one.code)) ||
      (onlyWrong.value && !is.wrong(one.code)) ||
      !`${one.code} ${one.names.zh} ${one.names.en}`.toLowerCase().includes(wanted)
    )
  }

  function filter(): void {
    const wanted = find.value.trim().toLowerCase()
    hidden.value = new Set(
      all()
        .flatMap((group) => group.indicators)
        .filter((one) => unwanted(one, wanted))
        .map((one) => one.code),
    )
  }

  function showAll(): void {
    hidden.value = new Set()
  }

  const groups = computed(() =>
    all()
      .map((group) => ({ ...group, indicators: group.indicators.filter((one) => !hidden.value.has(one.code)) }))
      .filter((group) => group.indicators.length > 0),
  )
  const order = computed(() => groups.value.flatMap((group) => group.indicators.map((one) => one.code)))

  return { find, onlyEmpty, onlyWrong, filter, showAll, groups, order }
}
