import { useQuery } from '@tanstack/vue-query'
import { computed, ref, watchEffect } from 'vue'
import { useAgencies } from '@/agency/useAgencies'
import { getMetricsCompleteness, getMetricsRollup } from '@/api/generated/huikan'
import type { GetMetricsRollupBasis } from '@/api/generated/model'
import { useMe } from '@/app/session'
import { useCycles } from '@/directory/useCycles'
import { useForms } from '@/directory/useForms'
import { useForm } from '@/filing/useForm'
import { clock } from '@/ui/dates'
import { wordFor } from '@/ui/texts'
import { useFilter } from '@/ui/useFilter'
import { t } from './texts'

/** The figures of a cycle for an agency and all below it; what is asked for is in the address. */
export function useFigures() {
  const { agency: own } = useMe()
  const { agencies, name } = useAgencies()
  const { cycles, known, cycleName, error: noCycles } = useCycles()

  const { forms } = useForms()

  const cycle = useFilter('cycle')
  const underAsked = useFilter('under', '', 'push')
  const basis = useFilter('basis', 'REPORTED')
  const find = ref('')

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
  const ready = computed(() => cycle.value !== '' && under.value !== '')

  const { data: completeness, error: notComplete } = useQuery({
    queryKey: ['api', 'metrics', 'completeness', cycle, under],
    enabled: ready,
    refetchInterval: 15_000,
    queryFn: () => getMetricsCompleteness({ cycle: cycle.value, under: under.value }),
  })
  const { data: rollup, error: notRolledUp } = useQuery({
    queryKey: ['api', 'metrics', 'rollup', cycle, under, basis, 'children'],
    enabled: ready,
    refetchInterval: 15_000,
    queryFn: () =>
      getMetricsRollup({
        cycle: cycle.value,
        under: under.value,
        basis: basis.value as GetMetricsRollupBasis,
        breakdown: 'children',
      }),
  })
  const { data: form, error: noForm } = useForm(cycle)

  const rows = computed(() => {
    const wanted = find.value.trim().toLowerCase()
    return (form.value?.indicators ?? []).filter(
      (one) =>
        rollup.value?.indicators[one.code] !== undefined &&
        (!wanted || `${one.code} ${one.names.zh} ${one.names.en}`.toLowerCase().includes(wanted)),
    )
  })

  /** empty until it is known; nothing was counted at no time */
  const asOf = computed(() => {
    const sums = rollup.value
    return sums ? (sums.filings.counted ? clock(sums.asOf, true) : t.notCounted) : ''
  })

  /** What a figure of this page is a figure of; beside it wherever it goes. */
  const facts = computed<[string, string][]>(() => [
    [t.cycle, cycle.value && cycleName(cycle.value)],
    [t.under, name(under.value)],
    [t.basis, wordFor(t, basis.value)],
    [t.asOfHead, asOf.value],
  ])

  const parent = computed(() => {
    const above = agencies.value.get(under.value)?.territory
    return above && agencies.value.has(above) ? above : null
  })

  return {
    cycle,
    under,
    basis,
    parent,
    find,
    rows,
    completeness,
    rollup,
    facts,
    /** nothing was ever issued */
    none: computed(() => known.value && cycles.value.length === 0),
    error: computed(() => notComplete.value ?? notRolledUp.value ?? noForm.value ?? noCycles.value),
    /** all of it is there to be taken away */
    loaded: computed(() => completeness.value !== undefined && rollup.value !== undefined && form.value !== undefined),
  }
}

export type Figures = ReturnType<typeof useFigures>
