import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Visit, opened, visiting } from './browser'

const visit = visiting()

/** Makes a move of a case as a person would: its button, its dialog, its confirmation. */
async function moved(
  { page }: Visit,
  path: string,
  name: string,
  fill: (form: Locator) => Promise<void>,
): Promise<void> {
  await page.goto(path)
  await page.getByTestId(`move-${name}`).click()
  await fill(page.getByRole('dialog'))
  await page.getByTestId(`move-${name}-confirm`).click()
  await page.getByTestId('toast').first().waitFor()
}

/** Registers a finding against an agency; its page is open then, and its path is told. */
async function registered(
  who: Visit,
  { agency, title, description, dueOn = '' }: { agency: string; title: string; description: string; dueOn?: string },
): Promise<string> {
  const { page } = who
  await page.getByTestId('new-case').click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('[name=agency]').selectOption(agency)
  await dialog.locator('[name=title]').fill(title)
  await dialog.locator('[name=category]').fill('执法文书')
  await dialog.locator('[name=description]').fill(description)
  await dialog.locator('[name=rectify]').selectOption('BY_DEADLINE')
  await dialog.locator('[name=kind]').selectOption('INSPECTION')
  await dialog.locator('[name=dueOn]').fill(dueOn)
  await who.picture('register-dialog')
  await page.getByTestId('move-register-confirm').click()
  await page.getByTestId('case-state').waitFor()
  return new URL(page.url()).pathname
}

/** The day in the suite's time zone. */
function today(): string {
  return new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
}

describe('a finding', () => {
  it('goes from its registration to its closing, each move by whom it waits for', async () => {
    const title = `执法文书送达回证缺失 ${Date.now()}`
    const city = await visit('210900-gov.supervisor', '/register')
    const path = await registered(city, {
      agency: '210902-gov',
      title,
      description: '抽查 64 本案卷，26 本缺送达回证。',
      dueOn: '2099-01-08',
    })

    const unit = await visit('210902-gov', path)
    const move = (who: Visit, name: string, fill: (form: Locator) => Promise<void>) => moved(who, path, name, fill)
    await move(city, 'assign', async (form) => {
      await form.locator('[name=lead]').selectOption('210902-gov')
    })
    await move(unit, 'claim', async (form) => {
      await form.getByText('认领这个问题，负责整改').waitFor()
      await unit.picture('claim-dialog')
    })
    await move(unit, 'plan', async (form) => {
      await form.locator('[name=text]').fill('补齐送达回证')
      await form.locator('[name=owner]').fill('责任人丁')
      await form.locator('[name=dueOn]').fill('2098-12-01')
    })
    await move(city, 'plan-approval', async (form) => {
      await form.locator('[name=approved]').selectOption({ label: '是' })
    })
    await move(unit, 'progress', async (form) => {
      await form.locator('[name=percent]').fill('100')
      await form.locator('[name=measure]').selectOption({ label: '补齐送达回证' })
    })
    await unit.picture('case')
    await move(unit, 'closure-request', async (form) => {
      await form.locator('[name=report]').fill('26 本已补齐。')
      await form.locator('input[type=file]').setInputFiles({
        name: '整改情况报告.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(`%PDF-1.4 ${title} 报告`),
      })
      await form.getByRole('link', { name: '整改情况报告.pdf' }).waitFor()
    })
    // who decides sees what the office called it
    await city.page.goto(path)
    await city.page.getByRole('link', { name: '整改情况报告.pdf' }).first().waitFor()
    await move(city, 'closing', async () => {})
    await expect.poll(() => city.page.getByTestId('case-state').textContent()).toContain('已销号')
    await city.picture('case-closed')

    // 回头看: all that was closed is looked at again, by an inspector who had no part in it
    await city.page.goto('/supervision/reinspections')
    await city.page.getByTestId('new-case').click()
    const plan = city.page.getByRole('dialog')
    await plan.locator('[name=title]').fill(`回头看 ${Date.now()}`)
    await plan.locator('[name=under]').selectOption('210900-gov')
    await plan.locator('[name=closedFrom]').fill(today())
    await plan.locator('[name=closedTo]').fill(today())
    await plan.locator('[name=share]').fill('1')
    await city.page.getByTestId('move-plan-confirm').click()
    await city.page.getByTestId('case-state').waitFor()
    const campaign = new URL(city.page.url()).pathname
    await moved(city, campaign, 'draw', async () => {})
    await moved(city, campaign, 'assign', async (form) => {
      await form.locator('[name=finding]').selectOption({ label: title })
      await form.locator('[name=inspector]').fill('210900-gov.inspector')
    })
    const inspector = await visit('210900-gov.inspector', campaign)
    await moved(inspector, campaign, 'outcome', async (form) => {
      await form.locator('[name=finding]').selectOption({ label: title })
      await form.locator('[name=outcome]').selectOption('CONFIRMED')
      await form.locator('[name=comment]').fill('抽查 26 本，均已补齐。')
      await form.locator('input[type=file]').setInputFiles({
        name: '现场照片.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(`%PDF-1.4 ${title}`),
      })
      await form.getByRole('link', { name: '现场照片.pdf' }).waitFor()
    })
    await inspector.picture('reinspection')
    await opened(city, path, 'case-state')
    await expect
      .poll(async () => {
        await city.page.goto(path)
        return city.page.getByTestId('case-state').textContent()
      })
      .toContain('回头看属实')
    await city.picture('case-confirmed')

    // a sibling is told that there is no such thing
    const sibling = await visit('210903-gov', path)
    await sibling.page.getByTestId('problem').waitFor()
    expect(await sibling.page.textContent('body')).not.toContain(title)
  })
})

describe('the figures of supervision', () => {
  it('show how far what was found has come, down to the agency and on to the register', async () => {
    const agency = '210911-gov'
    const title = `执法公示不及时 ${Date.now()}`
    const city = await visit('210900-gov.supervisor', '/register')
    const { page } = city
    const figures = (under: string) => `/figures?view=supervision&under=${under}`
    /** How many came so far; nothing is registered where there is no funnel. */
    const reached = async (stage: string): Promise<number> => {
      await page.goto(figures(agency))
      const number = page.getByTestId(`stage-${stage}`).locator('.reached')
      await number.or(page.getByTestId('none-registered')).waitFor()
      return (await number.count()) ? Number(await number.textContent()) : 0
    }
    const before = { registered: await reached('registered'), assigned: await reached('assigned') }

    await page.goto('/register')
    const path = await registered(city, { agency, title, description: '逾期未公示。', dueOn: '2099-01-08' })
    await expect.poll(() => reached('registered'), { timeout: 30_000 }).toBe(before.registered + 1)
    expect(await reached('assigned')).toBe(before.assigned)
    await moved(city, path, 'assign', async (form) => {
      await form.locator('[name=lead]').selectOption(agency)
    })
    await expect.poll(() => reached('assigned'), { timeout: 30_000 }).toBe(before.assigned + 1)
    expect(await reached('registered')).toBe(before.registered + 1)

    // from the city down to the agency, whose findings the register shows
    await page.goto(figures('210900-gov'))
    const row = page.getByTestId(`supervised-${agency}`)
    await row.waitFor()
    await city.picture('supervision-figures')
    expect(await row.locator('td').first().textContent()).toBe(String(before.registered + 1))
    const table = page.waitForEvent('download')
    await page.getByTestId('export-csv').click()
    expect(readFileSync(await (await table).path(), 'utf8')).toContain('销号率')
    await row.getByRole('button').click()
    await expect.poll(() => page.url()).toContain(`under=${agency}`)
    await page.getByTestId('stage-assigned').getByRole('link').first().click()
    await page.getByText(title).waitFor()
    expect(new URL(page.url()).searchParams.get('status')).toBe('ASSIGNED')

    // before anything was registered there is nothing
    await page.goto(`${figures(agency)}&to=2000-12-31`)
    await page.getByTestId('none-registered').waitFor()
  })
})

describe('two people on one case', () => {
  it('are not both right: the second is told that it has changed, and keeps what was typed', async () => {
    const city = await visit('210900-gov.supervisor', '/register')
    const path = await registered(city, {
      agency: '210903-gov',
      title: `两人同办 ${Date.now()}`,
      description: '两人同时办理。',
    })

    const other = await visit('210900-gov.supervisor', path)
    for (const one of [city, other]) {
      await one.page.getByTestId('move-transfer').click()
      await one.page.getByRole('dialog').locator('[name=organ]').fill('纪检监察机关')
      await one.page.getByRole('dialog').locator('[name=reason]').fill('涉嫌违纪')
    }
    await city.page.getByTestId('move-transfer-confirm').click()
    await city.page.getByTestId('toast').first().waitFor()
    await other.page.getByTestId('move-transfer-confirm').click()
    await other.page.getByText('别人刚刚改过').waitFor()
    expect(await other.page.getByRole('dialog').locator('[name=reason]').inputValue()).toBe('涉嫌违纪')
  })
})

describe('a case that somebody else changes while a dialog is open', () => {
  it('is not decided on what its page has fetched meanwhile, but on what was seen', async () => {
    const city = await visit('210900-gov.supervisor', '/register')
    const path = await registered(city, {
      agency: '210904-gov',
      title: `看后再办 ${Date.now()}`,
      description: '一人办理时另一人改派。',
      dueOn: '2099-01-08',
    })

    const other = await visit('210900-gov.supervisor', path)
    const before = await other.page.getByTestId('case-state').textContent()
    await other.page.getByTestId('move-transfer').click()
    const form = other.page.getByRole('dialog')
    await form.locator('[name=organ]').fill('纪检监察机关')
    await form.locator('[name=reason]').fill('涉嫌违纪')
    await moved(city, path, 'assign', async (assigned) => {
      await assigned.locator('[name=lead]').selectOption('210904-gov')
    })
    // the page behind the dialog has asked again
    await expect
      .poll(() => other.page.getByTestId('case-state').textContent(), { timeout: 30_000, interval: 500 })
      .not.toBe(before)
    await other.page.getByTestId('move-transfer-confirm').click()
    await other.page.getByText('别人刚刚改过').waitFor()
    expect(await form.locator('[name=reason]').inputValue()).toBe('涉嫌违纪')
    // whoever was told may decide on what is there now
    await other.page.getByTestId('move-transfer-confirm').click()
    await other.page.getByTestId('toast').first().waitFor()
  })
})

describe('an order', () => {
  it('begins at what is overdue, and a slip of the hand loses nothing of it', async () => {
    const city = await visit('210900-gov.supervisor', '/supervision/findings')
    const { page } = city
    const title = `逾期未报 ${Date.now()}`
    await registered(city, { agency: '210911-gov', title, description: '逾期。', dueOn: '2099-01-08' })

    await page.goto('/owed?agency=210911-gov')
    await page.locator('[data-testid^=press-]').first().click()
    const form = page.getByRole('dialog')
    await expect.poll(() => form.locator('[name=agency]').inputValue()).toBe('210911-gov')
    expect(await form.locator('[name=title]').inputValue()).toContain('督促报送')
    await form.locator('[name=matter]').fill('经催报仍未报送。')
    // what it is about is ticked by its title
    await form.getByTestId('ticks-findings').getByText(title).click()
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
    await page.getByTestId('new-case').click()
    await expect.poll(() => form.locator('[name=matter]').inputValue()).toBe('经催报仍未报送。')
    await form.locator('[name=urgency]').selectOption('URGENT')
    await city.picture('order-dialog')
    await page.getByTestId('move-draw-up-confirm').click()
    await page.getByTestId('case-state').waitFor()
    await page.locator('dd').getByRole('link', { name: title }).waitFor()

    // what was left of one office's is not another's
    await page.goto('/owed?agency=210911-gov')
    await page.locator('[data-testid^=press-]').first().click()
    await form.locator('[name=matter]').fill('只对这个单位。')
    await form.getByTestId('ticks-findings').locator('input').first().check()
    await form.locator('[name=agency]').selectOption('210904-gov')
    await expect.poll(() => form.getByText('已选 1 个').count()).toBe(0)
    await form.locator('[name=agency]').selectOption('210911-gov')
    await page.keyboard.press('Escape')
    await form.waitFor({ state: 'detached' })
    await page.getByTestId('me').waitFor()
    await page.evaluate(() => history.back())
    await page.locator('select').first().selectOption('210904-gov')
    await page.locator('[data-testid^=press-]').first().click()
    await expect.poll(() => form.locator('[name=agency]').inputValue()).toBe('210904-gov')
    expect(await form.locator('[name=matter]').inputValue()).toBe('')
  })
})

describe('a draw', () => {
  it('is frozen, revealed and rechecked before witnesses', async () => {
    const city = await visit('210900-gov.supervisor', '/supervision/draws')
    const { page } = city
    await page.getByTestId('new-case').click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('[name=purpose]').fill(`抽取检查对象 ${Date.now()}`)
    await dialog.locator('[name=count]').fill('2')
    // as it comes out of a spreadsheet; one stands there twice
    await dialog.locator('[name=pool]').fill('210902-gov\t1\n210903-gov\t3\n210904-gov\n210903-gov\n')
    await dialog.getByText('210903-gov').last().waitFor()
    await page.getByTestId('move-freeze-confirm').click()
    await dialog.getByTestId('problem').waitFor()
    await dialog.locator('[name=pool]').fill('210902-gov\t1\n210903-gov\t3\n210904-gov\n210905-gov\n')
    await page.getByTestId('move-freeze-confirm').click()
    await page.getByTestId('draw-frozen').waitFor()
    await city.picture('draw-frozen')
    const path = new URL(page.url()).pathname
    await moved(city, path, 'reveal', async () => {})
    await page.getByTestId('draw-result').waitFor()
    expect(await page.getByTestId('draw-result').locator('li').count()).toBe(2)
    await page.getByTestId('draw-verify').click()
    await page.getByTestId('draw-sound').waitFor()
    await city.picture('draw-revealed')
  })
})

describe('a case-file review', () => {
  it('goes from its standard to the grades, each of its people doing their part', async () => {
    const city = await visit('210900-gov.supervisor', '/supervision/case-reviews')
    const { page } = city
    const title = `案卷评查 ${Date.now()}`
    await page.getByTestId('new-case').click()
    const plan = page.getByRole('dialog')
    await plan.locator('[name=agency]').first().selectOption('210905-gov')
    await plan.locator('[name=title]').fill(title)
    await plan.locator('[name=name]').fill('行政处罚案卷评查标准')
    await plan.locator('[name=version]').fill('2026')
    // as it comes out of a spreadsheet
    await plan.locator('[name=criteria]').fill('C1\t主体适格，程序合法\t60\nC2\t文书规范\t40')
    await plan.locator('[name=vetoes]').fill('V1\t超越职权')
    await plan.locator('[name=from]').fill('2026-01-01')
    await plan.locator('[name=to]').fill('2026-06-30')
    await plan.locator('[name=count]').fill('2')
    const scorers = ['210903-gov', '210904-gov']
    for (const [at, scorer] of scorers.entries()) {
      await plan
        .locator('[name=agency]')
        .nth(at + 1)
        .selectOption(scorer)
      await plan.locator('[name=login]').nth(at).fill(scorer)
    }
    await city.picture('case-review-plan')
    await page.getByTestId('move-plan-confirm').click()
    await page.getByTestId('case-state').waitFor()
    const path = new URL(page.url()).pathname
    await moved(city, path, 'draw', async (form) => {
      await form.locator('[name=files]').fill('A-1\t王某占道案\nA-2\t李某无照案\t很多')
      await page.getByTestId('move-draw-confirm').click()
      expect(await form.locator('[name=files]').evaluate((area: HTMLTextAreaElement) => area.validity.valid)).toBe(
        false,
      )
      await form.locator('[name=files]').fill('A-1\t王某占道案\nA-2\t李某无照案\t1')
    })

    // what was drawn is there to be handed over, each with its file or as missing
    const unit = await visit('210905-gov', path)
    await moved(unit, path, 'hand-over', async (form) => {
      const refs = await form
        .locator('[name=ref]')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
      expect(refs.sort()).toEqual(['A-1', 'A-2'])
      for (const [at, ref] of refs.entries()) {
        await form
          .locator('input[type=file]')
          .nth(at)
          .setInputFiles({
            name: `案卷 ${ref}.pdf`,
            mimeType: 'application/pdf',
            buffer: Buffer.from(`%PDF-1.4 ${title} ${ref}`),
          })
        await form.getByRole('link', { name: `案卷 ${ref}.pdf` }).waitFor()
      }
      await unit.picture('hand-over-dialog')
    })

    for (const [at, scorer] of scorers.entries()) {
      const person = await visit(scorer, path)
      for (const ref of ['A-1', 'A-2']) {
        await moved(person, path, 'score', async (form) => {
          await form.locator('[name=ref]').selectOption(ref)
          await form.locator('[name=points-C1]').fill(ref === 'A-1' ? '58' : '50')
          await form.locator('[name=points-C2]').fill('39.5')
          if (ref === 'A-2' && at === 0) {
            await form.getByTestId('ticks-vetoes').getByText('超越职权').click()
            await form.locator('[name=problems]').fill('超越职权处罚')
          }
          await person.picture('score-dialog')
        })
      }
    }
    await moved(unit, path, 'object', async (form) => {
      await form.getByTestId('ticks-files').getByText('李某无照案').click()
      await form.locator('[name=reason]').fill('有法定授权。')
    })
    await moved(city, path, 'reconsider', async (form) => {
      expect(await form.locator('[name=ref]').inputValue()).toBe('A-2')
      await form.locator('[name=vetoed]').selectOption({ label: '否' })
      await form.locator('[name=mark]').fill('88')
    })
    await moved(city, path, 'confirm', async () => {})
    await page.getByTestId('case-file-A-1').getByText('优秀').waitFor()
    await page.getByTestId('case-file-A-2').getByText('合格').waitFor()
    await moved(city, path, 'circulate', async () => {})
    await city.picture('case-review')
    // what the scorers found is rectified
    await page.goto('/register?under=210905-gov')
    await page.getByText('超越职权处罚').first().waitFor()
  })
})
