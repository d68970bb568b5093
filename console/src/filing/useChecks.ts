import { useIntervalFn } from '@vueuse/core'
import { computed, ref, shallowRef, watch } from 'vue'
import { postDraftsCycleAgencyChecks } from '@/api/generated/huikan'
import type { Check, CheckRule } from '@/api/generated/model'
import { failedOf } from './checks'

/**
 * Checks the draft whenever the server has another version of it: one check at a time, and the newest in the end.
 *
 * @param version of the draft; 0 where there is none yet, and nothing to check
 * @param toCome places that are written with the next change: what is wrong there is not any more then
 */
export function useChecks(
  cycle: string,
  agency: string,
  version: () => number,
  toCome: () => readonly string[],
  rules: () => ReadonlyMap<string, CheckRule>,
) {
  const checks = shallowRef<readonly Check[]>([])
  const failure = shallowRef<unknown>(null)
  const busy = ref(false)
  let again = false
  let running = Promise.resolve()

  async function once(): Promise<void> {
    try {
      checks.value = version() === 0 ? [] : (await postDraftsCycleAgencyChecks(cycle, agency)).checks
      failure.value = null
    } catch (problem) {
      failure.value = problem
    }
  }

  async function run(): Promise<void> {
    busy.value = true
    do {
      again = false
      await once()
    } while (again)
    busy.value = false
  }

  /** Done when what the server has now was checked. */
  function check(): Promise<void> {
    if (busy.value) {
      again = true
    } else {
      running = run()
    }
    return running
  }

  watch(version, check)
  useIntervalFn(() => void (failure.value && check()), 10_000)

  const failed = computed(() =>
    failedOf(
      checks.value.filter((one) => !toCome().includes(one.pointer)),
      rules(),
    ),
  )
  return {
    check,
    busy,
    failure,
    failed,
    errors: computed(() => failed.value.filter((one) => one.asks === 'never')),
    toExplain: computed(() => failed.value.filter((one) => one.asks !== 'never' && !one.explained)),
  }
}
