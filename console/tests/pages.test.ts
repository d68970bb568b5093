import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const LOOKS: Looks[] = [1440, 1024, 390].flatMap((width) => [
  { width, language: 'zh', dark: false },
  { width, language: 'en', dark: true },
])

describe.each(LOOKS)('at $width, $language, dark $dark', (looks) => {
  it('the login can be read and used by everybody', async () => {
    const visit = await Visit.begin(browser, looks)
    await visit.page.goto('/login')
    await accessible(visit, `login`, looks)
    await visit.end()
  })

  it.each(Object.entries(PAGES))('the pages of %s can be read and used by everybody', async (login, paths) => {
    const visit = await Visit.begin(browser, looks)
    await visit.logIn(login, paths[0])
    for (const path of paths) {
      await visit.page.goto(path)
      await visit.page.waitForLoadState('networkidle')
      await accessible(visit, path.replace(/\W+/g, '-').replace(/^-/, ''), looks)
    }
    expect(visit.wrong).toEqual([])
    await visit.end()
  })
})

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
