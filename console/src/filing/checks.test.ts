import { beforeEach, describe, expect, it } from 'vitest'
import type { Check, CheckRule, FormIndicator } from '@/api/generated/model'
import { language } from '@/ui/texts'
import { checkMessage, failedOf } from './checks'

function indicator(code: string, zh: string, en: string, more: Partial<FormIndicator> = {}): [string, FormIndicator] {
  return [
    code,
    {
      code,
      names: { zh, en },
      unit: '件',
      kind: 'COUNT',
      measure: 'FLOW',
      numerator: [],
      denominator: [],
      consolidation: 'SUM',
      required: false,
      scopes: ['own'],
      ...more,
    },
  ]
}
const byCode = new Map([
  indicator('LIT011', '败诉数', 'cases lost'),
  indicator('LIT003', '一审审结数', 'cases concluded'),
  indicator('LIT012', '败诉率', 'loss rate', {
    unit: '%',
    kind: 'RATE',
    numerator: ['LIT011'],
    denominator: ['LIT003'],
  }),
  indicator('PEN011', '罚没金额', 'fines', { unit: '万元', kind: 'AMOUNT' }),
])

function check(code: string, message: string, scope = 'own'): Check {
  return {
    rule: 'R03',
    severity: 'HARD',
    passed: false,
    pointer: `/indicators/${scope}/${code}`,
    message,
    explained: false,
  }
}
const english = (en: string) => ({ message: { zh: '', en } })

beforeEach(() => {
  language.value = 'zh'
})

describe('a failed check', () => {
  const rate = check('LIT012', '率值与分子分母不符 (rate=120, numerator=1200, denominator=9, digits=0)')

  it('tells what was filed and what the register comes to', () => {
    const register = check('LIT003', '填报数与本单位台账数不一致,请说明 (filed=9, counted=8)')
    expect(checkMessage(register, undefined, byCode)).toBe('填报数与本单位台账数不一致,请说明（填报 9 件、台账 8 件）')
    language.value = 'en'
    expect(checkMessage(register, english('the figure is not that of the register'), byCode)).toBe(
      'The figure is not that of the register (Filed 9 items, In the register 8 items)',
    )
  })

  it('names the figures that it compared, with their units', () => {
    expect(checkMessage(rate, undefined, byCode)).toBe(
      '率值与分子分母不符（败诉率 120%、败诉数 1,200 件、一审审结数 9 件）',
    )
    language.value = 'en'
    expect(checkMessage(rate, english('the rate does not agree'), byCode)).toBe(
      'The rate does not agree (Loss rate 120%, Cases lost 1,200 items, Cases concluded 9 items)',
    )
  })

  it('names indicators that a relation compares, amounts as they are typed', () => {
    expect(checkMessage(check('PEN011', '不得超过 (PEN011=1234500000, LIT003=9)'), undefined, byCode)).toBe(
      '不得超过（罚没金额 1,234.5 万元、一审审结数 9 件）',
    )
  })

  it('names the levels that a sum states', () => {
    const sum = check('LIT003', '汇总数应等于本级数与下级汇总数之和 (own=1, consolidated=5, below=3)', 'consolidated')
    expect(checkMessage(sum, undefined, byCode)).toBe(
      '汇总数应等于本级数与下级汇总数之和（本级 1 件、含下级 5 件、下级合计 3 件）',
    )
  })

  it('says its sentence alone where the figures say how something was written', () => {
    const required = check('LIT003', '有职责未发生填0,无职责填不适用 (present=false)')
    expect(checkMessage(required, undefined, byCode)).toBe('有职责未发生填0,无职责填不适用')
    expect(checkMessage(check('LIT003', '应为非负整数(金额以分为单位)'), undefined, byCode)).toBe(
      '应为非负整数(金额以分为单位)',
    )
  })
})

describe('an explanation', () => {
  const rules = new Map<string, CheckRule>([
    ['R03', { explainable: 'rate == truncated(numerator, denominator, digits)' }],
    ['R90', {}],
    ['R91', { blocks: false }],
  ])
  const seen = (rate: string, digits: number) =>
    check('LIT012', `率值与分子分母不符 (rate=${rate}, numerator=58, denominator=119, digits=${digits})`)
  const soft: Check = { ...check('LIT003', '与上年相差过大'), rule: 'R90', severity: 'SOFT' }
  const asked = (...checks: Check[]) => failedOf(checks, rules).map((one) => [one.rule, one.asks])

  it('is asked for a rate that was cut off, and not for one that is wrong', () => {
    // 48.739…
    expect(asked(seen('48.73', 2))).toEqual([['R03', 'now']])
    expect(asked(seen('48.739', 3))).toEqual([['R03', 'now']])
    expect(asked(seen('48', 0))).toEqual([['R03', 'now']])
    expect(asked(seen('120', 0))).toEqual([['R03', 'never']])
  })

  it('is asked when it is all that is missing', () => {
    expect(asked(soft)).toEqual([['R90', 'now']])
    expect(asked(soft, seen('120', 0))).toEqual([
      ['R03', 'never'],
      ['R90', 'later'],
    ])
  })

  it('is not asked for what is only told', () => {
    const told: Check = { ...soft, rule: 'R91' }
    expect(asked(told, soft)).toEqual([
      ['R90', 'now'],
      ['R91', 'nothing'],
    ])
    expect(asked({ ...told, passed: true, explained: true })).toEqual([['R91', 'now']])
  })

  it('that was given stays where it can be changed', () => {
    expect(asked({ ...soft, passed: true, explained: true }, seen('120', 0))).toEqual([
      ['R03', 'never'],
      ['R90', 'now'],
    ])
    expect(asked({ ...soft, passed: true })).toEqual([])
  })
})
