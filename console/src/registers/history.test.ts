import { describe, expect, it } from 'vitest'
import type { RegisterKindField as Field, State } from '@/api/generated/model'
import { statesOf } from './history'

const FIELDS: Field[] = [
  { name: 'number', zh: '编号', en: 'number', type: 'TEXT', required: true, key: true },
  { name: 'attendance', zh: '参训人次', en: 'attendance', type: 'NUMBER', required: false, key: false },
  { name: 'inside', zh: '内训', en: 'inside', type: 'YES_NO', required: false, key: false },
]
const WORDS = { yes: '是', no: '否', open: '公开' }

function state(from: string, values: Record<string, unknown> | null, more: Partial<State> = {}): State {
  return { from, values: values as never, published: false, by: '210902-gov', at: `${from}T02:00:00Z`, ...more }
}

function told(states: State[], published = false) {
  return statesOf({ fields: FIELDS, published }, states, 'zh', WORDS)
}

describe('the states of an entry', () => {
  const entered = state('2024-05-12', { number: 'A', attendance: 0, inside: false })

  it('are told from the last, the first in full', () => {
    const [last, first] = told([entered, state('2024-06-01', { number: 'A', attendance: 45, inside: false })])
    expect(last).toMatchObject({ from: '2024-06-01', until: null, ended: null })
    expect(last?.changes).toEqual([{ label: '参训人次', now: '45', before: '0' }])
    expect(first).toMatchObject({ from: '2024-05-12', until: '2024-06-01', overtaken: false, by: '210902-gov' })
    expect(first?.changes.map((one) => `${one.label} ${one.now}`)).toEqual(['编号 A', '参训人次 0', '内训 否'])
  })

  it('tell what is no longer said', () => {
    const [last] = told([entered, state('2024-06-01', { number: 'A', inside: true })])
    expect(last?.changes).toEqual([
      { label: '参训人次', now: '', before: '0' },
      { label: '内训', now: '是', before: '否' },
    ])
  })

  it('tell why it ended, and in full how it came back', () => {
    const [again, ended] = told([
      entered,
      state('2024-06-01', null, { reason: '登记重复' }),
      state('2024-07-01', { number: 'A' }),
    ])
    expect(ended).toMatchObject({ ended: '登记重复', changes: [], until: '2024-07-01' })
    expect(again?.changes).toEqual([{ label: '编号', now: 'A', before: null }])
  })

  it('held for no day where the next one is from the same day', () => {
    const stood = told([entered, state('2024-05-12', { number: 'A', attendance: 2, inside: false })])
    expect(stood.map((one) => one.overtaken)).toEqual([false, true])
  })

  it('say whether it is published, where the kind is', () => {
    const opened = { ...entered, from: '2024-06-01', published: true }
    expect(told([entered, opened])[0]?.changes).toEqual([])
    expect(told([entered, opened], true)[0]?.changes).toEqual([{ label: '公开', now: '是', before: '否' }])
  })

  it('are none of what is read by everybody alone', () => {
    expect(told([])).toEqual([])
  })
})
