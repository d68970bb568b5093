import type { Form, Indicator } from '@/api/generated/model'

/** One line of the table in which a form is put together. */
export interface Asked {
  code: string
  name: string
  heading: string
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

/** Every indicator of the list, those of the form first and in its order. */
export function askedIn(form: Form, list: readonly Indicator[]): Asked[] {
  const all = form.indicators.includes(ALL)
  const place = new Map(form.indicators.map((code, at) => [code, at]))
  const far = form.indicators.length
  return list
    .map((one) => ({
      code: one.code,
      name: one.name,
      heading: one.heading.zh,
      asked: all || place.has(one.code),
      required: form.required.includes(one.code),
      levels: [...((form.levels ?? {})[one.code] ?? [])] as Level[],
    }))
    .toSorted((one, other) => (place.get(one.code) ?? far) - (place.get(other.code) ?? far))
}

/**
 * The form with what is asked for now. One that asks for everything goes on to, also for what is defined later; groups keep what is
 * still asked for.
 */
export function asking(form: Form, rows: readonly Asked[]): Form {
  const asked = rows.filter((one) => one.asked)
  const codes = asked.map((one) => one.code)
  const everything = form.indicators.includes(ALL) && asked.length === rows.length
  const groups = form.groups
    ?.map((group) => ({ ...group, indicators: group.indicators.filter((code) => codes.includes(code)) }))
    .filter((group) => group.indicators.length > 0)
  const levels = Object.fromEntries(asked.filter((one) => one.levels.length > 0).map((one) => [one.code, one.levels]))
  return {
    ...form,
    indicators: everything ? [ALL] : codes,
    required: asked.filter((one) => one.required).map((one) => one.code),
    groups: groups?.length ? groups : undefined,
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
