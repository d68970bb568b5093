import { describe, expect, it } from 'vitest'
import type { FormIndicator } from '@/api/generated/model'
import { type EntryForm, askedOf } from './useForm'

function indicator(code: string, levels?: string[]): FormIndicator {
  return {
    code,
    names: { zh: code, en: code },
    unit: '件',
    kind: 'COUNT',
    measure: 'FLOW',
    numerator: [],
    denominator: [],
    consolidation: 'SUM',
    required: false,
    definition: null,
    definitionEn: null,
    scopes: ['own', 'consolidated', 'byLevel'],
    ...(levels ? { levels } : {}),
  } as FormIndicator
}

function form(...indicators: FormIndicator[]): EntryForm {
  return {
    groups: [{ names: { zh: 'x', en: 'x' }, indicators }],
    rules: [],
    indicators,
    byCode: new Map(),
    ruleByCode: new Map(),
  } as unknown as EntryForm
}

describe('what an agency is asked for', () => {
  const whole = form(indicator('ALL'), indicator('CITY', ['CITY']), indicator('COUNTY', ['COUNTY']))

  function asked(level: string | undefined): string[] {
    return askedOf(whole, level).indicators.map((one) => `${one.code} ${one.scopes.join()}`)
  }

  it('is what its level is asked for, and what it may state of those below it', () => {
    expect(asked('CITY')).toEqual([
      'ALL own,consolidated,byLevel',
      'CITY own,consolidated,byLevel',
      'COUNTY consolidated,byLevel',
    ])
    expect(asked('COUNTY')).toEqual(['ALL own,consolidated,byLevel', 'COUNTY own,consolidated,byLevel'])
    expect(asked('TOWNSHIP')).toEqual(['ALL own,consolidated,byLevel'])
  })

  it('is everything where nobody is left out, or nobody knows the level', () => {
    expect(asked(undefined)).toHaveLength(3)
    const alike = form(indicator('ALL'))
    expect(askedOf(alike, 'COUNTY')).toBe(alike)
  })

  it('leaves no heading over nothing', () => {
    expect(askedOf(form(indicator('CITY', ['CITY'])), 'COUNTY').groups).toEqual([])
  })
})
