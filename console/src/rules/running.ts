import type { Check } from '@/api/generated/model'
import { judged } from './judging'
import { type Asked, type Page, type Site, sitesOf } from './sites'
import { runsHere } from './where'

/** What of a filing is looked at. */
export interface Looking extends Page {
  /** places that differ from what the server spoke of */
  changed: Iterable<string>
  isExact: (pointer: string) => boolean | undefined
  /** whether this page knows what is there */
  isKnown: (pointer: string) => boolean
  waived: readonly string[]
}

/** A rule at a place. */
export function siteKey({ rule, pointer }: Pick<Check, 'rule' | 'pointer'>): string {
  return `${rule} ${pointer}`
}

function add<T>(to: Map<string, Set<T>>, key: string, one: T): void {
  to.set(key, (to.get(key) ?? new Set<T>()).add(one))
}

/**
 * The rules of a cycle that run here. They are asked only for what depends on what has changed: that is all that the server
 * has not judged.
 */
export function runnerOf(asked: Asked) {
  const sites = new Map<string, Set<Site>>()
  const dependent = new Map<string, Set<string>>()
  for (const rule of asked.rules.filter(runsHere)) {
    for (const site of sitesOf(rule, asked)) {
      const key = siteKey({ rule: rule.code ?? '', pointer: site.pointer })
      add(sites, key, site)
      site.reads.forEach((place) => add(dependent, place, key))
      add(dependent, `/explanations/${rule.code}`, key)
    }
  }

  function judge(at: Iterable<Site>, looking: Looking): Check[] | undefined {
    const checks: Check[] = []
    for (const site of at) {
      if (looking.waived.includes(site.rule.code ?? '') || !site.reads.every(looking.isKnown)) {
        return undefined
      }
      const check = judged(site, looking, looking.isExact)
      if (check === undefined) {
        return undefined
      }
      checks.push(...(check ? [check] : []))
    }
    return checks
  }

  /** What the rules say, by {@link siteKey}; what only the server can tell is not in it. */
  return function run(looking: Looking): Map<string, readonly Check[]> {
    const touched = new Set<string>()
    for (const place of looking.changed) {
      dependent.get(place)?.forEach((key) => touched.add(key))
    }
    const found = new Map<string, readonly Check[]>()
    for (const key of touched) {
      const checks = judge(sites.get(key) ?? [], looking)
      if (checks) {
        found.set(key, checks)
      }
    }
    return found
  }
}
