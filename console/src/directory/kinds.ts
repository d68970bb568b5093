import type { Choice, Count, RegisterKind, RegisterKindField as Field } from '@/api/generated/model'
import { shown } from '@/registers/values'
import { type Language, listed } from '@/ui/texts'

export const TYPES: readonly Field['type'][] = ['TEXT', 'NUMBER', 'DATE', 'CHOICE', 'YES_NO', 'AGENCY']

/** A field as typed. */
export interface TypedField extends Field {
  /** entries have it: it stays, and so do its type and whether it is a key */
  kept: boolean
  choices: TypedChoice[]
}

export interface TypedChoice extends Choice {
  /** entries may have it, and know it by its value */
  kept: boolean
}

/** A count as typed; a field that is not chosen is empty. */
export interface TypedCount {
  indicator: string
  dated: string
  sum: string
  where: TypedCondition[]
}

export interface TypedCondition {
  field: string
  is: string[]
}

export interface TypedKind {
  id: string
  title: string
  titleEn: string
  published: boolean
  /** the field that names against whom an entry is; empty where it is against nobody */
  against: string
  fields: TypedField[]
  counts: TypedCount[]
}

export function newField(key = false): TypedField {
  return { name: '', zh: '', en: '', type: 'TEXT', required: key, key, choices: [], kept: false }
}

export function newChoice(): TypedChoice {
  return { value: '', zh: '', en: '', kept: false }
}

export function newCount(): TypedCount {
  return { indicator: '', dated: '', sum: '', where: [] }
}

export function newKind(): TypedKind {
  return { id: '', title: '', titleEn: '', published: false, against: '', fields: [newField(true)], counts: [] }
}

/** What is there, to be changed. */
export function typedKind({ id, title, titleEn, published, against, fields, counts }: RegisterKind): TypedKind {
  return {
    id,
    title,
    titleEn,
    published,
    against: against ?? '',
    fields: fields.map((one) => ({
      ...one,
      kept: true,
      choices: (one.choices ?? []).map((choice) => ({ ...choice, kept: true })),
    })),
    counts: counts.map((one) => ({
      indicator: one.indicator,
      dated: one.dated ?? '',
      sum: one.sum ?? '',
      where: one.where.map(({ field, is }) => ({ field, is: [...is] })),
    })),
  }
}

/** What was typed, as it is kept; which version it will be is for the service to say. */
export function kindOf({ id, title, titleEn, published, against, fields, counts }: TypedKind): RegisterKind {
  return {
    id: id.trim(),
    version: 0,
    title: title.trim(),
    titleEn: titleEn.trim(),
    published,
    fields: fields.map(fieldOf),
    counts: counts.map(countOf),
    ...(against ? { against } : {}),
  }
}

function fieldOf({ name, zh, en, type, required, key, choices }: TypedField): Field {
  return {
    name: name.trim(),
    zh: zh.trim(),
    en: en.trim(),
    type,
    required: required || key,
    key,
    ...(type === 'CHOICE'
      ? { choices: choices.map((one) => ({ value: one.value.trim(), zh: one.zh.trim(), en: one.en.trim() })) }
      : {}),
  }
}

function countOf({ indicator, dated, sum, where }: TypedCount): Count {
  return {
    indicator,
    where: where.map(({ field, is }) => ({ field, is: is.filter((one) => one.trim() !== '') })),
    ...(dated ? { dated } : {}),
    ...(sum ? { sum } : {}),
  }
}

/** What a condition may be about: text is typed, one value a line; null where it is. */
export function possible(
  field: TypedField | undefined,
  language: Language,
  yesNo: { yes: string; no: string },
): { value: string; word: string }[] | null {
  switch (field?.type) {
    case 'CHOICE':
      return field.choices.map((one) => ({ value: one.value, word: one[language] || one.value }))
    case 'YES_NO':
      return [
        { value: 'true', word: yesNo.yes },
        { value: 'false', word: yesNo.no },
      ]
    default:
      return null
  }
}

/** A condition in the words of the reader, as 办理状态：已办结、已撤回. */
export function conditionWords(
  fields: readonly Field[],
  { field, is }: TypedCondition,
  language: Language,
  yesNo: { yes: string; no: string },
): string {
  const of = fields.find((one) => one.name === field)
  const values = is.map((one) => (of ? shown(of, of.type === 'YES_NO' ? one === 'true' : one, language, yesNo) : one))
  return `${of?.[language] ?? field}${language === 'zh' ? '：' : ': '}${listed(values)}`
}
