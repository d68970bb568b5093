import type { Beside, Check, Filing } from '@/api/generated/model'
import { type Entries, differing, isReadable } from '@/filing/entries'
import { runnerOf, siteKey } from './running'
import type { Asked } from './sites'

/** The server's last word. */
export interface Told {
  checks: readonly Check[]
  /** what it was said of; where nothing was said yet, what the page began with */
  of: Entries
  /** something was said */
  isSaid: boolean
}

/** What is on the page now. */
export interface Now {
  entries: Entries
  filing: Filing
  beside: Beside
}

/** A number without its point and the zeros around it: 0.5万, 5000 and 500000 fen are all 5. */
function digitsOf(number: string): string {
  return number.replace('.', '').replace(/^0+|0+$/g, '')
}

/** All numbers that texts state. It is read once for each key in a figure, and anew for one in a text. */
function statedIn(): (texts: string) => ReadonlySet<string> {
  let last = { texts: '', stated: new Set<string>() }
  return (texts) => {
    if (last.texts !== texts) {
      last = { texts, stated: new Set((texts.match(/\d+(\.\d+)?/g) ?? []).map(digitsOf)) }
    }
    return last.stated
  }
}

/**
 * The checks as they stand: what the server said, and over it what the rules say here of what was typed since. A HARD rule
 * looks at no figure that a text calls about or planned, which the server finds out: of a figure that it has not judged yet
 * and that some text may state, only the server can tell.
 */
export function standingOf(asked: Asked) {
  const { rules } = asked
  const run = runnerOf(asked)
  const stated = statedIn()
  const order = new Map(rules.map(({ code }, at) => [code ?? '', at]))
  const excluding = new Set(rules.filter(({ excludes }) => excludes).map(({ code }) => code ?? ''))

  function exactness({ checks, isSaid }: Told, { filing }: Now, places: ReadonlySet<string>) {
    const inexact = new Set(
      checks
        .filter((one) => excluding.has(one.rule) && (!one.passed || one.explained || one.waived))
        .map(({ pointer }) => pointer),
    )
    const isJudged = isSaid && ![...places].some((place) => place.startsWith('/sections/'))
    const texts = () => (filing.sections ?? []).map((one) => String(one['text'] ?? '')).join('\n')
    return (pointer: string, figure: string | undefined): boolean | undefined => {
      if (excluding.size === 0) {
        return true
      }
      if (isJudged && !places.has(pointer)) {
        return !inexact.has(pointer)
      }
      return figure !== undefined && stated(texts()).has(digitsOf(String(JSON.parse(figure)))) ? undefined : true
    }
  }

  return function standing(told: Told, now: Now): readonly Check[] {
    const changed = differing(told.of, now.entries)
    if (changed.length === 0) {
      return told.checks
    }
    const isExact = exactness(told, now, new Set(changed))
    const found = run({
      filing: now.filing,
      before: now.beside.before,
      waived: now.beside.waived,
      changed,
      isExact: (pointer) => isExact(pointer, now.entries.get(pointer)),
      isKnown: (pointer) => isReadable(now.entries.get(pointer)),
    })
    const left = told.checks.filter((one) => !found.has(siteKey(one)))
    const here = [...found.values()].flat().filter((one) => !one.passed || one.explained)
    const place = ({ rule }: Check) => order.get(rule) ?? -1
    return [...left, ...here].toSorted((one, other) => place(one) - place(other))
  }
}

export type Standing = ReturnType<typeof standingOf>
