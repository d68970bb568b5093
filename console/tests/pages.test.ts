import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Looks, Visit, launch } from './browser'

let browser: Browser

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

/** Each page with a login that works with it. */
const PAGES: Record<string, string[]> = {
  '210921-gov': ['/owed', '/filing/annual-2022/210921-gov', '/inbox', '/no-such-page'],
  '210000-gov.reviewer': ['/reviews'],
  '210900-gov.supervisor': ['/register', '/supervision/orders', '/supervision/inspections', '/webhooks'],
  '210000-gov.viewer': [
    '/figures?cycle=annual-2023',
    '/directory',
    '/directory?tab=cycles',
    '/directory?tab=forms',
    '/directory?tab=rules',
  ],
  admin: ['/operations', '/accounts'],
}

const WIDTHS = [1440, 1024, 390]
const LANGUAGES = ['zh', 'en'] as const

it('the login can be read and used by everybody', async () => {
  for (const language of LANGUAGES) {
    const visit = await Visit.begin(browser, { language })
    await visit.page.goto('/login')
    await inAllLooks(visit, 'login', language)
    await visit.end()
  }
})

it.each(Object.entries(PAGES).flatMap(([login, paths]) => LANGUAGES.map((language) => ({ login, paths, language }))))(
  'the pages of $login can be read and used by everybody, in $language',
  async ({ login, paths, language }) => {
    const visit = await Visit.begin(browser, { language })
    await visit.logIn(login, paths[0])
    for (const path of paths) {
      await visit.page.goto(path)
      await visit.page.waitForLoadState('networkidle')
      await inAllLooks(visit, path.replace(/\W+/g, '-').replace(/^-/, ''), language)
    }
    expect(visit.wrong).toEqual([])
    await visit.end()
  },
  180_000,
)

/** Each width, light and dark. */
async function inAllLooks(visit: Visit, name: string, language: 'zh' | 'en'): Promise<void> {
  for (const width of WIDTHS) {
    for (const dark of [false, true]) {
      await visit.look({ width, dark })
      await accessible(visit, name, { width, language, dark })
    }
  }
}

async function accessible(visit: Visit, name: string, { width, language, dark }: Looks): Promise<void> {
  await visit.picture(`${name}-${width}-${language}${dark ? '-dark' : ''}`)
  const { violations } = await new AxeBuilder({ page: visit.page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(
    violations.map((one) => `${name}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([])
  // nothing but tables and lists of their own scrolls sideways
  const sideways = await visit.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(`${name} ${sideways}`).toBe(`${name} 0`)
}
