import { strFromU8, unzipSync } from 'fflate'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Visit, opened, visiting } from './browser'

const visit = visiting()

/** Each run and each test has an agency of its own, so that a second run finds what it needs. */
const CYCLE = 'annual-2023'

/** An unsigned one is asked for once more. */
async function sign(page: Page): Promise<void> {
  await page.getByTestId('tab-signing').click()
  if (!(await page.getByTestId('signed-by').inputValue())) {
    await page.getByTestId('title').fill('年度报告')
    await page.getByTestId('signed-by').fill('签发人甲')
    await page.getByTestId('signed-on').fill('2024-02-08')
  }
}

/** Files what is on the page and waits for what became of it. */
async function file({ page }: Visit): Promise<string> {
  await sign(page)
  await page.getByTestId('submit').click()
  await page.waitForURL(/\/submissions\//)
  await page.getByTestId('submission-state').waitFor()
  return /submissions\/([^?/]+)/.exec(page.url())?.[1] ?? ''
}

/** A correction says why; in a first filing there is no such field. */
async function reason(page: Page, why: string): Promise<void> {
  if ((await page.getByTestId('reason').count()) > 0) {
    await page.getByTestId('reason').fill(why)
  }
}

/** Answers what is asked before something is done. */
async function answer(page: Page, yes: 'yes' | 'no'): Promise<string> {
  const asked = page.getByTestId('asked')
  const text = (await asked.locator('#asked').textContent()) ?? ''
  await asked.getByTestId(`asked-${yes}`).click()
  await asked.waitFor({ state: 'detached' })
  return text
}

/** What an earlier run has left in a draft is not there, and it is nobody's turn. */
async function emptyDraft(office: Visit, cycle: string, agency: string): Promise<void> {
  const draft = `/api/drafts/${cycle}/${agency}`
  // by what stands then: another window of an earlier run may have written at this moment
  await expect
    .poll(() =>
      office.page.evaluate(async (path) => {
        const csrf = /huikan-csrf=([^;]*)/.exec(document.cookie)?.[1] ?? ''
        const { version } = (await (await fetch(path)).json()) as { version: number }
        const headers = { 'X-CSRF-Token': csrf, 'If-Match': `"${version}"` }
        return (await fetch(path, { method: 'DELETE', headers })).status
      }, draft),
    )
    .toBe(204)
  const { version } = await office.page.evaluate(
    async (path) => (await (await fetch(path)).json()) as { version: number },
    draft,
  )
  await office.post(`${draft}/hand-over`, { to: null }, version)
}

/** What is typed is on the server. */
async function saved(page: Page): Promise<void> {
  await page.getByTestId('saved').getByText('已保存').waitFor()
}

async function openFiling(login: string, agency: string, { english = false } = {}): Promise<Visit> {
  const office = await visit(login, '/owed')
  await emptyDraft(office, CYCLE, agency)
  if (english) {
    await office.page.getByTestId('language').click()
  }
  const row = office.page.getByTestId(`file-${CYCLE}`)
  // filed by an earlier run: it is corrected
  await office.page.locator('main table').first().waitFor()
  if ((await row.count()) > 0) {
    await row.click()
  } else {
    await office.page.goto(`/filing/${CYCLE}/${agency}`)
  }
  await office.page.getByTestId('cell-own-INS001').waitFor()
  return office
}

/** Files one figure without the form, in the place of what was filed by an earlier run. */
async function fileFigure(office: Visit, cycle: string, agency: string, INS001: number): Promise<string> {
  const replaces = await office.page.evaluate(
    async (query) => {
      const answer = await fetch(`/api/submissions?${query}`)
      const { items } = (await answer.json()) as { items: { id: string; state: string }[] }
      return items.find((one) => one.state === 'ACCEPTED')?.id ?? null
    },
    String(new URLSearchParams({ cycle, agency, limit: '100' })),
  )
  const { id } = await office.post<{ id: string }>('/api/submissions', {
    cycle,
    agency,
    title: '年度报告',
    indicators: { own: { INS001 } },
    replaces,
  })
  return id
}

describe('an office', () => {
  it('files with an error, is told where, mends it and has a receipt', async () => {
    const office = await openFiling('210903-gov', '210903-gov', { english: true })
    const { page } = office
    // headings are the form's, whatever the language of the page
    await page.getByTestId('tab-sections').click()
    await page.getByTestId('section-MEASURES_RESULTS').getByText('Measures and results').waitFor()
    await page.getByTestId('text-MEASURES_RESULTS').fill('建立行政检查备案制度。')
    await page.getByTestId('tab-figures').click()
    await page.getByTestId('language').click()
    await page.getByTestId('cell-own-INS001').fill('670')
    await page.getByTestId('cell-own-INS002').fill('3')
    await page.getByTestId('cell-own-INS003').fill('5')
    await page.getByTestId('check-R32').waitFor()
    await office.picture('filing-with-an-error')
    // what is known to be refused is not filed by a slip of the hand
    await sign(page)
    await page.getByTestId('submit').click()
    expect(await answer(page, 'no')).toContain('有 1 项错误')
    await page.getByTestId('cell-own-INS003').waitFor()
    await page.getByTestId('submit').click()
    await answer(page, 'yes')
    await page.waitForURL(/\/submissions\//)
    const rejected = /submissions\/([^?/]+)/.exec(page.url())?.[1]
    await page.getByTestId('submission-state').waitFor()
    expect(await page.getByTestId('submission-state').textContent()).toContain('未通过校验')
    await page.getByTestId('check-R32').waitFor()

    await page.getByTestId('correct').click()
    await page.getByTestId('cell-own-INS003').fill('2')
    await expect.poll(() => page.getByTestId('check-R32').count()).toBe(0)
    expect(await page.getByTestId('cell-own-INS001').inputValue()).toBe('670')
    // three parts of the report are left out
    await page.getByTestId('explain-R45').fill('其余部分另报')
    await page.getByTestId('tab-signing').click()
    await page.getByTestId('title').fill('2023 年法治政府建设年度报告')
    await page.getByTestId('signed-by').fill('签发人乙')
    await page.getByTestId('signed-on').fill('2024-02-08')
    await reason(page, '更正')
    const accepted = await file(office)
    expect(accepted).not.toBe(rejected)
    expect(await page.getByTestId('submission-state').textContent()).toContain('已受理')
    const headings = await page.evaluate(async (id) => {
      const answer = await fetch(`/api/submissions/${id}/document`)
      return ((await answer.json()) as { sections: { heading: string }[] }).sections.map((one) => one.heading)
    }, accepted)
    expect(headings).toEqual(['主要举措和成效'])
    await office.picture('submission')
    // the form that is gone back to is what was filed, to be corrected
    await page.goBack()
    await expect.poll(() => page.getByTestId('cell-own-INS001').inputValue(), { timeout: 10_000 }).toBe('670')
    expect(await page.getByTestId('cell-own-INS003').inputValue()).toBe('2')
    await page.getByTestId('tab-signing').click()
    await page.getByTestId('reason').waitFor()
    await page.goForward()
    await page.getByTestId('receipt').click()
    await page.getByRole('img').waitFor()
    await office.picture('receipt')
    const text = page.locator('textarea[readonly]')
    expect(await text.isVisible()).toBe(false)
    await page.getByText('回执全文').click()
    const receipt = await text.inputValue()
    await page.getByRole('link', { name: '验证回执' }).click()
    await page.getByText('回执真实有效').waitFor()
    // who scans its code and is not logged in is told what for, and comes back to it
    await page.context().clearCookies()
    await page.reload()
    await page.getByTestId('purpose').getByText('这里查验报送回执').waitFor()
    expect(page.url(), 'no server on the way sees the receipt').toMatch(/\/login\?next=%2Fverify$/)
    await office.picture('login-to-verify')
    await page.getByTestId('login-name').fill('210900-gov.reviewer')
    await page.getByTestId('login-secret').fill('huikan-demo')
    await page.getByTestId('login-submit').click()
    await page.getByText('回执真实有效').waitFor()
    // and whoever was sent it as text pastes it
    await page.goto('/verify')
    await page.locator('textarea').fill(receipt)
    await page.getByRole('button', { name: '验证' }).click()
    await page.getByText('回执真实有效').waitFor()
  })

  it('pastes a range, takes it back, and finds it again after a reload', async () => {
    const office = await openFiling('210904-gov', '210904-gov')
    const { page } = office
    // this office never files: nothing is filled in, and that is asked once more
    await page.getByTestId('submit').click()
    expect(await answer(page, 'no')).toBe('什么都没有填：没有指标、正文和附件。仍要报送？')
    expect(page.url()).toContain('/filing/')
    const first = page.getByTestId('cell-own-LDR001')
    await first.focus()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', '7\n8\n1,200\n')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    await expect.poll(() => page.getByTestId('cell-own-LDR001').inputValue()).toBe('7')
    await page.keyboard.press('Enter')
    const second = await page.evaluate(() => (document.activeElement as HTMLInputElement).value)
    expect(second).toBe('8')
    await page.keyboard.press('Control+z')
    await expect.poll(() => first.inputValue()).not.toBe('7')
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => first.inputValue()).toBe('7')
    // a wrong value is kept as it was typed, and marked
    await first.fill('七')
    await page.getByTestId('saved').getByText('1 处还没有保存到服务器').waitFor()
    await page.waitForFunction(
      () => document.querySelector('[data-testid="cell-own-LDR001"]')?.getAttribute('aria-invalid') === 'true',
    )
    await first.blur()
    // at once: what was typed in the last moment is not lost either
    await page.reload()
    await expect.poll(() => first.inputValue(), { timeout: 10_000 }).toBe('七')
  })
})

describe('an office where nothing happened', () => {
  it('reports that with one click, leaves what was filled in, and may take it back', async () => {
    const office = await openFiling('210911-gov', '210911-gov')
    const { page } = office
    await page.getByTestId('cell-own-INS001').fill('4')
    await page.getByTestId('nil').click()
    expect(await answer(page, 'no')).toContain('没有发生的填 0')
    expect(await page.getByTestId('cell-own-INS002').inputValue()).toBe('')
    await page.getByTestId('nil').click()
    await answer(page, 'yes')
    expect(await page.getByTestId('cell-own-INS002').inputValue()).toBe('0')
    expect(await page.getByTestId('cell-own-INS001').inputValue()).toBe('4')
    expect(await page.getByTestId('nil').isDisabled()).toBe(true)
    await saved(page)
    await page.getByRole('button', { name: '撤销' }).click()
    expect(await page.getByTestId('cell-own-INS002').inputValue()).toBe('')
    await saved(page)
    await emptyDraft(office, CYCLE, '210911-gov')
  })
})

describe('two people of an office', () => {
  const AGENCY = '210902-gov'
  const SECOND = { login: '210902-gov.second', secret: 'lisi-tianbao-2026' }
  const PATH = `/filing/${CYCLE}/${AGENCY}`

  async function both(): Promise<[Page, Page]> {
    const admin = await visit('admin', '/accounts')
    const account = { ...SECOND, name: '李四', agency: AGENCY, role: 'REPORTER' }
    // an earlier run made it
    await admin.post('/api/accounts', account).catch((refused: unknown) => expect(String(refused)).toContain(' 409 '))
    const first = await visit(AGENCY, '/owed')
    await emptyDraft(first, CYCLE, AGENCY)
    await first.page.goto(PATH)
    const second = await visit(SECOND.login, PATH, SECOND.secret)
    await first.page.getByTestId('cell-own-INS001').waitFor()
    await second.page.getByTestId('cell-own-INS001').waitFor()
    return [first.page, second.page]
  }

  const figure = (page: Page, code: string) => page.getByTestId(`cell-own-${code}`)
  const shows = (page: Page, code: string, text: string) =>
    expect.poll(() => figure(page, code).inputValue(), { timeout: 15_000 }).toBe(text)

  it('see what each other writes, choose where both wrote, and hand over', async () => {
    const [first, second] = await both()
    await figure(first, 'INS001').fill('670')
    await figure(second, 'INS002').fill('3')
    await shows(second, 'INS001', '670')
    await shows(first, 'INS002', '3')
    // with whose it is
    await figure(first, 'INS002').focus()
    await first.locator('aside').getByText('李四').waitFor()
    await first.getByTestId('written-by').first().waitFor()

    // one of them is cut off, and both write into one cell
    await second.route('**/api/drafts/**', (route) => route.abort())
    await figure(second, 'INS003').fill('5')
    await second.getByTestId('saved').getByText('连不上服务器：1 处暂存在本机').waitFor()
    await figure(first, 'INS003').fill('2')
    await saved(first)
    // who still stands in a cell is asked, too
    await figure(first, 'INS001').focus()
    await second.unroute('**/api/drafts/**')
    const conflict = second.getByTestId('conflict-/indicators/own/INS003')
    await conflict.waitFor({ timeout: 15_000 })
    expect(await conflict.textContent()).toMatch(/您填的：.*5.*210902-gov.*填的：.*2/)
    expect(await figure(second, 'INS003').inputValue(), 'what is typed stays').toBe('5')
    await figure(second, 'INS003').evaluate((cell) => cell.scrollIntoView({ block: 'center' }))
    await second.screenshot({ path: 'tests/pictures/filing-conflict.png' })
    // nothing is filed before it is decided
    await second.getByTestId('submit').click()
    await second.getByText('有同事填了不同的内容').waitFor()
    expect(second.url()).toContain('/filing/')
    await conflict.getByTestId('take-mine').click()
    await conflict.waitFor({ state: 'detached' })
    await shows(first, 'INS003', '5')

    await second.getByTestId('hand-over-to').selectOption(AGENCY)
    await second.getByTestId('hand-over').click()
    await first.getByTestId('handed-to').getByText('轮到您').waitFor({ timeout: 15_000 })
    await first.evaluate(() => scrollTo(0, 0))
    await first.screenshot({ path: 'tests/pictures/filing-handed-over.png' })

    await first.getByTestId('discard').click()
    expect(await answer(first, 'yes')).toContain('同事填的内容也一并清空')
    await shows(first, 'INS001', '')
    await shows(second, 'INS001', '')
  })

  it('write sections of one text at the same time', async () => {
    const [first, second] = await both()
    const text = (page: Page, kind: string) => page.getByTestId(`text-${kind}`)
    await first.getByTestId('tab-sections').click()
    await second.getByTestId('tab-sections').click()
    await second.route('**/api/drafts/**', (route) => route.abort())
    await text(second, 'SHORTCOMINGS').fill('执法力量不足。')
    await second.getByTestId('saved').getByText('1 处暂存在本机').waitFor()
    await text(first, 'MEASURES_RESULTS').fill('建立备案制度。')
    await saved(first)
    await second.unroute('**/api/drafts/**')
    await saved(second)
    for (const page of [first, second]) {
      await expect.poll(() => text(page, 'SHORTCOMINGS').inputValue(), { timeout: 15_000 }).toBe('执法力量不足。')
      await expect.poll(() => text(page, 'MEASURES_RESULTS').inputValue()).toBe('建立备案制度。')
    }
    expect(await second.getByTestId('to-decide').count()).toBe(0)
  })

  it('sign off what the other wrote, where the form asks for it, until it is changed', async () => {
    const [first, second] = await both()
    for (const page of [first, second]) {
      // none of the demo's forms does
      await page.route('**/api/cycles/*/form', async (route) => {
        const told = await route.fetch()
        const form = (await told.json()) as object
        await route.fulfill({ response: told, json: { ...form, signOff: true } })
      })
      await page.reload()
      await page.getByTestId('sign-off').waitFor()
    }
    await figure(first, 'INS001').fill('670')
    await saved(first)
    await first.getByTestId('sign-off').click()
    await first.getByTestId('problem').getByText('签发人须是最后修改者以外的人').waitFor()
    await shows(second, 'INS001', '670')
    await second.getByTestId('sign-off').click()
    await second.getByTestId('signed-off').getByText('李四').waitFor()
    await first.getByTestId('signed-off').getByText('李四').waitFor({ timeout: 15_000 })
    await figure(first, 'INS001').fill('671')
    await first.getByTestId('sign-off').waitFor({ timeout: 15_000 })
    await second.getByTestId('sign-off').waitFor({ timeout: 15_000 })
  })

  it('lose nothing that was typed while one was cut off, also when the page was left', async () => {
    const [first, second] = await both()
    await second.route('**/api/drafts/**', (route) => route.abort())
    await figure(second, 'INS001').fill('7')
    await figure(second, 'INS002').fill('8')
    await second.getByTestId('saved').getByText('2 处暂存在本机').waitFor()
    await second.goto('/owed')
    await figure(first, 'INS002').fill('9')
    await saved(first)
    await second.unroute('**/api/drafts/**')
    await second.goto(PATH)
    await shows(first, 'INS001', '7')
    const conflict = second.getByTestId('conflict-/indicators/own/INS002')
    await conflict.getByTestId('take-theirs').click()
    await shows(second, 'INS002', '9')
    expect(await figure(first, 'INS002').inputValue()).toBe('9')
  })

  it('keep on a shared device what is of each of them apart', async () => {
    const [, second] = await both()
    await second.route('**/api/drafts/**', (route) => route.abort())
    await figure(second, 'INS001').fill('7')
    await second.getByTestId('saved').getByText('1 处暂存在本机').waitFor()
    await second.goto('/owed')
    await second.getByTestId('logout').click()
    await second.getByTestId('login-name').fill(AGENCY)
    await second.getByTestId('login-secret').fill('huikan-demo')
    await second.getByTestId('login-submit').click()
    await second.getByTestId('me').waitFor()
    await second.unroute('**/api/drafts/**')
    // what the page sent as it went may have come there after all: only what is on the device is looked at
    await emptyDraft(await visit(AGENCY, '/owed'), CYCLE, AGENCY)
    await second.goto(PATH)
    await figure(second, 'INS001').waitFor()
    expect(await figure(second, 'INS001').inputValue()).toBe('')
  })
})

describe('a filing on its way', () => {
  it('is returned with an item, corrected, and passed at two levels', async () => {
    const office = await openFiling('210905-gov', '210905-gov')
    await office.page.getByTestId('cell-own-INS001').fill(String(600 + Math.floor(Math.random() * 69)))
    await office.page.getByTestId('tab-signing').click()
    await office.page.getByTestId('title').fill('年度报告')
    await reason(office.page, '再次更正')
    const first = await file(office)

    const city = await visit('210900-gov.reviewer')
    await opened(city, `/reviews/${first}`, 'return-item-/indicators/own/INS001')
    await city.page.getByTestId('return-item-/indicators/own/INS001').first().click()
    await city.page.getByLabel('原因').first().fill('与其他来源不一致')
    await city.page.getByLabel('请写明怎样改').first().fill('请附检查台账')
    await city.page.getByTestId('return-due').fill('6')
    await city.picture('review-return')
    await city.page.getByTestId('review-confirm').click()
    await city.page.getByTestId('toast').waitFor()

    // the office opens it and stands on the item
    await opened(office, '/inbox', `returned-${CYCLE}`)
    await office.picture('inbox-returned')
    await office.page.getByTestId(`returned-${CYCLE}`).getByRole('link').click()
    await expect
      .poll(() => office.page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
      .toBe('cell-own-INS001')
    await office.picture('filing-returned')
    // what was returned is not filed again as it was without being asked
    await office.page.getByTestId('submit').click()
    expect(await answer(office.page, 'no')).toBe('退回的 1 处没有改动，仍要报送？')
    expect(office.page.url()).toContain('/filing/')
    await office.page.getByTestId('cell-own-INS001').fill('671')
    await office.page.getByTestId('tab-signing').click()
    expect(await office.page.getByTestId('title').inputValue()).toBe('年度报告')
    await office.page.getByTestId('reason').fill('按退回意见核对')
    const second = await file(office)

    await opened(city, `/reviews/${second}`, 'review-pass')
    await city.page.getByText('671').first().waitFor()
    // what was returned before is there, with whose words
    const { revision } = await city.page.evaluate(async (id) => {
      const answer = await fetch(`/api/submissions/${id}`)
      return (await answer.json()) as { revision: number }
    }, second)
    expect(await city.page.getByTestId('review-revision').textContent()).toContain(`第 ${revision} 稿`)
    const earlier = city.page.getByTestId(`decisions-${revision - 1}`)
    await earlier.getByText('与其他来源不一致 请附检查台账').waitFor()
    await earlier.getByText('210900-gov.reviewer').waitFor()
    await city.picture('review-differences')
    await city.page.getByTestId('review-pass').click()
    await city.page.getByTestId('toast').waitFor()

    const province = await visit('210000-gov.reviewer', `/reviews/${second}`)
    await province.page.getByTestId('review-pass').click()
    await province.page.getByTestId('toast').waitFor()
    await expect
      .poll(async () => {
        await office.page.goto(`/submissions/${second}`)
        return office.page.getByTestId('submission-state').textContent()
      })
      .toContain('已审定')

    // 保密审查 by its leader, 公开 by another; the office sees its versions and what was decided
    const leader = await visit('210905-gov.supervisor', `/submissions/${second}`)
    await leader.page.getByTestId('timeline').getByText('210000-gov.reviewer').first().waitFor()
    await leader.page.getByTestId('move-secrecy-review').click()
    await leader.page.getByRole('dialog').locator('[name=cleared]').selectOption({ label: '是' })
    await leader.page.getByTestId('move-secrecy-review-confirm').click()
    await leader.page.getByText('可以公开', { exact: true }).waitFor()
    expect(await leader.page.getByTestId('move-publish').count()).toBe(0)
    await office.page.goto(`/submissions/${second}`)
    await office.page.getByTestId('move-publish').click()
    await office.page.getByTestId('move-publish-confirm').click()
    await office.page.getByText('已公开', { exact: true }).waitFor()
    await office.page.getByText('本期各稿').waitFor()
    await office.picture('submission-published')
  })

  it('is passed with all that is clean, by whoever sees whose they are', async () => {
    const office = await visit('210904-gov', '/owed')
    const cycle = 'annual-2019'
    // a second run corrects what the first one filed
    const current = await office.page.evaluate(async (asked) => {
      const answer = await fetch('/api/obligations?agency=210904-gov&limit=100')
      const { items } = (await answer.json()) as { items: { cycle: string; current: { id: string } | null }[] }
      return items.find((one) => one.cycle === asked)?.current?.id ?? null
    }, cycle)
    const { id } = await office.post<{ id: string }>('/api/submissions', {
      cycle,
      agency: '210904-gov',
      title: '2019 年度报告',
      signedBy: '签发人',
      signedOn: '2020-02-08',
      indicators: { own: { INS001: 670, INS002: 3 } },
      ...(current ? { replaces: current, reason: '更正' } : {}),
    })
    const { page } = await visit('210900-gov.reviewer', '/reviews?under=210904-gov')
    await expect.poll(() => page.getByTestId('pass-many').isEnabled(), { timeout: 60_000 }).toBe(true)
    await page.getByTestId('pass-many').click()
    await page.getByTestId('pass-many-those').getByText('太平区人民政府').waitFor()
    await page.screenshot({ path: 'tests/pictures/pass-many.png' })
    await page.getByTestId('pass-many-confirm').click()
    await page.getByText(/通过 \d+ 件，未办 0 件/).waitFor()
    const level = () =>
      page.evaluate(async (filed) => {
        const told = await fetch(`/api/reviews/${filed}`)
        return ((await told.json()) as { level?: string }).level
      }, id)
    await expect.poll(level).toBe('PROVINCE')
    // who passed it takes that back while nobody above has decided, and passes it again
    await page.goto(`/reviews/${id}`)
    await page.getByTestId('review-recall').click()
    await page.getByTestId('review-pass').waitFor()
    await page.getByText('已作废').first().waitFor()
    await page.screenshot({ path: 'tests/pictures/recalled.png' })
    expect(await level()).toBe('CITY')
    await page.getByTestId('review-pass').click()
    await expect.poll(level).toBe('PROVINCE')
  })

  it('is claimed by one reviewer and handed over to another', async () => {
    const office = await openFiling('210903-gov', '210903-gov')
    await office.page.getByTestId('cell-own-INS001').fill(String(600 + Math.floor(Math.random() * 99)))
    await office.page.getByTestId('cell-own-INS003').fill('1')
    await office.page.getByTestId('tab-signing').click()
    await office.page.getByTestId('title').fill('年度报告')
    await reason(office.page, '更正')
    const filed = await file(office)
    const city = await visit('210900-gov.reviewer')
    await opened(city, `/reviews/${filed}`, 'review-claim')
    // a return of it is begun on another device
    const other = await visit('210900-gov.reviewer', `/reviews/${filed}`)
    await other.page.getByTestId('return-item-/indicators/own/INS001').first().click()
    await other.page.getByLabel('原因').first().fill('与其他来源不一致')
    // it waits for the day that its working days come to
    await expect.poll(() => other.page.getByTestId('review-confirm').isEnabled(), { timeout: 10_000 }).toBe(true)
    await city.page.getByTestId('review-claim').click()
    await city.page.getByText('210900-gov.reviewer 已认领').first().waitFor()
    await city.page.getByTestId('move-hand-over').click()
    // whoever else reviews there is offered; another login may be typed, and is pointed out
    const to = city.page.getByRole('dialog').locator('[name=to]')
    await expect.poll(() => city.page.locator('dialog datalist option').count()).toBeGreaterThan(0)
    await to.fill('210900-gov.reviewer')
    await city.page.getByRole('dialog').getByText('从名单中选择').waitFor()
    await to.fill('210900-gov.reviewer2')
    await city.page.getByRole('dialog').getByText('名单中没有：210900-gov.reviewer2').waitFor()
    await city.page.getByTestId('move-hand-over-confirm').click()
    await city.page.getByText('210900-gov.reviewer2 已认领').first().waitFor()
    await expect.poll(() => city.page.getByTestId('review-pass').count()).toBe(0)
    // what was begun stays, is told who has it now, and cannot be confirmed
    await other.page.getByTestId('return-hindrance').getByText('210900-gov.reviewer2 已认领').waitFor()
    expect(await other.page.getByLabel('原因').first().inputValue()).toBe('与其他来源不一致')
    expect(await other.page.getByTestId('review-confirm').isDisabled()).toBe(true)
  })
})

describe('the administrator', () => {
  it('issues a cycle, which its agencies owe then', async () => {
    const id = `annual-${Date.now()}`
    const admin = await visit('admin', '/directory?tab=cycles')
    const { page } = admin
    await page.getByTestId('issue-cycle').click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('[name=form]').selectOption('annual')
    await dialog.locator('[name=from]').fill('2018-01-01')
    await dialog.locator('[name=to]').fill('2018-12-31')
    expect(await dialog.locator('[name=id]').inputValue()).toBe('annual-2018')
    // along the department line a government is alone, which is hardly meant
    await dialog.locator('[name=under]').selectOption('310105-gov')
    expect(await dialog.getByTestId('bound-alone').count()).toBe(0)
    await dialog.locator('[name=form]').selectOption('annual-ndmo')
    await dialog.getByTestId('bound-alone').waitFor()
    await dialog.locator('[name=form]').selectOption('annual')
    await dialog.locator('[name=id]').fill(id)
    await dialog.locator('[name=opensOn]').fill('2019-01-01')
    await dialog.locator('[name=dueOn]').fill('2019-03-01')
    await dialog.locator('[name=closesOn]').fill('2099-12-31')
    await dialog.locator('[name=under]').selectOption('310105-gov')
    // who will owe it is said before: along the territory line that is offices, too, until they are left out
    await dialog.getByTestId('bound').getByText('有 2 个机构应报').waitFor()
    await dialog.getByTestId('org-gov').check()
    await dialog.getByTestId('bound').getByText('有 1 个机构应报').waitFor()
    await admin.picture('issue-cycle')
    await page.getByTestId('issue-cycle-confirm').click()
    await page.getByTestId(`cycle-${id}`).getByText('账目平衡').waitFor()
    // a second one of that name is refused, and what was typed stays
    await page.getByTestId('issue-cycle').click()
    await dialog.locator('[name=form]').selectOption('annual')
    for (const [field, day] of Object.entries({
      from: '2018-01-01',
      to: '2018-12-31',
      opensOn: '2019-01-01',
      dueOn: '2019-03-01',
      closesOn: '2099-12-31',
    })) {
      await dialog.locator(`[name=${field}]`).fill(day)
    }
    await dialog.getByTestId('issue-doubt').getByText(id).waitFor()
    await dialog.locator('[name=id]').fill(id)
    await dialog.locator('[name=under]').selectOption('310105-gov')
    await page.getByTestId('issue-cycle-confirm').click()
    await dialog.getByTestId('problem').waitFor()
    expect(await dialog.locator('[name=id]').inputValue()).toBe(id)

    const office = await visit('310105-gov', '/owed')
    await opened(office, '/owed', `owed-row-${id}`)
  })
})

describe('the reports of days', () => {
  it('fill what is blank in the form of the month, after asking', async () => {
    const run = String(Date.now())
    const agency = '210904-gov'
    const admin = await visit('admin', '/directory?tab=cycles')
    const form = async (id: string, title: string) => {
      const body = { id, version: 1, title, titleEn: title, line: 'TERRITORY', required: [], sections: [], rules: [] }
      await admin.put(`/api/forms/${id}`, { ...body, indicators: ['INS001', 'INS002'] })
    }
    await form(`day-${run}`, `日报 ${run}`)
    await form(`month-${run}`, `月报 ${run}`)
    const issue = (id: string, of: string, from: string, to: string) =>
      admin.post('/api/cycles', {
        id,
        form: of,
        period: { from, to },
        opensOn: '2019-02-01',
        dueOn: '2019-03-01',
        closesOn: '2099-12-31',
        agencies: { under: agency, orgs: ['gov'] },
      })
    // a January of its own, so that it may be run again on the same data
    const january = `${1900 + (Number(run) % 110)}-01`
    const days = [`${january}-01`, `${january}-02`, `${january}-03`]
    for (const day of days) {
      await issue(`day-${run}-${day}`, `day-${run}`, day, day)
    }
    await issue(`month-${run}`, `month-${run}`, `${january}-01`, `${january}-31`)
    const office = await visit(agency, '/owed')
    for (const day of days.slice(0, 2)) {
      const filing = { cycle: `day-${run}-${day}`, agency, indicators: { own: { INS001: 5, INS002: 3 } } }
      await office.post('/api/submissions', filing)
    }
    // what is filed is counted a moment later
    await expect
      .poll(() =>
        office.page.evaluate(async (path) => {
          const answer = (await (await fetch(path)).json()) as { figures?: { filings: string[] }[] }
          return answer.figures?.[0]?.filings.length
        }, `/api/drafts/month-${run}/${agency}/prefill`),
      )
      .toBe(2)
    await opened(office, `/filing/month-${run}/${agency}`, 'prefill')
    const { page } = office
    const cell = (code: string) => page.locator(`input[data-code="${code}"][data-scope="own"]`)
    await cell('INS002').fill('9')
    await saved(page)
    await expect.poll(() => page.getByTestId('prefill').textContent()).toContain('1')
    await page.getByTestId('prefill').click()
    await page.getByTestId('asked').waitFor()
    await office.picture('prefill')
    const asked = await answer(page, 'yes')
    expect(asked).toContain('3 期中的 2 期')
    expect(asked).toContain(`day-${run}-${january}-03`)
    await expect.poll(() => cell('INS001').inputValue()).toBe('10')
    expect(await cell('INS002').inputValue()).toBe('9')
    await page.getByTestId('prefill').waitFor({ state: 'detached' })
    await page.reload()
    await expect.poll(() => cell('INS001').inputValue()).toBe('10')
  })
})

describe('a spreadsheet', () => {
  it('is taken home, and what was filled in is in the form, with what could not be read', async () => {
    const office = await visit('210922-gov', '/filing/annual-2019/210922-gov')
    const { page } = office
    const download = page.waitForEvent('download')
    await page.getByTestId('template').click()
    const template = unzipSync(readFileSync(await (await download).path()))
    const workbook = strFromU8(template['xl/workbook.xml'] ?? new Uint8Array()).replace(
      /&#(x?)([0-9a-f]+);/gi,
      (_, hex, code) => String.fromCodePoint(parseInt(String(code), hex ? 16 : 10)),
    )
    expect(workbook).toContain('填报')
    const figure = page.locator('input[data-code="INS001"][data-scope="own"]')
    await page.getByTestId('sheet').setInputFiles({
      name: '填报.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('代码,本级\nINS001,"1,670"\nREC006,六件\n'),
    })
    await expect.poll(() => figure.inputValue()).toBe('1670')
    const problems = page.getByTestId('sheet-problems')
    expect(await problems.textContent()).toContain('B3')
    await office.picture('sheet')
  })
})

describe('the directory', () => {
  it('comes from a table, which is looked at before anything is done', async () => {
    const admin = await visit('admin', '/directory')
    const { page } = admin
    await page.getByTestId('import').click()
    const table = page.locator('[name=table]')
    const file = (rows: string, more = '') => ({
      name: 'agencies.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`代码,名称,层级,属地上级,业务上级${more}\n${rows}`),
    })
    await table.setInputFiles(file('659900-gov,某市,市级,659999-gov,\n'))
    await page.getByText('没有这个单位').first().waitFor()
    const name = `某市 ${Date.now()}`
    await table.setInputFiles(file(`659900-gov,${name},市级,,\n`))
    await page.getByTestId('import-plan').waitFor()
    expect(await page.getByTestId('import-unread').count()).toBe(0)
    await table.setInputFiles(file(`659900-gov,${name},市级,,,张三\n`, ',联系人'))
    await expect.poll(() => page.getByTestId('import-unread').textContent()).toContain('联系人')
    await admin.picture('import')
    await page.getByTestId('import-confirm').click()
    await page.getByTestId('import-agencies').waitFor({ state: 'detached' })
    await page.getByText(name).first().waitFor()
  })
})

describe('a superior', () => {
  it('puts an office on the list of a cycle that was issued without it', async () => {
    const cycle = `forgotten-${Date.now()}`
    const admin = await visit('admin', '/directory?tab=cycles')
    await admin.post('/api/cycles', {
      id: cycle,
      form: 'annual',
      period: { from: '2018-01-01', to: '2018-12-31' },
      opensOn: '2019-01-01',
      dueOn: '2019-03-01',
      closesOn: '2099-12-31',
      agencies: { under: '210902-gov', orgs: ['gov'] },
    })
    const city = await visit('210900-gov.supervisor', '/owed?agency=210911-gov')
    const { page } = city
    await page.getByTestId('add-to-cycle').click()
    const dialog = page.getByTestId('add')
    await dialog.locator(`option[value="${cycle}"]`).waitFor({ state: 'attached' })
    // it owes what it owes
    expect(await dialog.locator('option[value="annual-2023"]').count()).toBe(0)
    await dialog.locator('[name=cycle]').selectOption(cycle)
    await expect.poll(() => dialog.locator('[name=dueOn]').inputValue()).not.toBe('')
    await dialog.locator('[name=reason]').fill('下达时遗漏')
    await city.picture('add-to-cycle')
    await dialog.getByTestId('add-confirm').click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByTestId(`owed-row-${cycle}`).getByText('下达时遗漏').waitFor()
    const office = await visit('210911-gov', '/owed')
    await office.page.getByTestId(`file-${cycle}`).waitFor()
    expect(await office.page.getByTestId('add-to-cycle').count()).toBe(0)
    await admin.page.reload()
    await admin.page.getByTestId(`cycle-${cycle}`).getByRole('button').click()
    await admin.page.getByTestId(`cycle-${cycle}`).getByText('未报 2').waitFor()
  })

  it('excuses an office, asks it after all, and gives it more time, each with its reason', async () => {
    const cycle = 'annual-2020'
    const city = await visit('210900-gov.supervisor', '/owed?agency=210921-gov')
    const { page } = city
    const amend = async (kind: string, reason: string) => {
      await page.getByTestId(`${kind}-${cycle}`).click()
      const dialog = page.getByTestId('amend')
      const due = dialog.locator('[name=dueOn]')
      if ((await due.count()) > 0) {
        // the first day that is possible
        await due.fill((await due.getAttribute('min')) ?? '')
      }
      await dialog.locator('[name=reason]').fill(reason)
      await city.picture(`amend-${kind}`)
      await dialog.getByTestId('amend-confirm').click()
      await dialog.waitFor({ state: 'detached' })
    }
    await page.getByTestId(`EXCUSED-${cycle}`).waitFor()
    await amend('EXCUSED', '机构已撤并')
    await page.getByTestId(`excused-${cycle}`).waitFor()
    const office = await visit('210921-gov', '/owed')
    expect(await office.page.getByTestId(`excused-${cycle}`).textContent()).toContain('机构已撤并')
    expect(await office.page.getByTestId(`file-${cycle}`).count()).toBe(0)
    // who looks at the figures sees it apart
    const leader = await visit('210900-gov.viewer', `/figures?cycle=${cycle}&view=completeness`)
    await leader.page.locator('.square.excused[title*="免报"]').first().waitFor()
    await leader.picture('excused')
    await amend('REINSTATED', '尚未撤并')
    await page.getByTestId(`owed-row-${cycle}`).waitFor()
    await amend('EXTENDED', '洪灾')
    await page.getByTestId(`owed-row-${cycle}`).getByText('洪灾').waitFor()
    await office.page.reload()
    await office.page.getByTestId(`owed-row-${cycle}`).getByText('洪灾').waitFor()
    expect(await office.page.getByTestId(`EXTENDED-${cycle}`).count()).toBe(0)

    // the office asks for more of it, which waits for the superior and is done when that agrees
    await office.page.getByTestId(`ask-EXTENDED-${cycle}`).click()
    const asking = office.page.getByTestId('amend')
    const to = asking.locator('[name=dueOn]')
    const day = (await to.getAttribute('min')) ?? ''
    await to.fill(day)
    await asking.locator('[name=reason]').fill('道路仍未恢复')
    await asking.getByTestId('amend-confirm').click()
    await office.page.getByTestId(`asked-${cycle}`).waitFor()
    expect(await office.page.getByTestId(`ask-EXTENDED-${cycle}`).count()).toBe(0)
    await office.picture('asked')
    await page.goto('/owed?agency=210921-gov')
    await page.getByTestId(`asked-${cycle}`).click()
    await page.getByTestId('move-grant').click()
    await page.locator('dialog').getByRole('textbox').fill('同意')
    await city.picture('request')
    await page.getByTestId('move-grant-confirm').click()
    await expect.poll(() => page.getByTestId('case-state').textContent()).toContain('已同意')
    await expect
      .poll(
        async () => {
          await office.page.reload()
          await office.page.getByTestId(`owed-row-${cycle}`).waitFor()
          return office.page.getByTestId(`owed-row-${cycle}`).textContent()
        },
        { timeout: 30_000 },
      )
      .toContain(day)
  })
})

describe('a leader', () => {
  it("reads the province's completeness and opens what is missing", async () => {
    const leader = await visit('210000-gov.viewer', `/figures?cycle=${CYCLE}`)
    const { page } = leader
    await page.getByTestId('completeness-210900-gov').waitFor()
    await leader.picture('figures')
    // the sums come later than who has filed: what is asked for meanwhile is not forgotten
    await page.route('**/api/metrics/rollup**', async (route) => {
      await new Promise((soon) => setTimeout(soon, 1_500))
      await route.continue()
    })
    await page.getByTestId('completeness-210900-gov').getByRole('button').click()
    await page.getByTestId('completeness-210902-gov').waitFor()
    expect(page.url()).toContain('under=210900-gov')
    // what is shown is taken away as a workbook, and a chart as a picture
    const taken = async (button: string) => {
      const download = page.waitForEvent('download')
      await page.getByTestId(button).click()
      return (await download).path()
    }
    const sheets = unzipSync(readFileSync(await taken('export-xlsx')))
    const sheet = (index: number) => strFromU8(sheets[`xl/worksheets/sheet${index}.xml`] ?? new Uint8Array())
    const strings = strFromU8(sheets['xl/sharedStrings.xml'] ?? new Uint8Array()) + sheet(2) + sheet(3)
    expect(strings).toContain('210902-gov')
    expect(strings).toContain('阜新市人民政府 本级')
    expect(strings).toContain('已报送')
    await page.getByTestId('indicator-INS001').click()
    await page.getByTestId('ranked-210902-gov').waitFor()
    const chart = readFileSync(await taken('export-png'))
    expect(chart.subarray(1, 4).toString()).toBe('PNG')
    writeFileSync('tests/pictures/chart.png', chart)
    // what an office has not filed yet is one step away
    await page.getByTestId('owed-of').click()
    await page.getByTestId(`owed-row-${CYCLE}`).first().waitFor()
    // what is the administrator's says so
    await page.goto('/operations')
    await page.getByText('这一页由管理员使用').waitFor()
    expect(await page.getByTestId('nav-operations').count()).toBe(0)
  })

  it('sees who is ahead, where each number comes from, and what it was', async () => {
    // what is looked at is filed first
    const office = await visit('210905-gov')
    const filed = await fileFigure(office, 'annual-2022', '210905-gov', 100 + Math.floor(Math.random() * 800))
    await office.page.goto(`/submissions/${filed}`)
    await office.page.getByTestId('submission-state').getByText('已受理').waitFor()

    const leader = await visit('210900-gov.viewer', '/figures?cycle=annual-2022&indicator=INS001&view=ranking')
    const { page } = leader
    const value = page.getByTestId('ranked-210905-gov').locator('button.figure')
    // it may be a moment until it is counted: the page is told by itself
    await value.waitFor({ timeout: 30_000 })
    await page.getByTestId('live').getByText('实时更新').waitFor()
    await leader.picture('ranking')
    const figure = (await value.textContent())?.trim() ?? ''
    await value.click()
    const panel = page.getByTestId('figure-lineage')
    await panel.getByTestId('lineage-sum').getByText('与该数相等').waitFor()
    expect((await panel.getByTestId('lineage-value').textContent())?.trim()).toBe(figure)
    await leader.picture('lineage')
    // before any filing there was nothing
    await panel.locator('[name=then]').fill('2019-12-31T23:59:59')
    await panel.getByTestId('then').getByText('没有填报').waitFor()
    await panel.locator('[name=then]').fill('2999-12-31T23:59:59')
    await panel.getByTestId('problem').getByText('不能查询将来的数据').waitFor()
    // to the filing, and back to where one was, and out
    await panel.getByTestId('source-210905-gov').getByRole('link').click()
    await page.getByTestId('submission-state').waitFor()
    expect(page.url()).toContain(filed)
    await page.goBack()
    await panel.waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(page.url()).toContain('view=ranking')
    expect(page.url()).not.toContain('number=')

    await page.getByTestId('view-series').click()
    await page.getByTestId('period-annual-2022').locator('button.figure').waitFor()
    await leader.picture('series')
    // at an instant before all of it
    await page.locator('[name=as-of]').fill('2019-12-31T23:59:59')
    await page.getByTestId('live').getByText('历史数据').waitFor()
    await expect.poll(() => page.getByTestId('period-annual-2022').locator('button.figure').count()).toBe(0)
    expect(page.url()).toContain('asOf=2019-12-31T15:59:59Z')
    await page.locator('[name=as-of]').fill('2999-01-01T00:00:00')
    await page.getByTestId('problem').getByText('不能查询将来的数据').waitFor()
    await page.getByText('回到现在').click()
    await page.getByTestId('period-annual-2022').locator('button.figure').waitFor()
  })

  it('is told of what is filed while they look', async () => {
    const leader = await visit('210900-gov.viewer', '/figures?cycle=annual-2021&indicator=INS001&view=ranking')
    const { page } = leader
    await page.getByTestId('live').getByText('实时更新').waitFor()
    const office = await visit('210905-gov')
    const filed = 10_000 + Math.floor(Math.random() * 80_000)
    await fileFigure(office, 'annual-2021', '210905-gov', filed)
    // sooner than one would have asked
    const shown = String(filed).replace(/(\d{3})$/, ',$1')
    await page.getByTestId('ranked-210905-gov').getByText(shown).waitFor({ timeout: 10_000 })
  })

  it('hangs the figures on a wall, and takes them off with Escape', async () => {
    const leader = await visit('210000-gov.viewer', `/figures?cycle=${CYCLE}`)
    const { page } = leader
    await page.getByTestId('wall').click()
    await page.getByTestId('clock').waitFor()
    await page.getByTestId('facts').getByText('截至').waitFor()
    expect(await page.getByTestId('nav-figures').count()).toBe(0)
    await leader.picture('wall')
    await page.getByTestId('turning').click()
    await page.getByText('开始轮换').waitFor()
    await page.keyboard.press('Escape')
    await page.getByTestId('nav-figures').waitFor()
    expect(page.url()).not.toContain('wall=1')
  })
})

describe('a network that breaks', () => {
  it('says so, keeps what was typed, and what is sent twice is filed once', async () => {
    const office = await openFiling('210922-gov', '210922-gov')
    const { page } = office
    await page.getByTestId('cell-own-INS001').fill(String(100 + Math.floor(Math.random() * 800)))
    await sign(page)
    await reason(page, '更正')
    // the filing arrives, its answer does not
    let sent = 0
    const versions = new Set<string | undefined>()
    await page.route('**/api/drafts/**/filing', async (route) => {
      sent++
      versions.add(route.request().headers()['if-match'])
      if (sent === 1) {
        await route.fetch()
        await route.abort()
      } else {
        await route.continue()
      }
    })
    await page.getByTestId('submit').click()
    await page.getByText('连不上服务器').waitFor()
    const id = await file(office)
    expect(sent).toBe(2)
    expect(versions.size).toBe(1)
    const mine = await page.evaluate(async () => {
      const answer = await fetch('/api/submissions?cycle=annual-2023&agency=210922-gov&limit=100')
      return ((await answer.json()) as { items: { id: string; state: string }[] }).items
    })
    expect(mine.filter((one) => one.state === 'ACCEPTED').map((one) => one.id)).toEqual([id])
  })
})

describe('a network that is slow', () => {
  it('shows that it works, and what is clicked twice is filed once', async () => {
    const office = await visit('210922-gov', '/owed')
    const { page } = office
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 20_000,
    })
    await page.goto(`/filing/${CYCLE}/210922-gov`)
    await page.getByText('正在载入').first().waitFor()
    await page.getByTestId('cell-own-INS001').fill(String(100 + Math.floor(Math.random() * 800)))
    await sign(page)
    await reason(page, '更正')
    let sent = 0
    page.on('request', (request) => {
      sent += request.method() === 'POST' && request.url().endsWith('/filing') ? 1 : 0
    })
    await page.getByTestId('submit').dblclick()
    await page.waitForURL(/\/submissions\//)
    await page.getByTestId('submission-state').getByText('已受理').waitFor()
    expect(sent).toBe(1)
  })
})

describe('a large attachment', () => {
  it('stops and goes on where it stopped, also after the page was left', async () => {
    const name = `现场材料-${Date.now()}.pdf`
    const path = join(tmpdir(), name)
    writeFileSync(path, `%PDF-1.7 ${name} ${'案卷'.repeat(2_000_000)}`)
    const { page } = await openFiling('210904-gov', '210904-gov')
    await page.getByTestId('tab-attachments').click()
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 10,
      downloadThroughput: 10_000_000,
      uploadThroughput: 3_000_000,
    })
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/uploads')) {
        asked.push(`${request.method()} ${request.headers()['upload-offset'] ?? ''}`)
      }
    })
    const share = () => page.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).value)
    await page.locator('input[type=file][multiple]').setInputFiles(path)
    await expect.poll(share, { timeout: 20_000, interval: 50 }).toBeGreaterThan(0.4)
    await page.getByTestId('upload-pause').click()
    expect(await share()).toBeLessThan(1)
    await page.getByTestId('upload-resume').click()
    await expect.poll(() => asked.some((one) => one.startsWith('HEAD')), { timeout: 10_000 }).toBe(true)
    await page.reload()
    await page.getByTestId('tab-attachments').click()
    await page.locator('input[type=file][multiple]').setInputFiles(path)
    await page.getByRole('link', { name }).waitFor()
    // it began once, and no part of the beginning was sent again
    expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(1)
    expect(asked.filter((one) => one === 'PATCH 0')).toHaveLength(1)
    rmSync(path)
  })

  it('goes on while another tab is open, and nothing is filed without it unasked', async () => {
    const name = `佐证材料-${Date.now()}.pdf`
    const path = join(tmpdir(), name)
    writeFileSync(path, `%PDF-1.7 ${name} ${'案卷'.repeat(2_000_000)}`)
    const { page } = await openFiling('210904-gov', '210904-gov')
    await page.getByTestId('tab-attachments').click()
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    const uploading = (uploadThroughput: number) =>
      line.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 10,
        downloadThroughput: 10_000_000,
        uploadThroughput,
      })
    await uploading(1_000_000)
    await page.locator('input[type=file][multiple]').setInputFiles(path)
    await page.getByTestId('upload-pause').waitFor()
    await page.getByTestId('tab-figures').click()
    expect(await page.getByTestId('upload-pause').isVisible()).toBe(false)
    const share = () => page.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).value)
    const left = await share()
    await expect.poll(share, { timeout: 20_000, interval: 50 }).toBeGreaterThan(left + 0.1)

    await page.getByTestId('submit').click()
    expect(await answer(page, 'no')).toContain('还有 1 个文件没有传完')
    await page.getByTestId('upload-pause').waitFor()
    expect(page.url()).toContain('/filing/')
    await uploading(20_000_000)
    await page.getByRole('link', { name }).waitFor()
    rmSync(path)
  })
})

describe('without a mouse', () => {
  it('an office goes from its list to a figure and files', async () => {
    const office = await visit('210911-gov', '/owed')
    const { page } = office
    const tabTo = async (id: string) => {
      for (let presses = 0; presses < 400; presses++) {
        await page.keyboard.press('Tab')
        if ((await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))) === id) {
          return
        }
      }
      throw new Error(`${id} cannot be reached`)
    }
    await page.locator('main table').first().waitFor()
    // filed by an earlier run: it is corrected
    if ((await page.getByTestId('file-annual-2021').count()) > 0) {
      await tabTo('file-annual-2021')
      await page.keyboard.press('Enter')
    } else {
      await page.goto('/filing/annual-2021/210911-gov')
    }
    await page.getByTestId('cell-own-LDR001').waitFor()
    await tabTo('cell-own-LDR001')
    await page.keyboard.type('3')
    await page.keyboard.press('Enter')
    await page.keyboard.type('4')
    await tabTo('submit')
    // nobody has signed it: that is asked once more
    await page.keyboard.press('Enter')
    await page.getByTestId('asked').getByText('仍要报送？').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/submissions\//)
    await page.getByTestId('submission-state').waitFor()
    expect(await page.getByTestId('submission-state').textContent()).toContain('已受理')
  })
})

describe('a session', () => {
  it('that ends in the middle of a form loses nothing that was typed', async () => {
    const office = await openFiling('210911-gov', '210911-gov')
    const { page } = office
    await page.getByTestId('cell-own-INS001').fill('41')
    await page.context().clearCookies()
    await page.getByTestId('cell-own-INS002').fill('42')
    await page.getByTestId('session-ended').waitFor()
    const again = page.context().waitForEvent('page')
    await page.getByTestId('session-ended').getByRole('link').click()
    const form = await again
    await form.getByTestId('login-name').fill('210911-gov')
    await form.getByTestId('login-secret').fill('huikan-demo')
    await form.getByTestId('login-submit').click()
    await form.getByText('可以关闭本窗口').waitFor()
    await page.getByTestId('session-ended').waitFor({ state: 'detached' })
    expect(await page.getByTestId('cell-own-INS001').inputValue()).toBe('41')
    expect(await page.getByTestId('cell-own-INS002').inputValue()).toBe('42')
  })
})
