/** The states of a finding on its way, stage after stage, as the state machine has them. */
export const STAGES = [
  { id: 'registered', states: ['REGISTERED'] },
  { id: 'assigned', states: ['ASSIGNED', 'CLAIMED', 'PLAN_REVIEW'] },
  { id: 'rectifying', states: ['RECTIFYING'] },
  { id: 'verifying', states: ['VERIFYING'] },
  { id: 'closed', states: ['CLOSED', 'CLOSED_SUSTAINED'] },
  { id: 'lookedAgain', states: ['REINSPECTING'] },
  { id: 'confirmed', states: ['CONFIRMED'] },
] as const satisfies readonly { id: string; states: readonly string[] }[]

export interface InState {
  state: string
  count: number
}

export interface Stage {
  id: (typeof STAGES)[number]['id']
  /** how many stand at it or further on */
  reached: number
  /** of all on the way, 0 to 1 */
  share: number
  /** those that stand at it, by state; states that none is in are left out */
  now: InState[]
}

export interface Funnel {
  stages: Stage[]
  /** what has left the way, or is disputed: it is in no stage */
  beside: InState[]
}

type Counts = Readonly<Record<string, number>>

const ON_THE_WAY: ReadonlySet<string> = new Set(STAGES.flatMap(({ states }) => states))

/** How far findings have come. One that relapsed stands where it stands now, not where it once was. */
export function funnelOf(byStatus: Counts): Funnel {
  const inStates = (states: readonly string[]): InState[] =>
    states.flatMap((state) => (byStatus[state] ? [{ state, count: byStatus[state] }] : []))
  const all = sumOf(inStates([...ON_THE_WAY]))
  let left = all
  const stages = STAGES.map(({ id, states }) => {
    const now = inStates(states)
    const stage = { id, reached: left, share: all ? left / all : 0, now }
    left -= sumOf(now)
    return stage
  })
  return { stages, beside: inStates(Object.keys(byStatus).filter((state) => !ON_THE_WAY.has(state))) }
}

function sumOf(some: readonly InState[]): number {
  return some.reduce((sum, { count }) => sum + count, 0)
}

/** What findings are counted by, largest first; equals by their names. */
export function largestFirst(counts: Counts): { of: string; count: number }[] {
  return Object.entries(counts)
    .map(([of, count]) => ({ of, count }))
    .sort((one, other) => other.count - one.count || one.of.localeCompare(other.of))
}
