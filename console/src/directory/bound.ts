import type { AgencyView, FormLine } from '@/api/generated/model'
import { LEVELS, type Level } from '@/filing/draft'

/** Deeper than any line of government; a loop ends here. */
const LONGEST_PATH = 8

/** An agency and all below it along a line: those that a cycle can bind. */
export function below(agencies: ReadonlyMap<string, AgencyView>, top: string, line: FormLine): AgencyView[] {
  const up = line === 'TERRITORY' ? 'territory' : 'department'
  return [...agencies.values()].filter((one) => {
    let at: AgencyView | undefined = one
    for (let step = 0; at && step <= LONGEST_PATH; step++) {
      if (at.code === top) {
        return true
      }
      at = agencies.get(at[up] ?? '')
    }
    return false
  })
}

/** What kind of office it is, as the code says: of `210902-gov` it is `gov`. */
export function orgOf(code: string): string {
  return code.slice(code.indexOf('-') + 1)
}

/** Some offices of one kind. */
export interface Kind {
  org: string
  /** what their names have in common at the end, as 人民政府; empty where that is nothing */
  called: string
  /** how many there are of each level, without those of which there is none */
  levels: [AgencyView['level'], number][]
  count: number
}

/** Agencies by kind and level, the most first. */
export function kindsOf(agencies: readonly AgencyView[]): Kind[] {
  const byOrg = new Map<string, AgencyView[]>()
  for (const one of agencies) {
    const org = orgOf(one.code)
    const all = byOrg.get(org)
    if (all) {
      all.push(one)
    } else {
      byOrg.set(org, [one])
    }
  }
  return [...byOrg]
    .map(([org, all]) => ({
      org,
      called: all.map((one) => one.name).reduce(commonEnd),
      levels: LEVELS.map((level): Kind['levels'][number] => [
        level,
        all.filter((one) => one.level === level).length,
      ]).filter(([, count]) => count > 0),
      count: all.length,
    }))
    .sort((a, b) => b.count - a.count || a.org.localeCompare(b.org))
}

function commonEnd(a: string, b: string): string {
  let length = 0
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) {
    length++
  }
  return a.slice(a.length - length)
}

/** Whom somebody means, as typed. */
export interface TypedScope {
  under: string
  /** none for all */
  levels: Level[]
  orgs: string[]
}

export function emptyScope(): TypedScope {
  return { under: '', levels: [], orgs: [] }
}

/** As it is sent. */
export function scopeOf({ under, levels, orgs }: TypedScope) {
  return { under, levels: levels.length > 0 ? levels : null, orgs: orgs.length > 0 ? orgs : null }
}
