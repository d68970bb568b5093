import { describe, expect, it } from 'vitest'
import type { RegisterKind } from '@/api/generated/model'
import { language } from '@/ui/texts'
import { conditionWords, kindOf, newField, newKind, possible, typedKind } from './kinds'

const KIND: RegisterKind = {
  id: 'complaints',
  version: 1001,
  title: '信访投诉举报',
  titleEn: 'Complaints',
  published: false,
  fields: [
    { name: 'number', zh: '编号', en: 'number', type: 'TEXT', required: true, key: true },
    {
      name: 'status',
      zh: '办理状态',
      en: 'status',
      type: 'CHOICE',
      required: true,
      key: false,
      choices: [
        { value: 'OPEN', zh: '在办', en: 'open' },
        { value: 'CLOSED', zh: '已办结', en: 'closed' },
      ],
    },
    { name: 'closedOn', zh: '办结日期', en: 'closed on', type: 'DATE', required: false, key: false },
    { name: 'anonymous', zh: '匿名', en: 'anonymous', type: 'YES_NO', required: false, key: false },
    { name: 'people', zh: '人数', en: 'people', type: 'NUMBER', required: false, key: false },
  ],
  counts: [
    {
      indicator: 'CPL002',
      where: [{ field: 'status', is: ['CLOSED'] }],
      dated: 'closedOn',
    },
    { indicator: 'CPL003', where: [{ field: 'number', is: ['a, b', 'c'] }], sum: 'people' },
  ],
}
const WORDS = { yes: '是', no: '否' }

describe('a kind of register', () => {
  it('comes back as it was typed', () => {
    expect(kindOf(typedKind(KIND))).toEqual({ ...KIND, version: 0 })
  })

  it('is not changed where it is shown while it is typed', () => {
    const typed = typedKind(KIND)
    typed.fields[1]!.choices[0]!.zh = '办理中'
    typed.counts[0]!.where[0]!.is.push('OPEN')
    expect(KIND.fields[1]?.choices?.[0]?.zh).toBe('在办')
    expect(KIND.counts[0]?.where[0]?.is).toEqual(['CLOSED'])
  })

  it('keeps what entries have, and adds what they do not have', () => {
    const typed = typedKind(KIND)
    typed.fields.push(newField())
    expect(typed.fields.map((one) => one.kept)).toEqual([true, true, true, true, true, false])
    expect(typed.fields[1]?.choices.every((one) => one.kept)).toBe(true)
    expect(newKind().fields.some((one) => one.kept)).toBe(false)
  })

  it('has a key that is always there, and choices where one is chosen', () => {
    const typed = newKind()
    typed.fields[0]!.required = false
    typed.fields[0]!.choices.push({ value: 'A', zh: '甲', en: 'a', kept: false })
    const [field] = kindOf(typed).fields
    expect(field?.required).toBe(true)
    expect(field).not.toHaveProperty('choices')
  })

  it('drops lines of a condition that are empty', () => {
    const typed = typedKind(KIND)
    typed.counts[1]!.where[0]!.is = ['a', '', ' ']
    expect(kindOf(typed).counts[1]?.where[0]?.is).toEqual(['a'])
  })
})

describe('a condition', () => {
  it('is about what may be chosen', () => {
    const { fields } = typedKind(KIND)
    expect(possible(fields[1], 'zh', WORDS)?.map((one) => one.word)).toEqual(['在办', '已办结'])
    expect(possible(fields[3], 'zh', WORDS)?.map((one) => one.value)).toEqual(['true', 'false'])
    expect(possible(fields[0], 'zh', WORDS)).toBeNull()
    expect(possible(undefined, 'zh', WORDS)).toBeNull()
  })

  it('is read in the words of the reader', () => {
    language.value = 'zh'
    expect(conditionWords(KIND.fields, { field: 'status', is: ['OPEN', 'CLOSED'] }, 'zh', WORDS)).toBe(
      '办理状态：在办、已办结',
    )
    expect(conditionWords(KIND.fields, { field: 'anonymous', is: ['false'] }, 'zh', WORDS)).toBe('匿名：否')
    expect(conditionWords(KIND.fields, { field: 'gone', is: ['X'] }, 'zh', WORDS)).toBe('gone：X')
  })
})
