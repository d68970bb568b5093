import { useIntervalFn } from '@vueuse/core'
import { computed, ref, shallowRef, watch } from 'vue'
import { postDraftsCycleAgencyChecks } from '@/api/generated/huikan'
import type { Check, CheckRule } from '@/api/generated/model'
import type { Standing, Told } from '@/rules/standing'
import { type Failed, failedOf } from './checks'
import type { Entries } from './entries'

/** That nothing is written the page says itself, and asks. */
const isNews = ({ rule }: Check) => rule !== 'draft-empty'

/** What is checked. */
export interface Checked {
  cycle: string
  agency: string
  /** of the draft at the server; 0 where there is none yet, and nothing to check there */
  version: () => number
  /** what the server has */
  has: () => Entries
  /** what the page began with */
  began: () => Entries
  /** places that are written with the next change: what is wrong there is not any more then */
  toCome: () => readonly string[]
  rules: () => ReadonlyMap<string, CheckRule>
  /** what the rules here say beside the server; null while they are not loaded */
  standing: (told: Told) => ReturnType<Standing> | null
}

/**
 * Checks the draft whenever the server has another version of it: one check at a time, and the newest in the end. Between its
 * answers the rules that run on the page speak of what was typed since.
 */
export function useChecks({ cycle, agency, version, has, began, toCome, rules, standing }: Checked) {
  /** the last answer; null before there is one */
  const answer = shallowRef<Omit<Told, 'isSaid'> | null>(null)
  const failure = shallowRef<unknown>(null)
  const busy = ref(false)
  let again = false
  let running = Promise.resolve()

  async function once(): Promise<void> {
    // what comes there while it is asked is checked once more
    const of = has()
    try {
      answer.value =
        version() === 0
          ? null
          : { checks: (await postDraftsCycleAgencyChecks(cycle, agency)).checks.filter(isNews), of }
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

  const told = computed((): Told => {
    const { checks, of } = answer.value ?? { checks: [], of: began() }
    return { checks: checks.filter((one) => !toCome().includes(one.pointer)), of, isSaid: answer.value !== null }
  })
  // the same list while nothing of it changes: a new one would draw the figures with each key
  const failed = computed<readonly Failed[]>((before) => {
    const now = failedOf(standing(told.value) ?? told.value.checks, rules())
    return before && JSON.stringify(before) === JSON.stringify(now) ? before : now
  })
  return {
    check,
    busy,
    failure,
    failed,
    errors: computed(() => failed.value.filter((one) => one.asks === 'never')),
    toExplain: computed(() =>
      failed.value.filter((one) => (one.asks === 'now' || one.asks === 'later') && !one.explained),
    ),
  }
}
