import { useQuery } from '@tanstack/vue-query'
import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { getCyclesIdForm } from '@/api/generated/huikan'
import type { CheckRule, CycleForm, FormIndicator } from '@/api/generated/model'
import { capital, language } from '@/ui/texts'
import { LEVELS } from './draft'

/** A form as entry reads it: its indicators in their order, and by code. */
export type EntryForm = CycleForm & {
  indicators: readonly FormIndicator[]
  byCode: ReadonlyMap<string, FormIndicator>
  ruleByCode: ReadonlyMap<string, CheckRule>
}

/** With its indicators in their order, and by code. */
function entryForm(form: CycleForm): EntryForm {
  const indicators = form.groups.flatMap((group) => group.indicators)
  return {
    ...form,
    indicators,
    byCode: new Map(indicators.map((one) => [one.code, one])),
    ruleByCode: new Map(form.rules.map((one) => [one.code ?? '', one])),
  }
}

/** As an agency of a level is asked: what only others are asked for is left out, or stated only of those below it. */
export function askedOf(form: EntryForm, level: string | undefined): EntryForm {
  const at = (LEVELS as readonly string[]).indexOf(level ?? '')
  if (at < 0 || form.indicators.every((one) => !one.levels)) {
    return form
  }
  const asked = ({ levels, ...one }: FormIndicator): FormIndicator[] => {
    if (!levels || levels.some((each) => each === level)) {
      return [one]
    }
    const ofBelow = levels.some((each) => (LEVELS as readonly string[]).indexOf(each) > at)
    const scopes = one.scopes.filter((scope) => scope !== 'own')
    return ofBelow && scopes.length > 0 ? [{ ...one, scopes }] : []
  }
  return entryForm({
    ...form,
    groups: form.groups
      .map((group) => ({ ...group, indicators: group.indicators.flatMap(asked) }))
      .filter((group) => group.indicators.length > 0),
  })
}

/** What is asked for in a cycle: sections, indicators in the form's own order, and rules. It changes seldom. */
export function useForm(cycle: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: ['form-of', computed(() => toValue(cycle))],
    enabled: computed(() => toValue(cycle) !== ''),
    staleTime: 300_000,
    queryFn: async (): Promise<EntryForm> => entryForm(await getCyclesIdForm(toValue(cycle))),
  })
}

/** The measure words of the catalogue in English; what comes with a new one is shown as it is. */
const UNITS: Record<string, string> = {
  件: 'items',
  宗: 'cases',
  项: 'items',
  次: 'times',
  场次: 'sessions',
  个: 'number',
  人: 'persons',
  名: 'persons',
  人次: 'attendances',
  条: 'items',
  家: 'organisations',
  户: 'premises',
  家次: 'visits',
  支: 'teams',
  份: 'copies',
  种: 'kinds',
  课时: 'class hours',
  万元: '10 000 yuan',
}

/** What a form is called in the reader's language. */
export function formTitle(form: { title: string; titleEn: string }): string {
  return (language.value === 'en' && form.titleEn) || form.title
}

/** The unit in the reader's language. */
export function unitName({ unit }: { unit: string }): string {
  return language.value === 'en' ? (UNITS[unit] ?? unit) : unit
}

/** A name in the reader's language. */
export function indicatorName(of: FormIndicator): string {
  return capital(of.names[language.value] || of.code)
}
