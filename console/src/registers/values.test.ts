import { expect, it } from 'vitest'
import type { RegisterKindField as Field } from '@/api/generated/model'
import { said, shown, typed } from './values'

const FIELDS: Field[] = [
  { name: 'number', zh: '编号', en: 'number', type: 'TEXT', required: true, key: true },
  { name: 'pieces', zh: '数量', en: 'pieces', type: 'NUMBER', required: false, key: false },
  { name: 'inUse', zh: '在用', en: 'in use', type: 'YES_NO', required: false, key: false },
  {
    name: 'kind',
    zh: '种类',
    en: 'kind',
    type: 'CHOICE',
    required: false,
    key: false,
    choices: [{ value: 'CAMERA', zh: '记录仪', en: 'camera' }],
  },
]
const WORDS = { yes: '是', no: '否' }

it('what an entry says comes back from a form as it was', () => {
  const values = { number: 'A-1', pieces: 0, inUse: false, kind: 'CAMERA' }
  expect(said(FIELDS, typed(FIELDS, values))).toEqual(values)
  expect(said(FIELDS, typed(FIELDS, { number: 'A-1' }))).toEqual({ number: 'A-1' })
})

it.each(['1.5', '三', '-1'])('%s is left for the service to refuse', (pieces) => {
  expect(said(FIELDS, { number: 'A-1', pieces })).toEqual({ number: 'A-1', pieces })
})

it('choices and yes or no are read in the words of the language', () => {
  const [number, , inUse, kind] = FIELDS as [Field, Field, Field, Field]
  expect(shown(kind, 'CAMERA', 'zh', WORDS)).toBe('记录仪')
  expect(shown(kind, 'CAMERA', 'en', WORDS)).toBe('camera')
  expect(shown(inUse, false, 'zh', WORDS)).toBe('否')
  expect(shown(inUse, undefined, 'zh', WORDS)).toBe('')
  expect(shown(number, 'A-1', 'zh', WORDS)).toBe('A-1')
})
