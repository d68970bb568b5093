import { type FieldError } from '@/api/problem'
import { type Entries, cellAt, differing, isReadable, over } from './entries'

/** A place where what is typed here and what somebody else wrote are two things. */
export interface Conflict {
  /** nothing where it was emptied */
  theirs: string | undefined
  by: string
  at: string
  /** before either changed it */
  was: string | undefined
}

/** What somebody typed and the server does not have yet. */
export interface Unsent {
  /** what the server had when it was typed */
  was: string | undefined
  mine: string | undefined
}

/**
 * What has come from the server, place by place, against what is on the page.
 *
 * @param base what the server had last
 * @param now what is on the page
 * @param theirs what the server has now
 * @param typing whether the reader is writing there
 * @returns where theirs is taken, since nothing was typed there; and where both have changed it, to two things
 */
export function merged(
  base: Entries,
  now: Entries,
  theirs: Entries,
  typing: (place: string) => boolean = () => false,
): { taken: string[]; both: string[] } {
  const come = differing(base, theirs).filter((place) => now.get(place) !== theirs.get(place))
  const isTaken = (place: string) => now.get(place) === base.get(place) && !typing(place)
  return { taken: come.filter(isTaken), both: come.filter((place) => !isTaken(place)) }
}

/** What was kept while nothing could be sent, on what the server has now: what is sent, and where somebody else wrote meanwhile. */
export function resumed(
  kept: ReadonlyMap<string, Unsent>,
  server: Entries,
): { sent: string[]; both: string[]; done: string[] } {
  const places = [...kept]
  const at = (is: (unsent: Unsent, there: string | undefined) => boolean) =>
    places.filter(([place, unsent]) => is(unsent, server.get(place))).map(([place]) => place)
  return {
    done: at(({ mine }, there) => mine === there),
    sent: at(({ mine, was }, there) => mine !== there && was === there),
    both: at(({ mine, was }, there) => mine !== there && was !== there),
  }
}

/**
 * What the server shall have: what it was brought to already, and over it what is typed here, without what cannot be filed,
 * what is to be decided first, and what was refused as it is.
 *
 * @param held places that are to be decided first
 * @param refused what was refused, by places
 */
export function wanted(
  base: Entries,
  now: Entries,
  held: { has: (place: string) => boolean },
  refused: ReadonlyMap<string, string | undefined>,
): Entries {
  const sent = differing(base, now).filter(
    (place) =>
      isReadable(now.get(place)) && !held.has(place) && !(refused.has(place) && refused.get(place) === now.get(place)),
  )
  return over(
    base,
    sent.map((place) => [place, now.get(place)] as const),
  )
}

/** Those of the places that were sent which errors are about. */
export function refusedAt(errors: readonly FieldError[], sent: readonly string[]): string[] {
  return sent.filter((place) =>
    errors.some(({ pointer }) => `${pointer}/`.startsWith(`${cellAt(place)}/`) || cellAt(place) === pointer),
  )
}
