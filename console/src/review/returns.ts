import type { FormIndicator } from '@/api/generated/model'
import type { Scope } from '@/filing/draft'
import { scopeName, t as filing } from '@/filing/texts'
import { indicatorName } from '@/filing/useForm'

/** One thing to be corrected, pinned to its place in the filing. */
export interface ReturnItem {
  pointer: string
  reason: string
  comment: string
}

/** A place in a filing in words: 行政检查次数（本级）. */
export function placeName(pointer: string, indicators: readonly FormIndicator[]): string {
  const [, part = '', ...rest] = pointer.split('/')
  if (part === 'indicators') {
    const code = rest.at(-1) ?? ''
    const of = indicators.find((one) => one.code === code)
    const scope = rest.slice(0, -1).join('.')
    const where = scope === 'own' || scope === '' ? '' : `（${scopeName(scope as Scope)}）`
    return `${code} ${of ? indicatorName(of) : ''}${where}`.trim()
  }
  if (part === 'sections') {
    return `${filing.sections} ${Number(rest[0] ?? 0) + 1}`
  }
  return (filing as Record<string, unknown>)[part] === undefined
    ? pointer
    : String((filing as Record<string, unknown>)[part])
}
