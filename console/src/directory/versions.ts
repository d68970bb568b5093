import type { Trail } from '@/api/generated/model'
import { ifMatch, send } from '@/api/http'

/** A thing and how often it was changed when it was seen. */
export interface Seen<T> {
  thing: T
  revision: number
}

/** The draft where there is one, else the last version; or the version that the address asks for. */
export async function see<T>(url: string): Promise<Seen<T>> {
  return seen(await send(url))
}

/**
 * Keeps it, unless somebody else changed it since it was seen.
 *
 * @param revision null for a new one, unless there is one already
 */
export async function put<T>(url: string, thing: T, revision: number | null): Promise<Seen<T>> {
  const condition = revision === null ? { 'If-None-Match': '*' } : ifMatch(revision).headers
  return seen(
    await send(url, {
      method: 'PUT',
      headers: { ...condition, 'Content-Type': 'application/json' },
      body: JSON.stringify(thing),
    }),
  )
}

async function seen<T>(answer: Response): Promise<Seen<T>> {
  return { thing: (await answer.json()) as T, revision: revisionIn(answer.headers.get('ETag')) }
}

/** Of an `ETag`; a proxy that compresses may have made it a weak one. */
export function revisionIn(etag: string | null): number {
  return Number(/"(\d+)/.exec(etag ?? '')?.[1] ?? 0)
}

/** Versions over the API begin here. */
const FIRST_STORED = 1001

/**
 * The versions that are known of, the latest first: those of a release are counted from 1 and have no steps in the trail; the first
 * step after them says how many there were.
 */
export function versionsKnown(numbers: readonly (number | undefined)[], trail: Trail | undefined): number[] {
  const steps = trail?.steps ?? []
  const known = [...numbers, ...steps.map((step) => numberIn(step.request, 'after'))].filter(
    (one) => one !== undefined && one !== null,
  )
  const shipped = Math.max(0, ...known.filter((one) => one < FIRST_STORED))
  const stored = steps.map((step) => versionIn(step.request)).filter((one) => one !== null)
  const all = new Set([...known, ...stored, ...Array.from({ length: shipped }, (_, index) => index + 1)])
  return [...all].sort((one, other) => other - one)
}

/** The version that a step of the trail made. */
export function versionIn(request: unknown): number | null {
  return numberIn(request, 'version')
}

function numberIn(request: unknown, field: 'version' | 'after'): number | null {
  const number = (request as { version?: unknown; after?: unknown } | null)?.[field]
  return typeof number === 'number' ? number : null
}
