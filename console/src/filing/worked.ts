import type { FormIndicator } from '@/api/generated/model'
import { rateOf } from './cells'
import { type Draft, type Scope, cellOf } from './draft'

type ByCode = ReadonlyMap<string, FormIndicator>

/** What a cell says as it will be filed; nothing where it is blank or cannot be read. */
export function figureOf(draft: Draft, scope: Scope, of: FormIndicator | undefined): unknown {
  const cell = of ? cellOf(draft, scope, of) : null
  return cell?.kind === 'figure' ? cell.filed : undefined
}

/** The rate that follows from its parts; null of what is none. */
export function workedRate(draft: Draft, scope: Scope, of: FormIndicator, byCode: ByCode) {
  const parts = [...of.numerator, ...of.denominator]
  return parts.length === 0
    ? null
    : rateOf(of, Object.fromEntries(parts.map((code) => [code, figureOf(draft, scope, byCode.get(code))])))
}
