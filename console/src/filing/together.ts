import type { CellView } from '@/api/generated/model'
import { clock } from '@/ui/dates'
import { inBrackets } from '@/ui/texts'
import { type Measured, shown } from './cells'
import { type Entries, isReadable } from './entries'
import type { Conflict } from './merging'
import { t } from './texts'

/** What others do in the same draft. */
export interface Together {
  conflicts: ReadonlyMap<string, Conflict>
  /** the cells that others wrote last */
  others: ReadonlyMap<string, CellView>
  /** what is typed here */
  mine: () => Entries
  name: (login: string) => string
  decide: (place: string, whose: 'mine' | 'theirs') => void
}

/** Who, with the login where names may be alike. */
export function personName(login: string, name: string | undefined): string {
  return name && name !== login ? name + inBrackets(login) : login
}

/** Who wrote it and when, as `张三 10:32:07`. */
export function writer({ by, at }: Pick<CellView, 'by' | 'at'>, name: Together['name']): string {
  return `${name(by)} ${clock(at, true).slice(5)}`
}

/** What stands at a place, in words. */
export function entryWords(entry: string | undefined, of?: Measured): string {
  if (entry === undefined) {
    return t.nothing
  }
  if (!isReadable(entry)) {
    return entry.slice(1)
  }
  const said = JSON.parse(entry) as string | number | { heading: string; text: string }
  if (typeof said === 'object') {
    return `${said.heading}\n${said.text}`
  }
  return of ? shown(said, of) : String(said)
}
