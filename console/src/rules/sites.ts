import type { CheckRule, Filing, FormIndicator, Relation } from '@/api/generated/model'
import { LEVELS, type Level, type Scope, pointerOf } from '@/filing/draft'
import { type Expression, type Variables, expression } from './expression'

/** What of an indicator the rules look at. */
export type Defined = Pick<FormIndicator, 'code' | 'kind' | 'numerator' | 'denominator' | 'consolidation'>

/** What is asked of an agency in a cycle. */
export interface Asked {
  rules: readonly CheckRule[]
  indicators: ReadonlyMap<string, Defined>
  /** those that it must fill in */
  required: readonly string[]
  /** its rates that are the shares of one whole, a list for each whole */
  wholes: readonly (readonly string[])[]
  /** of the agency; where it is not known, what depends on it is left to the server */
  level: Level | undefined
}

export type Figures = Readonly<Record<string, unknown>>

/** What is on the page. */
export interface Page {
  filing: Pick<Filing, 'indicators' | 'explanations'>
  /** what was filed the year before */
  before: Figures
}

/** One thing that a rule says something of: a relation at a place, or a place of a kind. */
export interface Site {
  rule: CheckRule
  pointer: string
  /** the figures that it depends on */
  reads: readonly string[]
  /** those of them that must be exact */
  exact: readonly string[]
  expression: Expression
  when: Expression | null
  explainable: Expression | null
  /** null where the rule says nothing, undefined where this page cannot know */
  look: (page: Page) => Variables | null | undefined
}

/** Behind a code: what was filed the year before. */
const BEFORE = '_before'

const NOTHING: Figures = {}

function figuresIn({ filing }: Page, scope: Scope): Figures {
  const { own, consolidated, byLevel } = (filing.indicators ?? {}) as Partial<
    Record<'own' | 'consolidated', Figures> & { byLevel: Partial<Record<string, Figures>> }
  >
  switch (scope) {
    case 'own':
      return own ?? NOTHING
    case 'consolidated':
      return consolidated ?? NOTHING
    default:
      return byLevel?.[scope.slice('byLevel.'.length)] ?? NOTHING
  }
}

function whole(figures: Figures, code: string): bigint | null {
  const figure = figures[code]
  return typeof figure === 'number' ? BigInt(figure) : null
}

/** The sum of several; null where one of them is no number, or there is none. */
function sum(figures: Figures, codes: readonly string[]): bigint | null {
  const parts = codes.map((code) => whole(figures, code))
  return parts.length === 0 || parts.includes(null) ? null : parts.reduce<bigint>((all, one) => all + (one ?? 0n), 0n)
}

/** A rate with the digits that it was filed with; a whole number is one without any behind the point. */
function rate(figures: Figures, code: string): string | null {
  const figure = figures[code]
  const text = typeof figure === 'number' ? String(figure) : figure
  return typeof text === 'string' && text !== 'N/A' ? text.replace(/^0+(?=\d)/, '') : null
}

function scopesOf({ scopes = [] }: CheckRule): Scope[] {
  return scopes.flatMap((scope) =>
    scope === 'byLevel' ? LEVELS.map((level): Scope => `byLevel.${level}`) : [scope as Scope],
  )
}

/** HARD rules look at exact figures only. */
function exactOf(rule: CheckRule, pointers: readonly string[]): readonly string[] {
  return rule.severity === 'HARD' ? pointers : []
}

type Look = Site['look']

function related({ needs, orZero, anyOf }: Relation, scope: Scope, { indicators }: Asked): Look {
  const all = [...needs, ...(orZero ?? [])]
  function value(name: string, page: Page): bigint | number | null {
    const code = name.endsWith(BEFORE) ? name.slice(0, -BEFORE.length) : name
    const figures = code === name ? figuresIn(page, scope) : page.before
    const of = indicators.get(code)
    if (of?.kind !== 'RATE') {
      return of ? whole(figures, code) : null
    }
    const filed = rate(figures, code)
    return filed === null ? null : Number(filed)
  }
  return (page) => {
    if (anyOf?.length && anyOf.every((name) => value(name, page) === null)) {
      return null
    }
    const variables = all.map((name, at) => [name, value(name, page) ?? (at < needs.length ? null : 0n)] as const)
    return variables.some(([, one]) => one === null) ? null : (Object.fromEntries(variables) as Variables)
  }
}

/** What is stated of the levels below: nothing unless every government level below is there. */
function statedLevels(code: string, scope: Scope, level: Level | undefined): Look {
  return (page) => {
    if (level === undefined) {
      return undefined
    }
    const below = LEVELS.slice(LEVELS.indexOf(level) + 1)
    const stated = below.map((one) => whole(figuresIn(page, `byLevel.${one}`), code))
    const own = whole(figuresIn(page, 'own'), code)
    const consolidated = whole(figuresIn(page, 'consolidated'), code)
    const someLevel = LEVELS.some((one) => Object.keys(figuresIn(page, `byLevel.${one}`)).length > 0)
    const all = below.every((one, at) => one === 'TOWNSHIP' || stated[at] !== null)
    if (own === null || consolidated === null || !someLevel || !all || figuresIn(page, scope)[code] === undefined) {
      return null
    }
    return { own, consolidated, below: stated.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n) }
  }
}

function rateAndParts({ code, numerator, denominator }: Defined, scope: Scope): Look {
  return (page) => {
    const figures = figuresIn(page, scope)
    const filed = rate(figures, code)
    const above = sum(figures, numerator)
    const below = sum(figures, denominator)
    return filed === null || above === null || below === null
      ? null
      : { rate: filed, numerator: above, denominator: below, digits: BigInt((filed.split('.')[1] ?? '').length) }
  }
}

/** In hundredths of a percent: what the last digit stands for that a rate is filed with; nothing finer is asked for. */
const LAST_DIGIT = [100n, 10n, 1n]

/** What the shares of a whole come to; nothing unless every one of them is a rate. */
function shares(whole: readonly string[], scope: Scope): Look {
  return (page) => {
    const filed = whole.map((code) => rate(figuresIn(page, scope), code))
    if (filed.includes(null)) {
      return null
    }
    const decimals = filed.map((one) => (one?.split('.')[1] ?? '').length)
    const places = Math.max(2, ...decimals)
    const units = filed.map((one, at) =>
      BigInt((one ?? '').replace('.', '') + '0'.repeat(places - (decimals[at] ?? 0))),
    )
    const sum = units.reduce((all, one) => all + one, 0n)
    const hundredth = 10n ** BigInt(places - 2)
    const away = sum > 10_000n * hundredth ? sum - 10_000n * hundredth : 10_000n * hundredth - sum
    return {
      sum: fixed(sum, places, Math.max(...decimals)),
      apart: (away + hundredth - 1n) / hundredth,
      within: decimals.reduce((all, one) => all + (LAST_DIGIT[Math.min(one, 2)] ?? 1n), 0n),
    }
  }
}

/** With so many digits behind the point; of units of another place, which has no fewer. */
function fixed(units: bigint, places: number, digits: number): string {
  const text = String(units).padStart(places + 1, '0')
  const behind = text.slice(-places).slice(0, digits)
  return text.slice(0, -places) + (behind ? `.${behind}` : '')
}

function changed(code: string, scope: Scope): Look {
  return (page) => {
    const value = whole(figuresIn(page, scope), code)
    const before = whole(page.before, code)
    return value === null || before === null ? null : { value, before }
  }
}

interface Place {
  look: Look
  /** the figures that it depends on */
  reads: readonly string[]
  /** those of them that may make it say nothing */
  exact?: readonly string[]
}

/** What a rule of a kind says of an indicator in a scope; null where it says nothing of such a one. */
function placeOf({ each }: CheckRule, of: Defined, scope: Scope, { level, required, wholes }: Asked): Place | null {
  const at = pointerOf(scope, of.code)
  switch (each) {
    case 'CELL':
      return {
        reads: [at],
        look: (page) => {
          const figure = figuresIn(page, scope)[of.code]
          return figure === undefined || figure === 'N/A'
            ? null
            : { type: of.kind, form: typeof figure === 'string' ? 'DECIMAL' : 'WHOLE' }
        },
      }
    case 'CLAIM':
      return of.kind === 'RATE'
        ? {
            reads: [at],
            exact: [at],
            look: (page) => {
              const filed = rate(figuresIn(page, scope), of.code)
              return filed === null ? null : { rate: filed }
            },
          }
        : null
    case 'RATE': {
      const reads = [of.code, ...of.numerator, ...of.denominator].map((code) => pointerOf(scope, code))
      return of.kind === 'RATE' ? { reads, exact: reads, look: rateAndParts(of, scope) } : null
    }
    case 'SHARES': {
      const whole = wholes.find(([first]) => first === of.code)
      const reads = whole?.map((code) => pointerOf(scope, code)) ?? []
      return whole ? { reads, exact: reads, look: shares(whole, scope) } : null
    }
    case 'REQUIRED':
      return required.includes(of.code)
        ? {
            reads: [at],
            look: (page) => {
              const figures = figuresIn(page, scope)
              // a level of which nothing is stated is not there
              const isThere = !scope.startsWith('byLevel') || Object.keys(figures).length > 0
              return isThere ? { present: figures[of.code] !== undefined } : null
            },
          }
        : null
    case 'STATED_LEVELS':
      return of.consolidation === 'SUM'
        ? {
            reads: (['own', 'consolidated', ...LEVELS.map((one) => `byLevel.${one}` as const)] as const).map((one) =>
              pointerOf(one, of.code),
            ),
            exact: [at, pointerOf('own', of.code)],
            look: statedLevels(of.code, scope, level),
          }
        : null
    case 'CHANGED':
      return of.kind === 'COUNT' ? { reads: [at], look: changed(of.code, scope) } : null
    default:
      return null
  }
}

const compiled = (source: string | null | undefined) => (source ? expression(source) : null)

/** Everything that a rule may say something of. */
export function sitesOf(rule: CheckRule, asked: Asked): Site[] {
  const explainable = compiled(rule.explainable)
  const when = compiled(rule.when)
  const main = compiled(rule.expression)
  const relations = (rule.relations ?? []).map((relation) => ({ relation, holds: expression(relation.expression) }))
  return scopesOf(rule).flatMap((scope): Site[] => {
    const atRelations = relations.map(({ relation, holds }): Site => {
      const reads = [...relation.needs, ...(relation.orZero ?? []), ...(relation.anyOf ?? [])]
        .filter((name) => !name.endsWith(BEFORE))
        .map((code) => pointerOf(scope, code))
      return {
        rule,
        pointer: pointerOf(scope, relation.needs[0] ?? ''),
        reads,
        exact: exactOf(rule, reads),
        expression: holds,
        when: null,
        explainable,
        look: related(relation, scope, asked),
      }
    })
    const places = [...asked.indicators.values()].flatMap((of): Site[] => {
      const place = main && placeOf(rule, of, scope, asked)
      return place
        ? [
            {
              rule,
              pointer: pointerOf(scope, of.code),
              reads: place.reads,
              exact: exactOf(rule, place.exact ?? []),
              expression: main,
              when,
              explainable,
              look: place.look,
            },
          ]
        : []
    })
    return [...atRelations, ...places]
  })
}
