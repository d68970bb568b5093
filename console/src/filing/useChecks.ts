import { useEventListener, useIntervalFn, watchDebounced } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { postSubmissionsCheck } from '@/api/generated/huikan'
import type { Check, CheckRule, Filing } from '@/api/generated/model'
import { Problem } from '@/api/problem'
import { failedOf } from './checks'

/** Checks what is typed while it is typed: after a pause, one at a time, and the newest in the end. */
export function useChecks(filing: () => Filing | null, rules: () => ReadonlyMap<string, CheckRule>) {
  const checks = shallowRef<readonly Check[]>([])
  /** what the suite says of the shape of the filing; then no rule was tried */
  const malformed = shallowRef<Problem | null>(null)
  const failure = shallowRef<unknown>(null)
  const busy = ref(false)
  let again = false
  let running = Promise.resolve()

  async function once(): Promise<void> {
    const body = filing()
    if (!body) {
      return
    }
    try {
      checks.value = (await postSubmissionsCheck(body)).checks
      malformed.value = null
      failure.value = null
    } catch (problem) {
      const refused = problem instanceof Problem && problem.status === 422 ? problem : null
      malformed.value = refused
      failure.value = refused ? null : problem
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

  /** Done when what is typed now was checked. */
  function check(): Promise<void> {
    if (busy.value) {
      again = true
    } else {
      running = run()
    }
    return running
  }

  watchDebounced(filing, check, { debounce: 700, maxWait: 4_000, immediate: true })
  useEventListener(window, 'online', () => {
    failure.value = null
    void check()
  })
  useIntervalFn(() => void (failure.value && check()), 10_000)

  const failed = computed(() => failedOf(checks.value, rules()))
  return {
    check,
    busy,
    failure,
    malformed,
    failed,
    errors: computed(() => failed.value.filter((one) => one.asks === 'never')),
    toExplain: computed(() => failed.value.filter((one) => one.asks !== 'never' && !one.explained)),
  }
}
