import { expect, it } from 'vitest'
import type { FormGroup, FormIndicator } from '@/api/generated/model'
import { useGridFilter } from './useGridFilter'

const indicator = (code: string, zh: string, en: string) => ({ code, names: { zh, en } }) as FormIndicator
const all: FormGroup[] = [
  { names: { zh: '检查', en: 'inspections' }, indicators: [indicator('INS001', '检查次数', 'inspections')] },
  {
    names: { zh: '应诉', en: 'suits' },
    indicators: [indicator('LIT003', '审结数', 'concluded'), indicator('LIT011', '败诉数', 'lost')],
  },
]

it('shows the rows that fit, and leaves them until a filter is set again', () => {
  const filled = new Set(['LIT003'])
  const rows = useGridFilter(() => all, { filled: (code) => filled.has(code), wrong: (code) => code === 'LIT011' })
  expect(rows.order.value).toEqual(['INS001', 'LIT003', 'LIT011'])

  rows.onlyEmpty.value = true
  rows.filter()
  expect(rows.order.value).toEqual(['INS001', 'LIT011'])
  filled.add('INS001')
  expect(rows.order.value).toEqual(['INS001', 'LIT011'])

  rows.onlyWrong.value = true
  rows.filter()
  expect(rows.order.value).toEqual(['LIT011'])
  expect(rows.groups.value.map((group) => group.names.zh)).toEqual(['应诉'])

  rows.find.value = '次数'
  rows.filter()
  expect(rows.order.value).toEqual([])
  rows.showAll()
  expect(rows.order.value).toHaveLength(3)
})
