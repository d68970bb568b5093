import type { FormIndicator } from '@/api/generated/model'
import { fieldPlace } from '@/ui/problems'
import { inBrackets } from '@/ui/texts'
import type { Scope } from './draft'
import { scopeName, t } from './texts'
import { indicatorName } from './useForm'

/** A place in a filing in words: 行政检查次数（本级）. */
export function placeName(pointer: string, indicators: readonly FormIndicator[]): string {
  const [, part = '', ...rest] = pointer.split('/')
  if (part === 'indicators') {
    const code = rest.at(-1) ?? ''
    const of = indicators.find((one) => one.code === code)
    const scope = rest.slice(0, -1).join('.')
    const where = scope === 'own' || scope === '' ? '' : inBrackets(scopeName(scope as Scope))
    return `${code} ${of ? indicatorName(of) : ''}${where}`.trim()
  }
  if (part === 'sections') {
    return `${t.sections} ${Number(rest[0] ?? 0) + 1}`
  }
  const words = (t as Record<string, unknown>)[part]
  return words === undefined ? fieldPlace(pointer) : String(words)
}
