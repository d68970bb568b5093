import type { CheckRule } from '@/api/generated/model'

type Each = NonNullable<CheckRule['each']>

/**
 * Where the rules run. What looks at figures alone runs on the page, too; everything else at the server only. What the server
 * says stands over what the page says, always; and a filing is decided by the server alone.
 */
const WHERE: Record<Each, 'HERE' | 'the texts' | 'the registers' | 'the whole filing'> = {
  CELL: 'HERE',
  CLAIM: 'HERE',
  RATE: 'HERE',
  SHARES: 'HERE',
  REQUIRED: 'HERE',
  STATED_LEVELS: 'HERE',
  CHANGED: 'HERE',
  MENTION: 'the texts',
  STATED_CHANGE: 'the texts',
  REGISTER: 'the registers',
  DOCUMENT: 'the whole filing',
}

/** Variables of relations that are no figures of a filing: what findings, and registers of others, come to. */
const COUNTED = /^findings_|_against$/

/** Relations between figures, and what is asked of each of a kind that can be seen here. */
export function runsHere({ each, relations }: CheckRule): boolean {
  return each ? WHERE[each] === 'HERE' : !relations?.some(({ needs }) => needs.some((name) => COUNTED.test(name)))
}
