import { mkdirSync } from 'node:fs'
import { type Browser, type Page, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'

/** Where the suite is that is tried; its demo directory is loaded. */
export const SUITE = process.env['HUIKAN_URL'] ?? 'http://127.0.0.1:8080'
export const SECRET = 'huikan-demo'
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const PICTURES = 'tests/pictures'

export function launch(): Promise<Browser> {
  mkdirSync(PICTURES, { recursive: true })
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
}

export interface Looks {
  width?: number
  height?: number
  language?: 'zh' | 'en'
  dark?: boolean
}

/** A page of a person's own browser, with what went wrong in it. */
export class Visit {
  readonly wrong: string[] = []

  private constructor(
    readonly page: Page,
    private readonly language: 'zh' | 'en',
  ) {
    page.on('pageerror', (error) => this.wrong.push(String(error)))
    page.on('console', (message) => {
      // a request that was refused is shown by the page, and is no error of it
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.wrong.push(message.text())
      }
    })
  }

  static async begin(browser: Browser, { width = 1440, language = 'zh', dark = false }: Looks = {}): Promise<Visit> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      colorScheme: dark ? 'dark' : 'light',
      baseURL: SUITE,
    })
    return new Visit(await context.newPage(), language)
  }

  async logIn(login: string, path = '/', secret = SECRET): Promise<this> {
    await this.page.goto(path)
    await this.page.getByTestId('login-name').fill(login)
    await this.page.getByTestId('login-secret').fill(secret)
    await this.page.getByTestId('login-submit').click()
    await this.page.getByTestId('me').waitFor()
    // the account remembers the language of whoever came before, also of another test
    if ((await this.page.getAttribute('html', 'lang')) !== (this.language === 'zh' ? 'zh-CN' : 'en')) {
      await this.page.getByTestId('language').click()
    }
    return this
  }

  async look({ width = 1440, height = 900, dark = false }: Looks): Promise<void> {
    await this.page.setViewportSize({ width, height })
    await this.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  }

  /** As the page itself would ask. */
  post<T extends object>(path: string, body: object, version?: number): Promise<T> {
    return this.send('POST', path, body, version === undefined ? {} : { 'If-Match': `"${version}"` })
  }

  /** What is not there yet. */
  put<T extends object>(path: string, body: object): Promise<T> {
    return this.send('PUT', path, body, { 'If-None-Match': '*' })
  }

  private async send<T extends object>(
    method: string,
    path: string,
    body: object,
    more: Record<string, string>,
  ): Promise<T> {
    const { status, text } = await this.page.evaluate(
      async ([by, to, content, headers]) => {
        const csrf = /huikan-csrf=([^;]*)/.exec(document.cookie)?.[1] ?? ''
        const answer = await fetch(to, {
          method: by,
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, ...headers },
          body: content,
        })
        return { status: answer.status, text: await answer.text() }
      },
      [method, path, JSON.stringify(body), more] as const,
    )
    if (status >= 300) {
      throw new Error(`${path}: ${status} ${text}`)
    }
    return JSON.parse(text) as T
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: false })
  }

  async end(): Promise<void> {
    await this.page.context().close()
  }
}

/** A browser for the tests of a file. What is visited in a test ends with it, and nothing went wrong in any of it. */
export function visiting(): (login: string, path?: string, secret?: string) => Promise<Visit> {
  let browser: Browser
  const visits: Visit[] = []
  beforeAll(async () => {
    browser = await launch()
  })
  afterEach(async () => {
    for (const one of visits.splice(0)) {
      expect(one.wrong).toEqual([])
      await one.end()
    }
  })
  afterAll(() => browser?.close())
  return async (login, path = '/', secret = SECRET) => {
    const begun = await Visit.begin(browser)
    visits.push(begun)
    return begun.logIn(login, path, secret)
  }
}

/** What one service did the next one hears of a moment later: the page is opened until it is there. */
export async function opened({ page }: Visit, path: string, what: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(path)
        await page.waitForLoadState('networkidle')
        return page.getByTestId(what).count()
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBeGreaterThan(0)
}
