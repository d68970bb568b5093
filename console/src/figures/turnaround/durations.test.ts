import { afterEach, describe, expect, it } from 'vitest'
import { language } from '@/ui/texts'
import { durationWords, secondsOf, waitedWords } from './durations'

const spoken = language.value
afterEach(() => (language.value = spoken))

describe('a duration', () => {
  it.each([
    ['PT49H30M', 49 * 3600 + 30 * 60],
    ['PT0S', 0],
    ['PT12.345S', 12],
    ['PT1H0.5S', 3600],
    ['P2DT1H', 49 * 3600],
  ])('%s is %d seconds', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds)
  })

  it.each(['', 'P', '49:30', '-PT1H', 'P1M', null, undefined])('%s is none', (text) => {
    expect(secondsOf(text)).toBeNull()
    expect(durationWords(text)).toBe('')
  })

  it.each([
    ['PT59.9S', '不到 1 分钟', 'under a minute'],
    ['PT30M12S', '30 分钟', '30 minutes'],
    ['PT1H', '1 小时', '1 hour'],
    ['PT47H59M', '47 小时 59 分钟', '47 hours 59 minutes'],
    ['PT49H30M', '2 天 1 小时', '2 days 1 hour'],
    ['PT72H', '3 天', '3 days'],
  ])('%s is told as %s', (text, zh, en) => {
    language.value = 'zh'
    expect(durationWords(text)).toBe(zh)
    language.value = 'en'
    expect(durationWords(text)).toBe(en)
  })
})

it('tells how long what waits had waited', () => {
  language.value = 'en'
  expect(waitedWords('2026-11-20T00:00:00Z', '2026-11-25T02:00:00Z')).toBe('5 days 2 hours')
  // the clocks of two services differ by a moment
  expect(waitedWords('2026-11-20T00:00:01Z', '2026-11-20T00:00:00Z')).toBe('under a minute')
  expect(waitedWords(null, '2026-11-20T00:00:00Z')).toBe('')
})
