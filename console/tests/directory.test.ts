import { expect, it } from 'vitest'
import { visiting } from './browser'

const visit = visiting()
/** Of this run, so that it may be run again on the same data. */
const run = Date.now().toString(36)

it('the administrator puts a form together that asks for nothing twice, and has it issued by itself', async () => {
  const admin = await visit('admin', '/directory?tab=indicators')
  const { page } = admin
  const code = `X${run.toUpperCase()}`
  await page.getByTestId('new-indicator').click()
  const indicator = page.getByTestId('indicator-editor')
  await indicator.locator('[name=code]').fill(code)
  await indicator.locator('[name=name]').fill(`街道执法队伍数${run}`)
  await indicator.locator('[name=nameEn]').fill('street enforcement teams')
  await indicator.locator('[name=unit]').fill('支')
  await indicator.locator('[name=measure]').selectOption('STOCK')
  await indicator.locator('[name=overTime]').selectOption('LAST')
  await indicator.locator('[name=heading]').fill('基层执法')
  await indicator.locator('[name=headingEn]').fill('local enforcement')
  await admin.picture('indicator-editor')
  await page.getByTestId('indicator-keep').click()
  await page.getByTestId('indicator-detail').getByText('基层执法').first().waitFor()

  // defined anew, for later periods
  await page.getByTestId('indicator-edit').locator('summary').click()
  await page.getByTestId('indicator-editor').locator('[name=notes]').fill('年末在编的队伍')
  await page.getByTestId('indicator-editor').locator('[name=from]').fill('2026-01-01')
  await page.getByTestId('indicator-keep').click()
  await page.getByTestId('version').locator('option').nth(1).waitFor({ state: 'attached' })
  await page.getByTestId('indicator-detail').getByText('年末在编的队伍').first().waitFor()
  await admin.picture('indicator-detail')

  const id = `teams-${run}`
  await page.getByTestId('tab-forms').click()
  await page.getByTestId('new-form').click()
  const form = page.getByTestId('form-editor')
  await form.locator('[name=id]').fill(id)
  await form.locator('[name=title]').fill('基层执法队伍月报')
  await form.locator('[name=titleEn]').fill('Monthly report on local enforcement')
  await page.getByTestId('ask-INS001').check()
  await page.getByTestId(`ask-${code}`).check()
  await page.getByTestId('form-look').click()
  await page.getByTestId('form-admission').waitFor()
  await page.getByTestId('form-admission').scrollIntoViewIfNeeded()
  await admin.picture('form-admission')
  expect(await page.getByTestId('form-admission').textContent()).toContain('INS001')
  await page.getByTestId('leave-out').click()
  expect(await page.getByTestId('ask-INS001').isChecked()).toBe(false)
  // what the annual report asks of everybody is left out, too: this form is about it alone
  await page.getByTestId(`ask-${code}`).check()
  await page.getByTestId('form-keep').click()
  await page.getByTestId('form-detail').getByText(code).first().waitFor()
  await admin.picture('form-detail')

  await page.getByTestId('tab-schedules').click()
  await page.getByTestId('new-schedule').click()
  const schedule = page.getByTestId('schedule-editor')
  await schedule.locator('[name=id]').fill(id)
  await schedule.locator('[name=form]').selectOption(id)
  await schedule.locator('[name=under]').selectOption('210900-gov')
  await schedule.getByTestId('org-gov').check()
  await page.getByTestId('schedule-look').click()
  await page.getByTestId('upcoming').locator('tbody tr').nth(4).waitFor()
  await admin.picture('schedule-editor')
  await page.getByTestId('schedule-keep').click()
  await page.getByTestId('schedule-detail').waitFor()
  expect(await page.getByTestId('upcoming').textContent()).toContain(`${id}-20`)
})

it('a form that contradicts itself is refused in words, and what was typed stays', async () => {
  const admin = await visit('admin', '/directory?tab=indicators&indicator=%2B')
  const { page } = admin
  const indicator = page.getByTestId('indicator-editor')
  for (const [name, text] of Object.entries({
    code: `Y${run.toUpperCase()}`,
    name: '行政检查次数',
    nameEn: 'x',
    unit: '次',
    heading: '栏目',
    headingEn: 'x',
  })) {
    await indicator.locator(`[name=${name}]`).fill(text)
  }
  await indicator.locator('[name=consolidation]').selectOption('RATIO_OF_SUMS')
  await page.getByTestId('indicator-keep').click()
  await page.getByText('种类、性质和汇总方式不相配').waitFor()
  await admin.picture('indicator-refused')
  expect(await indicator.locator('[name=unit]').inputValue()).toBe('次')
})

it('others read how forms and indicators are defined, and change nothing', async () => {
  const { page } = await visit('210902-gov', '/directory?tab=forms&form=annual')
  await page.getByTestId('form-detail').waitFor()
  expect(await page.getByTestId('form-edit').count()).toBe(0)
  expect(await page.getByTestId('new-form').count()).toBe(0)
  await page.getByTestId('tab-indicators').click()
  await page.getByTestId('indicator-REC001').click()
  await page.getByTestId('indicator-detail').waitFor()
  expect(await page.getByTestId('indicator-edit').count()).toBe(0)
  await page.getByTestId('tab-schedules').click()
  expect(await page.getByTestId('new-schedule').count()).toBe(0)
})

it('the administrator names an agency anew, and ends one that another comes after', async () => {
  const admin = await visit('admin', '/directory')
  const { page } = admin
  const division = String(700_000 + (Date.now() % 99_000))
  const add = async (org: string, name: string) => {
    await page.getByTestId('new-agency').click()
    const editor = page.getByTestId('agency-editor')
    await editor.locator('[name=code]').fill(`${division}-${org}`)
    await editor.locator('[name=name]').fill(name)
    await page.getByTestId('agency-keep').click()
    await page.getByTestId('agency-detail').getByText(`${division}-${org}`).first().waitFor()
  }
  await add('cdo', `某县人防办${run}`)
  await add('ndmo', `某县国动办${run}`)

  await page.getByRole('searchbox').fill(`人防办${run}`)
  await page.getByTestId(`agency-${division}-cdo`).click()
  await page.getByTestId('agency-edit').locator('summary').click()
  await page.getByTestId('agency-editor').locator('[name=name]').fill(`某县人民防空办公室${run}`)
  await page.getByTestId('agency-editor').locator('[name=renamedOn]').fill('2020-07-01')
  await page.getByTestId('agency-keep').click()
  await page.getByTestId('agency-detail').getByText('2020-06-30').waitFor()
  // found by the name of before
  await page.getByTestId(`agency-${division}-cdo`).waitFor()

  await page.getByTestId('agency-end').locator('summary').click()
  const ending = page.getByTestId('agency-ending')
  await ending.locator('[name=on]').fill('2025-01-01')
  await ending.locator('[name=successors]').fill(`${division}-none`)
  await ending.locator('[name=reason]').fill('机构改革')
  await page.getByTestId('agency-end-confirm').click()
  await ending.getByText('没有这个单位').waitFor()
  await ending.locator('[name=successors]').fill(`${division}-ndmo`)
  await page.getByTestId('agency-end-confirm').click()
  await page.getByTestId('agency-go-on').waitFor()
  await admin.picture('agency-ended')
  await page.getByTestId('agency-go-on').click()
  await page.getByTestId('agency-end').waitFor()
})
