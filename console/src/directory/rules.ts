import { getGetRulesCodeUrl, getPutRulesCodeUrl } from '@/api/generated/huikan'
import type { CheckRule, Trail, Waiver } from '@/api/generated/model'
import { ifMatch, send } from '@/api/http'

/** A rule and how often it was changed when it was seen. */
export interface SeenRule {
  rule: CheckRule
  revision: number
}

/** The draft where there is one, else the last version; or the version that is asked for. */
export async function seeRule(code: string, version?: number): Promise<SeenRule> {
  return seen(await send(getGetRulesCodeUrl(code, version === undefined ? {} : { version })))
}

/** Keeps it, unless somebody else changed it since it was seen. */
export async function putRule(code: string, rule: CheckRule, revision: number): Promise<SeenRule> {
  return seen(
    await send(getPutRulesCodeUrl(code), {
      method: 'PUT',
      headers: { ...ifMatch(revision).headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(rule),
    }),
  )
}

async function seen(answer: Response): Promise<SeenRule> {
  return { rule: (await answer.json()) as CheckRule, revision: revisionIn(answer.headers.get('ETag')) }
}

/** Of an `ETag`; a proxy that compresses may have made it a weak one. */
export function revisionIn(etag: string | null): number {
  return Number(/"(\d+)/.exec(etag ?? '')?.[1] ?? 0)
}

/** As it is edited: the suite counts its versions, and the day is asked for apart. */
export function editable(rule: CheckRule): string {
  const edited = { ...rule }
  delete edited.version
  delete edited.published
  return JSON.stringify(edited, null, 2)
}

/** What was written as a draft, or published on a day; null where it is no JSON object. */
export function written(text: string, published: string | null): CheckRule | null {
  try {
    const rule: unknown = JSON.parse(text)
    return typeof rule === 'object' && rule !== null && !Array.isArray(rule) ? { ...rule, version: 0, published } : null
  } catch {
    return null
  }
}

/** Versions over the API begin here. */
const FIRST_STORED = 1001

/** The versions that are known of, the latest first: those of a release are counted from 1 and have no steps in the trail. */
export function versionsKnown(numbers: readonly (number | undefined)[], trail: Trail | undefined): number[] {
  const known = numbers.filter((one) => one !== undefined)
  const shipped = Math.max(0, ...known.filter((one) => one < FIRST_STORED))
  const stored = (trail?.steps ?? []).map((step) => versionIn(step.request)).filter((one) => one !== null)
  const all = new Set([...known, ...stored, ...Array.from({ length: shipped }, (_, index) => index + 1)])
  return [...all].sort((one, other) => other - one)
}

/** The version that a step of the trail made. */
export function versionIn(request: unknown): number | null {
  const version = (request as { version?: unknown } | null)?.version
  return typeof version === 'number' ? version : null
}

export type WaiverState = 'inForce' | 'over' | 'ended'

export function waiverState({ endedAt, until }: Waiver, today: string): WaiverState {
  return endedAt ? 'ended' : (until ?? '') < today ? 'over' : 'inForce'
}
