import { type Entries, differing, over } from './entries'

/** What stands of an agency in a cycle, and what of it is in the draft. */
export interface Standing {
  /** the filing that is corrected; null before there is one */
  stands: string | null
  /** the filing that says just what the draft says, if there is one */
  filed: string | null
}

/**
 * What the page begins with: what the server keeps, as a correction of what stands now. Where the draft was begun on another
 * filing, or on none, what was typed stays and everything else is as it was filed. Nothing of this is written before
 * somebody types.
 *
 * @param server what the server keeps
 * @param begun what a correction of a filing is before anything is typed; of none, nothing
 */
export async function startOf(
  server: Entries,
  { stands, filed }: Standing,
  begun: (filing: string | null) => Promise<Entries>,
): Promise<Entries> {
  const entry = server.get('/replaces')
  const on = entry === undefined ? null : (JSON.parse(entry) as string)
  if (!stands) {
    return correctionOf(server, null)
  }
  if (filed === stands) {
    return begun(stands)
  }
  if (on === stands) {
    return server
  }
  const [before, now] = await Promise.all([begun(on), begun(stands)])
  const typed = differing(before, server).filter((place) => place !== '/replaces')
  return over(
    now,
    typed.map((place) => [place, server.get(place)] as const),
  )
}

/** The same as a correction of a filing, with the reason still to be given; of none, as a first one. */
export function correctionOf(entries: Entries, filing: string | null): Entries {
  return over(entries, [
    ['/replaces', filing === null ? undefined : JSON.stringify(filing)],
    ['/reason', undefined],
  ])
}
