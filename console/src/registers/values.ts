import type { RegisterKindField as Field } from '@/api/generated/model'
import type { Language } from '@/ui/texts'

export type Values = Record<string, unknown>

/** What fields of a form have, from what an entry says. */
export function typed(fields: readonly Field[], values: Values): Record<string, string> {
  return Object.fromEntries(fields.map((one) => [one.name, text(values[one.name])]))
}

/** What an entry says, from what was typed; a field that was left empty says nothing. */
export function said(fields: readonly Field[], typed: Record<string, string>): Values {
  return Object.fromEntries(
    fields.flatMap((one) => {
      const value = (typed[one.name] ?? '').trim()
      return value === '' ? [] : [[one.name, valueOf(one, value)]]
    }),
  )
}

function valueOf(field: Field, value: string): unknown {
  switch (field.type) {
    case 'NUMBER':
      // what is no whole number is refused with its own words
      return /^[0-9]{1,15}$/.test(value) ? Number(value) : value
    case 'YES_NO':
      return value === 'true'
    default:
      return value
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value)
}

/** As the reader reads it. */
export function shown(field: Field, value: unknown, language: Language, yesNo: { yes: string; no: string }): string {
  if (field.type === 'YES_NO') {
    return value === true ? yesNo.yes : value === false ? yesNo.no : ''
  }
  const choice = field.choices?.find((one) => one.value === value)
  return choice ? choice[language] : text(value)
}
