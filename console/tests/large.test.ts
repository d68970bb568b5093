import { writeFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SECRET, SUITE, Visit, launch } from './browser'

/**
 * How the console is in a large province: 10 000 agencies and ten cycles that each of them owes, 100 000 obligations.
 * `npm run measure:large` against a suite of the demo directory of its own, which is filled first (some minutes) and
 * stays so; writes `tests/large.json`, whose figures stand in docs/console.md.
 */

const AGENCIES = 10_000
const CYCLES = 10
const CITIES = 14
const AT_ONCE = 8
/** ms; longer than this and a page stutters */
const LONG = 50

const measured: Record<string, number> = {}
let browser: Browser
let visit: Visit

async function token(): Promise<string> {
  const answer = await fetch(`${SUITE}/oauth2/token`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${btoa(`admin:${SECRET}`)}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

/** Asks until it is done, or was done before. */
async function fill(method: string, path: string, body: object, bearer: string): Promise<void> {
  for (;;) {
    const answer = await fetch(SUITE + path, {
      method,
      headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json', 'If-None-Match': '*' },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (answer.ok || [409, 412, 428].includes(answer.status)) {
      return
    }
    if (answer.status !== 429 && answer.status !== 503) {
      throw new Error(`${path}: ${answer.status} ${text}`)
    }
    await new Promise((soon) => setTimeout(soon, 500))
  }
}

async function fillProvince(): Promise<void> {
  const bearer = await token()
  const agency = (index: number) => {
    const city = `21${String((index % CITIES) + 1).padStart(2, '0')}`
    const county = String(30 + (Math.floor(index / CITIES) % 60)).padStart(2, '0')
    return fill(
      'PUT',
      `/api/agencies/${city}${county}-x${index}`,
      { name: `测试单位${index}`, level: 'COUNTY', territory: `${city}00-gov`, department: null },
      bearer,
    )
  }
  const last = await fetch(`${SUITE}/api/cycles/big-${CYCLES - 1}`, { headers: { Authorization: `Bearer ${bearer}` } })
  if (last.ok) {
    return
  }
  for (let index = 0; index < AGENCIES; index += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, step) => agency(index + step)))
  }
  for (let index = 0; index < CYCLES; index++) {
    const year = 2009 + index
    await fill(
      'POST',
      '/api/cycles',
      {
        id: `big-${index}`,
        form: 'annual',
        period: { from: `${year}-01-01`, to: `${year}-12-31` },
        opensOn: `${year + 1}-01-01`,
        dueOn: `${year + 1}-03-01`,
        closesOn: '2099-12-31',
        agencies: { under: '210000-gov', levels: null },
      },
      await token(),
    )
  }
}

/** Of the tasks since this was asked last, the longest; 0 where none was long. */
async function longest(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 100)))
    const { tasks } = window as unknown as { tasks: number[] }
    return Math.round(Math.max(0, ...tasks.splice(0)))
  })
}

async function scroll(page: Page): Promise<number> {
  await longest(page)
  await page.mouse.move(720, 500)
  for (let step = 0; step < 60; step++) {
    await page.mouse.wheel(0, 700)
    await page.waitForTimeout(30)
  }
  return longest(page)
}

/** Milliseconds until a page is there, and its longest task. */
async function open(what: string, path: string, ready: (page: Page) => Promise<unknown>): Promise<void> {
  const { page } = visit
  const times: number[] = []
  const tasks: number[] = []
  for (let round = 0; round < 3; round++) {
    const begun = performance.now()
    await page.goto(path)
    await ready(page)
    times.push(performance.now() - begun)
    tasks.push(await longest(page))
  }
  const median = (values: number[]) => Math.round(values.toSorted((a, b) => a - b)[1] ?? 0)
  measured[`${what}: ms`] = median(times)
  measured[`${what}: longest task, ms`] = median(tasks)
}

const wanted = process.env['HUIKAN_LARGE'] !== undefined

beforeAll(async () => {
  if (wanted) {
    await fillProvince()
    browser = await launch()
    visit = await Visit.begin(browser)
    await visit.page.addInitScript(() => {
      const tasks: number[] = []
      Object.assign(window, { tasks })
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration))).observe({
        type: 'longtask',
        buffered: true,
      })
    })
    await visit.logIn('210000-gov.viewer', '/figures?cycle=big-5')
  }
}, 1_800_000)
afterAll(async () => {
  if (wanted) {
    writeFileSync('tests/large.json', `${JSON.stringify(measured, null, 2)}\n`)
    await browser.close()
  }
})

it.skipIf(!wanted)(
  'is quick in a large province',
  async () => {
    const { page } = visit
    const row = (code: string) => (of: Page) => of.getByTestId(`completeness-${code}`).waitFor()
    await open('figures of the province', '/figures?cycle=big-5', row('210900-gov'))
    await open('figures of a city with 714 below', '/figures?cycle=big-5&under=210900-gov', row('210930-x8'))
    await page.getByRole('button', { name: /显示全部/ }).click()
    measured['figures of a city: all 714 shown, longest task, ms'] = await longest(page)
    measured['figures of a city: scrolled, longest task, ms'] = await scroll(page)
    await open('owed', '/owed', (of) => of.getByTestId('owed-row-big-5').waitFor())
    await open('directory', '/directory', (of) => of.locator('summary').nth(10).waitFor())
    // the last first: those above it stay where they are
    for (const city of (await page.locator('ul ul summary').all()).toReversed()) {
      await city.click()
    }
    await page.getByText(`测试单位${AGENCIES - 1}`).waitFor()
    measured['directory: opened to its 10 000 rows, longest task, ms'] = await longest(page)
    measured['directory: 10 000 rows scrolled, longest task, ms'] = await scroll(page)
    await page.locator('input[type=search]').fill('测试单位12')
    measured['directory: searched, longest task, ms'] = await longest(page)
    expect(measured['directory: 10 000 rows scrolled, longest task, ms']).toBeLessThan(LONG)
  },
  300_000,
)
