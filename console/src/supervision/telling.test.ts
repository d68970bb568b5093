import { expect, it } from 'vitest'
import { language } from '@/ui/texts'
import { telling } from './telling'

it('tells what a move came to before what was said with it', () => {
  language.value = 'zh'
  expect(telling({ comment: '已反弹', outcome: 'RELAPSED' })).toBe('反弹 · 已反弹')
  expect(telling({ approved: false, comment: '措施不具体' })).toBe('同意 否 · 措施不具体')
  expect(telling({ text: '已补齐', percent: 100 })).toBe('已补齐 · 100 %')
  expect(telling({ comment: null, reason: '' })).toBe('')
  expect(telling(null)).toBe('')
  expect(telling({ report: '长'.repeat(200) })).toHaveLength(121)
})
