import { beforeEach, describe, expect, it } from 'vitest'
import { language } from '@/ui/texts'
import { reasonName, reasonNames, reasonSent } from './reasons'

beforeEach(() => {
  language.value = 'zh'
})

describe('a reason of a return', () => {
  it('is sent in Chinese in whichever language it was chosen', () => {
    const chinese = reasonNames()
    language.value = 'en'
    expect(reasonNames()).toHaveLength(chinese.length)
    expect(reasonNames().map(reasonSent)).toEqual(chinese)
    expect(chinese.map(reasonSent)).toEqual(chinese)
    expect(reasonSent(' left out ')).toBe('漏报')
  })

  it('is read in the language of the reader', () => {
    expect(reasonName('漏报')).toBe('漏报')
    language.value = 'en'
    expect(reasonName('漏报')).toBe('Left out')
  })

  it('is what somebody wrote where it is none of the list', () => {
    language.value = 'en'
    expect(reasonSent(' two townships are missing ')).toBe('two townships are missing')
    expect(reasonName('缺两个乡镇')).toBe('缺两个乡镇')
  })
})
