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

it('a form is filled in where its figures stand on paper', async () => {
  const office = await visit('210902-gov', '/owed')
  // a sheet as ministries send them: the names of all indicators, with a column for each scope
  const sheet = await office.page.request.get('/api/cycles/annual-2023/template.xlsx')
  expect(sheet.status()).toBe(200)
  const admin = await visit('admin', '/directory?tab=forms')
  const { page } = admin
  const id = `paper-${run}`
  await page.getByTestId('new-form').click()
  const form = page.getByTestId('form-editor')
  await form.locator('[name=id]').fill(id)
  await form.locator('[name=title]').fill('行政复议季报')
  await form.locator('[name=titleEn]').fill('Quarterly report on reconsideration')
  for (const code of ['REC001', 'REC002', 'REC006', 'INS004']) {
    await page.getByTestId(`ask-${code}`).check()
  }
  await page.getByTestId('layout-file').setInputFiles({
    name: 'ministry.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await sheet.body(),
  })
  await page.getByTestId('layout-placed').waitFor()
  expect(await page.getByTestId('layout-placed').textContent()).toContain('12 格')
  // of one of them its own figure shall stand below
  const cell = page.getByTestId('layout-editor').getByRole('button', { name: 'INS004' }).first()
  await cell.scrollIntoViewIfNeeded()
  await cell.click()
  await page.locator('[name=layout-indicator]').selectOption('')
  expect(await page.getByTestId('layout-placed').textContent()).toContain('11 格')
  await admin.picture('layout-editor')
  await page.getByTestId('add-heading').click()
  await form.locator('[name=heading-zh]').fill('检查')
  await form.locator('[name=heading-en]').fill('Inspection')
  await page.getByLabel('栏目 INS004').selectOption('检查')
  await page.getByTestId('down-REC001').click()
  await page.getByTestId('ask-REC015').check()
  await page.getByTestId('ask-REC017').check()
  await form.locator('[name=wholes]').fill('REC015、REC017')
  await form.locator('[name=countersigned][value=PROVINCE]').check()
  await page.getByTestId('add-heading').scrollIntoViewIfNeeded()
  await admin.picture('form-headings')
  await page.getByTestId('form-keep').click()
  await page.getByTestId('form-detail').getByText('表样').first().waitFor()
  const kept = (await (await page.request.get(`/api/forms/${id}`)).json()) as Record<string, unknown>
  expect(kept['groups']).toEqual([{ names: { zh: '检查', en: 'Inspection' }, indicators: ['INS004'] }])
  expect((kept['indicators'] as string[]).filter((code) => code.startsWith('REC'))).toEqual([
    'REC002',
    'REC001',
    'REC006',
    'REC015',
    'REC017',
  ])
  expect([kept['wholes'], kept['countersigned'], kept['rules']]).toEqual([[['REC015', 'REC017']], ['PROVINCE'], ['*']])

  const cycle = `${id}-q3`
  await admin.post('/api/cycles', {
    id: cycle,
    form: id,
    period: { from: '2026-07-01', to: '2026-09-30' },
    opensOn: '2026-10-01',
    dueOn: '2026-12-31',
    closesOn: '2027-01-31',
    agencies: { under: '210902-gov', orgs: ['gov'] },
  })
  await office.page.goto(`/filing/${cycle}/210902-gov`)
  await office.page.getByTestId('paper').waitFor()
  await office.page.getByTestId('paper').getByTestId('cell-own-REC001').fill('12')
  await office.page.getByTestId('cell-own-INS004').fill('3')
  expect(await office.page.getByTestId('paper').getByTestId('cell-own-INS004').count()).toBe(0)
  await office.page.getByTestId('cell-own-REC015').fill('60.00')
  await office.page.getByTestId('cell-own-REC017').fill('30.00')
  await office.page.getByText('构成比之和不为100').first().waitFor()
  await office.picture('paper')
  await office.page.getByTestId('cell-own-REC017').fill('40.00')
  await office.page.getByText('构成比之和不为100').first().waitFor({ state: 'detached' })
  await office.page.getByTestId('as-list').click()
  expect(await office.page.getByTestId('cell-own-REC001').inputValue()).toBe('12')
})

it('figures that contradict each other are told while they are typed, whatever the server does', async () => {
  const office = await visit('210902-gov', '/filing/annual-2019/210902-gov')
  const { page } = office
  await page.getByTestId('cell-own-LIT013').waitFor()
  // the rules have come; from here on nothing is answered
  await page.waitForLoadState('networkidle')
  await page.route('**/api/drafts/**', () => undefined)
  await page.getByTestId('cell-own-LIT013').fill('5')
  await page.getByTestId('cell-own-LIT014').fill('6')
  const note = page.getByText('负责人出庭不得超过开庭数')
  await note.first().waitFor({ timeout: 3_000 })
  await office.picture('checked-here')
  await page.getByTestId('cell-own-LIT014').fill('5')
  await note.first().waitFor({ state: 'detached', timeout: 3_000 })
  // and the server says the same once it answers
  await page.getByTestId('cell-own-LIT014').fill('6')
  await page.unroute('**/api/drafts/**')
  await page.reload()
  await note.first().waitFor()
  await page.getByTestId('cell-own-LIT014').fill('')
  await note.first().waitFor({ state: 'detached' })
})

it('the administrator writes a rule of their own, which checks nothing before it is published', async () => {
  const admin = await visit('admin', '/directory?tab=rules')
  const { page } = admin
  await page.getByTestId('new-rule').click()
  const text = page.getByTestId('rule-editor').locator('[name=rule]')
  const rule = JSON.parse(await text.inputValue()) as Record<string, unknown>
  const code = `X${run.toUpperCase()}`
  // as it stands it has no code and no words
  await page.getByTestId('rule-draft').click()
  await page.getByRole('alert').first().waitFor()
  const message = { zh: '完成的不得多于计划的', en: 'no more is done than was planned' }
  await text.fill(JSON.stringify({ ...rule, code, message }))
  await admin.picture('new-rule')
  await page.getByTestId('rule-draft').click()
  await page.getByTestId('rule-detail').getByText(message.zh).first().waitFor()
  expect(new URL(page.url()).searchParams.get('rule')).toBe(code)
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

it('a superior grants a relay, by which the office files for another, until it is ended', async () => {
  const province = await visit('210000-gov.supervisor', '/directory?tab=relays')
  const { page } = province
  await page.getByTestId('grant-relay').click()
  const dialog = page.getByTestId('relay-dialog')
  await dialog.locator('[name=form]').selectOption('annual')
  await dialog.locator('[name=agency]').selectOption('210900-gov')
  await dialog.locator('[name=until]').fill((await dialog.locator('[name=until]').getAttribute('min')) ?? '')
  await dialog.locator('[name=reason]').fill('区县无人填报')
  await province.picture('relay-dialog')
  await page.getByTestId('relay-confirm').click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByTestId('end-relay-210900-gov-annual').first().waitFor()

  const city = await visit('210900-gov', '/owed')
  await city.page.getByTestId('relay-annual-2019-210921-gov').click()
  await city.page.getByTestId('cell-own-INS004').fill('4')
  await city.page.getByTestId('cell-own-INS005').click()
  await city.picture('relayed-filing')
  const county = await visit('210921-gov', '/filing/annual-2019/210921-gov')
  await expect
    .poll(
      async () => {
        await county.page.reload()
        await county.page.getByTestId('cell-own-INS004').waitFor()
        return county.page.getByTestId('cell-own-INS004').inputValue()
      },
      { timeout: 20_000 },
    )
    .toBe('4')
  await county.page.goto('/owed')
  await county.page.getByTestId('owed-row-annual-2019').getByText('代报').waitFor()

  await city.page.goto('/owed')
  await city.page.locator('[name=region-cycle]').selectOption('annual-2021')
  const template = city.page.waitForEvent('download')
  await city.page.getByTestId('region-template').click()
  expect((await template).suggestedFilename()).toBe('annual-2021-210900-gov-region.xlsx')
  await city.page.getByTestId('region-sheet').setInputFiles({
    name: 'region.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('单位代码,INS001,REC006\n210921-gov,30,4\n210922-gov,12件,2\n210402-gov,1,1\n'),
  })
  await city.page.getByTestId('region-drafts').waitFor()
  // the sheet does not say which it is, has a unit in a cell, and names an agency of another city
  expect(await city.page.getByTestId('sheet-problems').locator('tbody tr').count()).toBe(3)
  await city.picture('region-sheet')
  await city.page.getByTestId('region-file').click()
  await city.page.getByTestId('asked-yes').click()
  await expect.poll(() => city.page.getByTestId('region-drafts').getByText('已报送').count()).toBe(2)
  await city.picture('region-filed')

  await page.getByTestId('end-relay-210900-gov-annual').click()
  await page.getByTestId('end-relay-210900-gov-annual').waitFor({ state: 'detached' })
  await province.picture('relays')
  await city.page.goto('/owed')
  await city.page.getByTestId('owed-row-annual-2023').waitFor()
  expect(await city.page.getByTestId('relayed').count()).toBe(0)
})

it('an office keeps its register, and a superior reads it', async () => {
  const office = await visit('210902-gov', '/registers?kind=trainings')
  const { page } = office
  await page.getByTestId('enter').click()
  const entry = page.getByTestId('entry')
  await entry.locator('[name=number]').fill(`培训-${run}`)
  await entry.locator('[name=subject]').fill('行政处罚法')
  await entry.locator('[name=heldOn]').fill('2024-05-12')
  await entry.locator('[name=attendance]').fill('四十二')
  await entry.getByTestId('entry-save').click()
  await entry.getByTestId('problem').waitFor()
  await office.picture('register-entry')
  await entry.locator('[name=attendance]').fill('42')
  await entry.getByTestId('entry-save').click()
  await entry.waitFor({ state: 'detached' })
  await page.getByText(`培训-${run}`).waitFor()
  await office.picture('register-kept')
  const city = await visit('210900-gov.supervisor', '/registers?kind=trainings')
  await city.page.getByText(`培训-${run}`).waitFor()
  expect(await city.page.getByTestId('enter').count()).toBe(0)
  // found by what it says
  await city.page.locator('[name=search]').fill(run.toUpperCase())
  await city.page.locator('[name=search]').press('Enter')
  await expect.poll(() => city.page.getByTestId('register-entry').count()).toBe(1)
  await city.page.locator('[name=search]').fill(`${run}-0`)
  await city.page.locator('[name=search]').press('Enter')
  await city.page.getByText('没有条目').waitFor()
  const sibling = await visit('210903-gov', '/registers?kind=trainings')
  await sibling.page.getByTestId('enter').waitFor()
  expect(await sibling.page.getByText(`培训-${run}`).count()).toBe(0)
})

it('the administrator adds a register and a field to it, and an entry shows its history', async () => {
  const admin = await visit('admin', '/directory?tab=registers')
  const { page } = admin
  const id = `devices-${run}`
  await page.getByTestId('new-register-kind').click()
  const editor = page.getByTestId('register-kind-editor')
  const field = (at: number) => editor.getByTestId(`kind-field-${at}`)
  await editor.locator('[name=id]').fill(id)
  await editor.locator('[name=title]').fill(`执法装备${run}`)
  await editor.locator('[name=titleEn]').fill('Enforcement equipment')
  await field(0).locator('[name=field-name]').fill('number')
  await field(0).locator('[name=field-zh]').fill('编号')
  await field(0).locator('[name=field-en]').fill('number')
  await editor.getByTestId('add-field').click()
  await field(1).locator('[name=field-name]').fill('kind')
  // two columns of a table have the same name
  await field(1).locator('[name=field-zh]').fill('编号')
  await field(1).locator('[name=field-en]').fill('kind')
  await field(1).locator('[name=field-type]').selectOption('CHOICE')
  await field(1).getByTestId('add-choice').click()
  await field(1).locator('[name=choice-value]').fill('CAMERA')
  await field(1).locator('[name=choice-zh]').fill('执法记录仪')
  await field(1).locator('[name=choice-en]').fill('body camera')
  await page.getByTestId('register-kind-keep').click()
  await editor.getByTestId('problem').waitFor()
  expect(await field(1).locator('p.bad').textContent()).toContain('重复')
  expect(await field(0).locator('p.bad').count()).toBe(0)
  await admin.picture('register-kind-refused')
  await field(1).locator('[name=field-zh]').fill('种类')
  await page.getByTestId('register-kind-keep').click()
  const detail = page.getByTestId('register-kind-detail')
  await detail.getByTestId('register-kind-fields').getByText('执法记录仪').waitFor()

  // what is there stays; another field comes to it
  await page.getByTestId('register-kind-edit').locator('summary').click()
  expect(await field(0).locator('[name=field-name]').getAttribute('readonly')).not.toBeNull()
  expect(await field(0).locator('[name=field-type]').isDisabled()).toBe(true)
  expect(await field(0).locator('[name=field-key]').isDisabled()).toBe(true)
  expect(await field(0).getByRole('button').count()).toBe(0)
  await editor.getByTestId('add-field').click()
  await field(2).locator('[name=field-name]').fill('pieces')
  await field(2).locator('[name=field-zh]').fill('台数')
  await field(2).locator('[name=field-en]').fill('pieces')
  await field(2).locator('[name=field-type]').selectOption('NUMBER')
  expect(await field(2).locator('[name=field-key]').isDisabled()).toBe(true)
  await admin.picture('register-kind-editor')
  await page.getByTestId('register-kind-keep').click()
  await detail.getByTestId('register-kind-fields').getByText('台数').waitFor()
  await expect.poll(() => page.getByTestId('timeline').locator('li').count()).toBe(2)
  await page.getByTestId('timeline').getByText('哈希连续').waitFor()
  await admin.picture('register-kind')
  await page.getByTestId('version').selectOption('1001')
  await detail.getByTestId('register-kind-fields').getByText('台数').waitFor({ state: 'detached' })

  const office = await visit('210902-gov', `/registers?kind=${id}`)
  const entry = office.page.getByTestId('entry')
  await office.page.getByTestId('enter').click()
  await entry.locator('[name=number]').fill('Z-1')
  await entry.locator('[name=kind]').selectOption('CAMERA')
  await entry.locator('[name=pieces]').fill('4')
  await entry.locator('[name=from]').fill('2024-01-01')
  await entry.getByTestId('entry-save').click()
  await entry.waitFor({ state: 'detached' })
  await office.page.getByTestId('change').click()
  await entry.locator('[name=pieces]').fill('7')
  await entry.locator('[name=from]').fill('2024-07-01')
  await entry.getByTestId('entry-save').click()
  await entry.waitFor({ state: 'detached' })

  // a superior reads what it said, and changes neither the entry nor the kind
  const city = await visit('210900-gov.supervisor', `/registers?kind=${id}`)
  await city.page.getByTestId('open-entry').click()
  const states = city.page.getByTestId('entry-states').locator('li')
  await states.nth(1).waitFor()
  expect(await states.nth(0).textContent()).toMatch(/自 2024-07-01 起.*210902-gov.*台数\s*4\s*→\s*7/)
  expect(await states.nth(0).textContent()).not.toContain('编号')
  expect(await states.nth(1).textContent()).toMatch(/至 2024-07-01 前.*编号\s*Z-1.*执法记录仪.*台数\s*4/)
  await city.page.getByTestId('timeline').getByText('哈希连续').waitFor()
  expect(await city.page.getByTestId('timeline').locator('li').count()).toBe(2)
  await city.picture('register-history')
  await city.page.goto(`/directory?tab=registers&register-kind=${id}`)
  await city.page.getByTestId('register-kind-fields').getByText('台数').waitFor()
  expect(await city.page.getByTestId('register-kind-edit').count()).toBe(0)
  expect(await city.page.getByTestId('new-register-kind').count()).toBe(0)
})

it('a kind of register that comes with the release changes too', async () => {
  const admin = await visit('admin', '/directory?tab=registers&register-kind=trainings')
  const { page } = admin
  const title = `培训${run}`
  const detail = page.getByTestId('register-kind-detail')
  await detail.locator('dt').getByText('TRN002').waitFor()
  await page.getByTestId('register-kind-edit').locator('summary').click()
  const counts = page.getByTestId('kind-counts')
  await expect.poll(() => counts.locator('[name=count-indicator]').nth(1).inputValue()).toBe('TRN002')
  expect(await counts.locator('[name=count-sum]').nth(1).inputValue()).toBe('attendance')
  await page.getByTestId('register-kind-editor').locator('[name=title]').fill(title)
  await page.getByTestId('register-kind-keep').click()
  await detail.getByText(title).first().waitFor()
  // all of it but the title is as it was
  await detail.locator('dt').getByText('TRN002').waitFor()
  expect(await page.getByTestId('register-kind-fields').locator('tbody tr').count()).toBe(7)
  await page.getByTestId('version').selectOption('1')
  await detail.getByText(title).waitFor({ state: 'detached' })
  await admin.picture('register-kind-shipped')
})
