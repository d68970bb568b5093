import type { Form, Indicator, Words } from '@/api/generated/model'

/** One line of the table in which a form is put together. */
export interface Asked {
  code: string
  name: string
  /** in the list of indicators */
  place: number
  /** its own, under which it stands where the form has none for it */
  heading: string
  /** the place of the form's heading under which it stands; -1 for its own */
  group: number
  asked: boolean
  required: boolean
  /** none for all */
  levels: Level[]
}

export type Level = 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWNSHIP'
export const LEVELS: readonly Level[] = ['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP']

export const ALL = '*'

/** Codes of indicators or agencies that were typed, with whatever between them. */
export function codesIn(text: string): string[] {
  return text.split(/[^A-Za-z0-9-]+/).filter((one) => one !== '')
}

/** The codes of rules that were typed; `*` stands for every one that fits. */
export function rulesIn(text: string): string[] {
  return text.includes(ALL) ? [ALL] : [...new Set(codesIn(text))]
}

/** The rates that are the shares of one whole: a line for each whole. */
export function wholesIn(text: string): string[][] | undefined {
  const wholes = text
    .split('\n')
    .map(codesIn)
    .filter(({ length }) => length > 0)
  return wholes.length > 0 ? wholes : undefined
}

/** As a cycle has them: first those under the headings of the form, then the others. */
function inOrder({ indicators, groups = [] }: Pick<Form, 'indicators' | 'groups'>): string[] {
  return [...new Set([...(groups ?? []).flatMap((group) => group.indicators), ...indicators])]
}

/** Every indicator of the list, those of the form first and in its order. */
export function askedIn(form: Form, list: readonly Indicator[]): Asked[] {
  const all = form.indicators.includes(ALL)
  const order = inOrder(form)
  const place = new Map(order.map((code, at) => [code, at]))
  const group = new Map((form.groups ?? []).flatMap(({ indicators }, at) => indicators.map((code) => [code, at])))
  const far = order.length
  return list
    .map((one, at) => ({
      place: at,
      code: one.code,
      name: one.name,
      heading: one.heading.zh,
      group: group.get(one.code) ?? -1,
      asked: all || place.has(one.code),
      required: form.required.includes(one.code),
      levels: [...((form.levels ?? {})[one.code] ?? [])] as Level[],
    }))
    .toSorted((one, other) => (place.get(one.code) ?? far) - (place.get(other.code) ?? far))
}

/** With the one before or behind it that is asked for under the same heading in its place; the same where there is none. */
export function moved(rows: readonly Asked[], code: string, by: 1 | -1): Asked[] {
  const from = rows.findIndex((one) => one.code === code)
  const { group } = rows[from]!
  let to = from + by
  while (rows[to] && !(rows[to]!.asked && rows[to]!.group === group)) {
    to += by
  }
  const next = [...rows]
  if (rows[to]) {
    next[from] = rows[to]!
    next[to] = rows[from]!
  }
  return next
}

/**
 * The form with what is asked for now. One that asks for everything goes on to, also for what is defined later, while the order is
 * that of the list; a heading without any is none.
 *
 * @param headings of the form, by their places
 */
export function asking(form: Form, rows: readonly Asked[], headings: readonly Words[]): Form {
  const asked = rows.filter((one) => one.asked)
  const groups = headings
    .map((names, at) => ({ names, indicators: asked.filter(({ group }) => group === at).map(({ code }) => code) }))
    .filter((group) => group.indicators.length > 0)
  const codes = asked.map(({ code }) => code)
  const own = asked.filter(({ group }) => group < 0)
  const everything =
    form.indicators.includes(ALL) &&
    asked.length === rows.length &&
    own.every((one, at) => at === 0 || own[at - 1]!.place < one.place)
  const isSame = inOrder({ indicators: codes, groups }).join() === inOrder(form).join()
  const levels = Object.fromEntries(asked.filter((one) => one.levels.length > 0).map((one) => [one.code, one.levels]))
  return {
    ...form,
    indicators: everything || isSame ? form.indicators : codes,
    required: asked.filter((one) => one.required).map((one) => one.code),
    groups: groups.length > 0 ? groups : undefined,
    levels: Object.keys(levels).length > 0 ? levels : undefined,
  }
}

/** What the address says of one that is not there yet; no id is like it. */
export const NEW = '+'

export function newForm(): Form {
  return {
    id: '',
    version: 0,
    title: '',
    titleEn: '',
    line: 'TERRITORY',
    required: [],
    sections: [],
    indicators: [],
    rules: [ALL],
  }
}

export function newIndicator(): Indicator {
  return {
    code: '',
    version: 0,
    name: '',
    nameEn: '',
    unit: '',
    type: 'COUNT',
    measure: 'FLOW',
    numerator: [],
    denominator: [],
    consolidation: 'SUM',
    overTime: 'SUM',
    notes: '',
    notesEn: '',
    heading: { zh: '', en: '' },
  }
}
