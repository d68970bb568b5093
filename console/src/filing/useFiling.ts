import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue, watch } from 'vue'
import { getReviewsSubmission, getSubmissionsIdDocument } from '@/api/generated/huikan'
import { useAgencies } from '@/agency/useAgencies'
import { useMe } from '@/app/session'
import { today } from '@/ui/dates'
import { owedIn, useObligations } from '@/owed/useOwed'
import { reasonName } from '@/review/reasons'
import { type Scope, type Section, cellOf, draftOf, filingOf, untouched } from './draft'
import { useEdits } from './edits'
import { type Entries, entriesOf, sectionPlace } from './entries'
import { correctionOf, startOf } from './starting'
import { t } from './texts'
import { useChecks } from './useChecks'
import { useDraft } from './useDraft'
import { askedOf, useForm } from './useForm'
import { useRules } from './useRules'

type OwnFigures = { own?: Record<string, unknown> } | undefined

/** A filing while it is written: its form, its draft, what was filed before, what was returned, and its checks. */
export function useFiling(cycle: MaybeRefOrGetter<string>, agency: MaybeRefOrGetter<string>) {
  const { me, agency: own } = useMe()
  const { agencies } = useAgencies()
  const queries = useQueryClient()
  const isOwn = computed(() => own.value === toValue(agency))
  const level = computed(() => (isOwn.value ? me.value?.agency?.level : agencies.value.get(toValue(agency))?.level))
  const { data: whole, error: noForm } = useForm(cycle)
  // what is asked of another agency is known with its level
  const form = computed(() =>
    whole.value && (isOwn.value || level.value) ? askedOf(whole.value, level.value ?? undefined) : undefined,
  )
  const { data: obligations, error: notTold } = useObligations(agency)
  const owed = computed(() => owedIn(obligations.value, toValue(cycle)))
  const error = computed(() => noForm.value ?? (obligations.value ? null : notTold.value))
  // a superior may have given more time
  const closesOn = computed(() => owed.value?.closesOn ?? form.value?.closesOn ?? '')
  /** nothing is asked of this agency in this cycle */
  const notOwed = computed(() => obligations.value !== undefined && owed.value === undefined)
  const byCode = computed(() => form.value?.byCode ?? new Map())

  // what is corrected is what stands: a returned filing, or one that was filed already
  const stands = computed(() => owed.value?.current?.id ?? null)
  const read = () => ({ byCode: byCode.value, sections: form.value?.sections ?? [] })

  /** What a correction of a filing is before anything is typed; of none, nothing. */
  async function begun(submission: string | null): Promise<Entries> {
    if (!submission) {
      return new Map()
    }
    const filed = await queries.fetchQuery({
      queryKey: ['api', 'submissions', submission, 'document'],
      staleTime: Infinity,
      queryFn: () => getSubmissionsIdDocument(submission),
    })
    return correctionOf(entriesOf(draftOf(filed, read().sections, byCode.value), read()), submission)
  }

  const kept = useDraft({
    owner: () => ({ login: me.value?.login ?? '', cycle: toValue(cycle), agency: toValue(agency) }),
    read,
    start: (server, filed) => startOf(server, { stands: stands.value, filed }, begun),
  })
  const { draft } = kept
  const edits = useEdits(() => draft.value!)
  const filing = computed(() =>
    draft.value && form.value ? filingOf(draft.value, toValue(cycle), toValue(agency), byCode.value) : null,
  )

  const relays = computed(() => owed.value?.relayedBy?.includes(own.value) ?? false)
  const mayFile = computed(() => me.value?.role === 'REPORTER' && (isOwn.value || relays.value))
  // who relays is known with what is owed
  const mayNotFile = computed(
    () =>
      me.value !== undefined &&
      !mayFile.value &&
      (me.value.role !== 'REPORTER' || isOwn.value || obligations.value !== undefined || error.value !== null),
  )
  const ready = computed(() => mayFile.value && form.value !== undefined && owed.value !== undefined)
  const here = useRules(
    () => toValue(cycle),
    () => toValue(agency),
    () => ({ whole: whole.value, form: form.value, level: level.value ?? undefined, isWritten: ready.value }),
  )
  const checks = useChecks({
    cycle: toValue(cycle),
    agency: toValue(agency),
    // as long as the server does not have what the page begins with, its checks are of something else
    version: () => (kept.toCome.value.some((place) => !/^\/re(places|ason)$/.test(place)) ? 0 : kept.version.value),
    has: () => kept.server.value,
    began: () => kept.began.value,
    toCome: () => kept.toCome.value,
    rules: () => form.value?.ruleByCode ?? new Map(),
    standing: (told) =>
      here.standing.value && here.beside.value && filing.value
        ? here.standing.value(told, { entries: kept.now.value, filing: filing.value, beside: here.beside.value })
        : null,
  })
  // a draft corrects what stands now, whenever that changes
  watch([ready, stands], () => void (ready.value && kept.open()), { immediate: true })

  const { data: review } = useQuery({
    queryKey: ['api', 'reviews', stands],
    enabled: computed(() => owed.value?.state === 'RETURNED'),
    queryFn: () => getReviewsSubmission(stands.value ?? ''),
  })
  const lastReturn = computed(() => review.value?.decisions.filter((one) => one.decision === 'RETURN').at(-1))
  /** places that were returned, with why */
  const returned = computed(
    () =>
      new Map(
        (lastReturn.value?.items ?? []).map((one) => [
          one.pointer,
          [reasonName(one.reason), one.comment].filter(Boolean).join(' · '),
        ]),
      ),
  )

  const { data: sentBack } = useQuery({
    queryKey: ['api', 'submissions', stands, 'document'],
    enabled: computed(() => owed.value?.state === 'RETURNED'),
    queryFn: () => getSubmissionsIdDocument(stands.value ?? ''),
  })
  /** why sections were returned, by their places here */
  const returnedSections = computed(() => {
    const sections = (sentBack.value?.sections ?? []) as unknown as Section[]
    return new Map(
      sections.flatMap((one, index) => {
        const why = returned.value.get(`/sections/${index}`)
        return why === undefined ? [] : [[sectionPlace(sections, one), why] as const]
      }),
    )
  })
  /** returned places where nothing was changed */
  const unchanged = computed(() =>
    sentBack.value ? untouched(returned.value.keys(), filing.value, sentBack.value) : [],
  )

  const previous = computed(() => owedIn(obligations.value, form.value?.previous)?.current?.id ?? null)
  const { data: lastPeriod } = useQuery({
    queryKey: ['api', 'submissions', previous, 'document'],
    enabled: computed(() => previous.value !== null),
    queryFn: () => getSubmissionsIdDocument(previous.value ?? ''),
  })
  const before = computed(() => (lastPeriod.value?.indicators as OwnFigures)?.own ?? {})

  const filled = computed(
    () =>
      form.value?.indicators.filter((one) => draft.value && cellOf(draft.value, 'own', one).kind !== 'missing')
        .length ?? 0,
  )
  /** cells that cannot be sent as they are */
  const unreadable = computed(() =>
    Object.entries(draft.value?.cells ?? {}).flatMap(([scope, cells]) =>
      Object.keys(cells ?? {}).flatMap((code) => {
        const of = byCode.value.get(code)
        const cell = of && draft.value ? cellOf(draft.value, scope as Scope, of) : null
        return cell?.kind === 'invalid' ? [{ scope: scope as Scope, code }] : []
      }),
    ),
  )

  /** what may be as it is and seldom is */
  const doubts = computed(() => {
    const blank = form.value?.indicators.filter(
      (one) =>
        before.value[one.code] !== undefined && draft.value && cellOf(draft.value, 'own', one).kind === 'missing',
    ).length
    return [
      ...(filled.value === 0 ? [t.nothingFilled] : []),
      ...(blank ? [t.blank(blank)] : []),
      ...(draft.value?.signedBy && draft.value.signedOn ? [] : [t.notSigned]),
      ...((draft.value?.signedOn ?? '') > today() ? [t.signedLater] : []),
    ]
  })

  function explain(rule: string, text: string): void {
    if (draft.value) {
      draft.value.explanations[rule] = text
    }
  }

  return {
    form,
    error,
    draft,
    kept,
    edits,
    filing,
    checks,
    lastReturn,
    returned,
    returnedSections,
    unchanged,
    before,
    filled,
    unreadable,
    doubts,
    notOwed,
    closesOn,
    mayNotFile,
    level,
    explain,
  }
}
