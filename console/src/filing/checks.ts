import type { Check, CheckRule, FormIndicator } from '@/api/generated/model'
import { truncated } from '@/rules/percent'
import { fieldErrorWords } from '@/ui/problems'
import { capital, inBrackets, language, listed } from '@/ui/texts'
import { shown } from './cells'
import { t } from './texts'
import { indicatorName, unitName } from './useForm'

type ByCode = ReadonlyMap<string, FormIndicator>

/** The figures that a check saw, as `(rate=120, numerator=9)` at the end of its message. */
const SEEN = /\s\((\w+=[^()]*)\)$/

export function seen({ message }: Pick<Check, 'message'>): Record<string, string> {
  const figures = SEEN.exec(message)?.[1]?.split(', ') ?? []
  return Object.fromEntries(
    figures.map((one): [string, string] => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  )
}

function withUnit(value: string, of: FormIndicator): string {
  const figure = shown(Number(value), of)
  return of.kind === 'RATE' ? `${value}%` : `${figure} ${unitName(of)}`.trim()
}

function partsOf(codes: readonly string[], byCode: ByCode): FormIndicator[] {
  return codes.flatMap((code) => byCode.get(code) ?? [])
}

/** One figure with the name of what it is and its unit; nothing for what says how a figure was written. */
function named(key: string, value: string, at: FormIndicator | undefined, byCode: ByCode): string[] {
  const indicator = byCode.get(key)
  if (indicator) {
    return [`${indicatorName(indicator)} ${withUnit(value, indicator)}`]
  }
  if (!at) {
    return []
  }
  switch (key) {
    case 'rate':
      return [`${indicatorName(at)} ${withUnit(value, at)}`]
    case 'numerator':
    case 'denominator': {
      const parts = partsOf(at[key], byCode)
      return parts[0] ? [`${parts.map(indicatorName).join(' + ')} ${withUnit(value, parts[0])}`] : []
    }
    case 'own':
    case 'consolidated':
    case 'below':
    case 'filed':
    case 'counted':
    case 'findings_registered':
    case 'findings_closed':
    case 'findings_closed_in_period':
    case 'findings_closed_of_period':
    case 'findings_of_case_reviews':
      return [`${capital(t[key])} ${withUnit(value, at)}`]
    default:
      return []
  }
}

/** What a failed check says in the reader's language, with the figures that it compared, each by its name. */
export function checkMessage(check: Check, rule: CheckRule | undefined, byCode: ByCode): string {
  const at = byCode.get(check.pointer.split('/').pop() ?? '')
  const figures = Object.entries(seen(check)).flatMap(([key, value]) => named(key, value, at, byCode))
  const sentence = language.value === 'en' && rule?.message ? capital(rule.message.en) : check.message.replace(SEEN, '')
  return figures.length > 0 ? sentence + inBrackets(listed(figures)) : sentence
}

/** The same behind its rule; what is refused by no rule of the form, as a closed cycle, in the words of the suite's errors. */
export function checkWords(check: Check, rule: CheckRule | undefined, byCode: ByCode): string {
  // the errors of the suite have small letters in their codes, which no rule has
  return rule || !/[a-z]/.test(check.rule)
    ? `${check.rule} ${checkMessage(check, rule, byCode)}`
    : fieldErrorWords({ code: check.rule, message: check.message, pointer: check.pointer })
}

/** R02 and R03 take an explanation where a rate was cut off and not rounded, and for nothing else. */
const CUT_OFF = 'rate == truncated(numerator, denominator, digits)'

function isCutOff({ rate, numerator = '0', denominator = '0', digits = '0' }: Record<string, string>): boolean {
  if (BigInt(denominator) === 0n) {
    return false
  }
  return rate === truncated(BigInt(numerator), BigInt(denominator), BigInt(digits))
}

/** Whether it passes with an explanation. */
function mayBeExplained(check: Check, rule: CheckRule | undefined): boolean {
  if (check.explained || check.severity === 'SOFT') {
    return true
  }
  return rule?.explainable === CUT_OFF ? isCutOff(seen(check)) : !!rule?.explainable
}

/**
 * `asks` for an explanation now; later, when what no explanation helps is mended; or never, since none helps. What is only told asks for
 * nothing, and may be explained.
 */
export type Failed = Check & { asks: 'now' | 'later' | 'never' | 'nothing' }

/** The checks that failed, also those that pass since they are explained; first what the filing is rejected for anyway. */
export function failedOf(checks: readonly Check[], rules: ReadonlyMap<string, CheckRule>): Failed[] {
  const failed = checks.filter((one) => !one.passed || one.explained)
  const told = failed.filter((one) => rules.get(one.rule)?.blocks === false && !one.explained)
  const helped = failed.filter((one) => !told.includes(one) && mayBeExplained(one, rules.get(one.rule)))
  const beyond = failed.filter((one) => !told.includes(one) && !helped.includes(one))
  return [
    ...beyond.map((one): Failed => ({ ...one, asks: 'never' })),
    ...helped.map((one): Failed => ({ ...one, asks: beyond.length > 0 && !one.explained ? 'later' : 'now' })),
    ...told.map((one): Failed => ({ ...one, asks: 'nothing' })),
  ]
}
