import type { AgencyView } from '@/api/generated/model'

/** More options than this are no choice any more: nobody reads them, and the page waits for them. */
const MOST = 500

/**
 * What a select offers. Of a small directory that is everything; of a large one provinces and cities, and what is around
 * each that is chosen: itself, those beside it and those below. So one gets anywhere in two steps. Whoever sees neither
 * begins with those at the top of what is seen.
 */
export function around(
  agencies: ReadonlyMap<string, AgencyView>,
  chosen: readonly string[],
  most = MOST,
): AgencyView[] {
  const all = [...agencies.values()]
  if (all.length <= most) {
    return all
  }
  const near = new Set(chosen)
  const above = new Set(chosen.flatMap((code) => aboveOf(agencies.get(code))))
  return all.filter(
    (one) =>
      one.level === 'PROVINCE' ||
      one.level === 'CITY' ||
      near.has(one.code) ||
      !aboveOf(one).some((code) => agencies.has(code)) ||
      aboveOf(one).some((code) => near.has(code) || above.has(code)),
  )
}

function aboveOf(one: AgencyView | undefined): string[] {
  return [one?.territory, one?.department].filter((code) => typeof code === 'string')
}
