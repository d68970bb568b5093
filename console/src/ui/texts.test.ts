import { afterEach, describe, expect, it, vi } from 'vitest'
// before there is what it takes for a page
import 'vue'

const FORM = 'https://huikan.example/login'

interface Reader {
  kept?: string
  browser?: string
  from?: string
  loaded?: 'navigate' | 'reload'
}

/** The console as it begins for a reader. */
async function begin({ kept, browser = 'zh-CN', from = '', loaded = 'navigate' }: Reader) {
  const storage = new Map(kept ? [['huikan-language', kept]] : [])
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  })
  vi.stubGlobal('navigator', { language: browser })
  vi.stubGlobal('document', { referrer: from, documentElement: { lang: '' } })
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type: loaded } as PerformanceNavigationTiming])
  vi.resetModules()
  const texts = await import('./texts')
  texts.speak(texts.language.value)
  return { ...texts, storage }
}

describe('the language', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('is that of the browser until it is known who reads', async () => {
    expect((await begin({ browser: 'zh-CN' })).language.value).toBe('zh')
    expect((await begin({ browser: 'de' })).language.value).toBe('en')
  })

  it('is that of the account, and no choice of the reader', async () => {
    const { language, speakAs, storage } = await begin({ browser: 'zh-CN' })
    speakAs('en')
    expect(language.value).toBe('en')
    expect(document.documentElement.lang).toBe('en')
    expect(storage.size).toBe(0)
  })

  it('is what was chosen on the form, whatever the account has, and stays', async () => {
    const { language, speakAs, storage } = await begin({ kept: 'zh', from: `${FORM}?next=/owed&lang=en` })
    expect(language.value).toBe('en')
    speakAs('zh')
    expect(language.value).toBe('en')
    expect(storage.get('huikan-language')).toBe('en')
  })

  it('is not what was chosen on the form once another was chosen after it', async () => {
    const { language } = await begin({ kept: 'zh', from: `${FORM}?lang=en`, loaded: 'reload' })
    expect(language.value).toBe('zh')
  })

  it('is not that of another page', async () => {
    expect((await begin({ from: 'https://huikan.example/search?lang=en' })).language.value).toBe('zh')
  })

  it('is what the reader chose last in this browser, whatever browser and account have', async () => {
    const { language, speakAs } = await begin({ kept: 'zh', browser: 'en', from: FORM })
    speakAs('en')
    expect(language.value).toBe('zh')
  })

  it('is kept when it is chosen', async () => {
    const { choose, language, speakAs, storage } = await begin({ browser: 'zh-CN' })
    choose('en')
    speakAs('zh')
    expect(language.value).toBe('en')
    expect(storage.get('huikan-language')).toBe('en')
  })
})
