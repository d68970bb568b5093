import { computed, watchEffect } from 'vue'
import { useAgencies } from '@/agency/useAgencies'
import type { FormIndicator, GetMetricsRollupBasis } from '@/api/generated/model'
import { useMe } from '@/app/session'
import { useCycles } from '@/directory/useCycles'
import { useForms } from '@/directory/useForms'
import { useForm } from '@/filing/useForm'
import { clock } from '@/ui/dates'
import { wordFor } from '@/ui/texts'
import { useFilter } from '@/ui/useFilter'
import { useLive } from './live'
import { t } from './texts'

/** Without news one asks, seldom while changes are told. */
const ASKED_EACH = 15_000
const ASKED_ANYWAY = 180_000

/** What all views of figures share: whose figures of what, on which basis, as of when. It is in the address. */
export function useFigures() {
  const { agency: own } = useMe()
  const { agencies, name } = useAgencies()
  const { cycles, known, cycleName, error: noCycles } = useCycles()
  const { forms } = useForms()

  const cycle = useFilter('cycle')
  const underAsked = useFilter('under', '', 'push')
  const basis = useFilter('basis', 'REPORTED')
  /** empty for now */
  const asOf = useFilter('asOf')
  const indicatorAsked = useFilter('indicator')

  // an administrator belongs to no agency: the first province
  const under = computed({
    get: () =>
      underAsked.value || own.value || ([...agencies.value.values()].find((one) => !one.territory)?.code ?? ''),
    set: (code) => (underAsked.value = code === own.value ? '' : code),
  })
  /** of a department: what is filed along its line; of a government the territory's */
  const ownLine = computed(() => {
    const leads = [...agencies.value.values()].some((one) => one.department === own.value && own.value !== '')
    return agencies.value.get(own.value)?.department || leads ? 'DEPARTMENT' : 'TERRITORY'
  })
  const linesKnown = computed(() => forms.value.length > 0 && agencies.value.size > 0)
  const lineOf = (form: string) => forms.value.find((one) => one.id === form)?.line

  watchEffect(() => {
    const first = cycles.value.find((one) => lineOf(one.form) === ownLine.value) ?? cycles.value[0]
    if (!cycle.value && first && linesKnown.value) {
      cycle.value = first.id
    }
  })

  const { data: form, error: noForm } = useForm(cycle)
  const live = useLive(computed(() => (asOf.value ? '' : under.value)))

  return {
    cycle,
    under,
    basis: basis as typeof basis & { value: GetMetricsRollupBasis },
    asOf,
    form,
    /** the cycle itself, as it was issued */
    issued: computed(() => cycles.value.find((one) => one.id === cycle.value)),
    /** of the same form, in the order in which they end */
    alike: computed(() =>
      cycles.value
        .filter((one) => one.form === form.value?.form)
        .sort((one, other) => one.period.to.localeCompare(other.period.to)),
    ),
    /** what was chosen of the indicators; undefined for none */
    picked: computed<FormIndicator | undefined>(() => form.value?.byCode.get(indicatorAsked.value)),
    indicator: indicatorAsked,
    live,
    /** ms after which one asks anew; what is past stays as it is */
    askedEach: computed<number | false>(() => (asOf.value ? false : live.value ? ASKED_ANYWAY : ASKED_EACH)),
    parent: computed(() => {
      const above = agencies.value.get(under.value)?.territory
      return above && agencies.value.has(above) ? above : null
    }),
    /** What a figure is a figure of; beside it wherever it goes. Nothing that was counted was counted at no time. */
    factsOf: (answered: string | undefined): [string, string][] => [
      [t.cycle, cycle.value && cycleName(cycle.value)],
      [t.under, name(under.value)],
      [t.basis, wordFor(t, basis.value)],
      [t.asOf, answered === undefined ? '' : instantWords(answered)],
    ],
    /** nothing was ever issued */
    none: computed(() => known.value && cycles.value.length === 0),
    error: computed(() => noForm.value ?? noCycles.value),
  }
}

/** When an answer was true; before anything was counted it was at no time. */
function instantWords(answered: string): string {
  return Date.parse(answered) > 0 ? clock(answered, true) : t.notCounted
}

export type Figures = ReturnType<typeof useFigures>
