import { isBlank } from '@/ui/blank'
import type { Check } from '@/api/generated/model'
import type { Variables } from './expression'
import type { Page, Site } from './sites'

/** What is longer is not told. */
const LONGEST_TOLD = 60

/** As the server writes a rate that it compared: 100 is 100.0. */
function decimal(value: number): string {
  if (value !== 0 && (value < 1e-3 || value >= 1e7)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e')
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`
  }
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

function seen(variables: Variables): string {
  const told = Object.entries(variables)
    .map(([name, value]) => `${name}=${typeof value === 'number' ? decimal(value) : value}`)
    .filter((one) => one.length <= LONGEST_TOLD)
  return told.length === 0 ? '' : ` (${told.join(', ')})`
}

/**
 * What a rule says here, in the words of the server; null where it says nothing, undefined where only the server can tell.
 *
 * @param isExact whether a figure is one that is not about, planned or the like
 */
export function judged(
  { rule, pointer, exact, look, when, expression, explainable }: Site,
  page: Page,
  isExact: (pointer: string) => boolean | undefined,
): Check | null | undefined {
  const variables = look(page)
  if (!variables) {
    return variables
  }
  const applies = when ? when(variables) : true
  if (!applies) {
    return applies === undefined ? undefined : null
  }
  const holds = expression(variables)
  // what is right is right with or without it
  const usable = holds ? [] : exact.map(isExact)
  if (usable.includes(false)) {
    return null
  }
  const helps = holds === false && (rule.severity === 'SOFT' || (explainable ? explainable(variables) : false))
  if (holds === undefined || helps === undefined || usable.includes(undefined)) {
    return undefined
  }
  const explanation = (page.filing.explanations as Record<string, string> | undefined)?.[rule.code ?? '']
  const explained = helps && !isBlank(explanation)
  return {
    rule: rule.code ?? '',
    severity: rule.severity ?? 'HARD',
    passed: holds || explained,
    pointer,
    message: (rule.message?.zh ?? '') + seen(variables),
    explained,
  }
}
