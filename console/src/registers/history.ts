import type { RegisterKind, State } from '@/api/generated/model'
import type { Language } from '@/ui/texts'
import { shown } from './values'

interface Words {
  yes: string
  no: string
  open: string
}

/** What an entry says of a field from a day on, and what it said before. */
export interface Change {
  label: string
  now: string
  /** null where it is told for the first time */
  before: string | null
}

/** How an entry stood from a day on. */
export interface Stood {
  from: string
  /** the first day of the next state; null of the last one */
  until: string | null
  /** it was changed with effect from the same day, and held for no day */
  overtaken: boolean
  by: string
  at: string
  /** why it is not in the register; null where it is */
  ended: string | null
  changes: Change[]
}

/** The states of an entry, the latest first, each with what it changed; what is entered is told in full. */
export function statesOf(
  kind: Pick<RegisterKind, 'fields' | 'published'>,
  states: readonly State[],
  language: Language,
  words: Words,
): Stood[] {
  return states
    .map((one, at) => {
      const until = states[at + 1]?.from ?? null
      return {
        from: one.from ?? '',
        until,
        overtaken: until !== null && until === one.from,
        by: one.by ?? '',
        at: one.at ?? '',
        ended: one.values ? null : (one.reason ?? ''),
        changes: one.values ? changed(kind, states[at - 1], one, language, words) : [],
      }
    })
    .toReversed()
}

function changed(
  { fields, published }: Pick<RegisterKind, 'fields' | 'published'>,
  before: State | undefined,
  now: State,
  language: Language,
  words: Words,
): Change[] {
  const was = before?.values ? before : undefined
  const said = fields.map((field) => ({
    label: field[language],
    now: shown(field, now.values?.[field.name], language, words),
    before: was ? shown(field, was.values?.[field.name], language, words) : null,
  }))
  if (published) {
    said.push({
      label: words.open,
      now: now.published ? words.yes : words.no,
      before: was ? (was.published ? words.yes : words.no) : null,
    })
  }
  return said.filter((one) => (one.before === null ? one.now !== '' : one.now !== one.before))
}
