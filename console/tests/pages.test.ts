import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Visit, launch } from './browser'

let browser: Browser

/** What pages of one thing show: one of each, made here. */
const made: Record<string, string> = {}

interface Made {
  id: string
  version: number
}

beforeAll(async () => {
  browser = await launch()
  const city = await Visit.begin(browser)
  await city.logIn('210900-gov.supervisor')
  const finding = await city.post<Made>('/api/findings', {
    agency: '210921-gov',
    source: { kind: 'INSPECTION' },
    title: '执法文书送达回证缺失',
    description: '抽查 64 本案卷，26 本缺送达回证。',
    category: '执法文书',
    rectify: 'BY_DEADLINE',
    dueOn: '2099-01-08',
  })
  const pool = ['210902-gov', '210903-gov', '210904-gov'].map((id) => ({ id }))
  const draw = await city.post<Made>('/api/draws', { purpose: '抽取检查对象', pool, count: 2 })
  await city.post(`/api/draws/${draw.id}/reveal`, {}, draw.version)
  const measures = [{ text: '规范送达', lead: '210921-gov', deliverable: '制度文本', dueOn: '2099-06-30' }]
  const list = await city.post<Made>('/api/task-lists', {
    title: '法治政府建设任务清单',
    aspects: [{ title: '依法行政', goals: [{ title: '执法规范', measures }] }],
  })
  await city.post(`/api/task-lists/${list.id}/issue`, {}, list.version)
  await city.end()
  const office = await Visit.begin(browser)
  await office.logIn('210921-gov')
  const filing = await office.post<Made>('/api/submissions', {
    cycle: 'annual-2020',
    agency: '210921-gov',
    title: '2020 年度报告',
    indicators: { own: { INS001: 670, INS002: 3 } },
  })
  await office.page.goto(`/submissions/${filing.id}`)
  await office.page.getByTestId('submission-state').waitFor()
  const training = await office.post<Made>('/api/register-kinds/trainings/entries', {
    from: '2024-05-12',
    published: false,
    values: { number: `培训-${Date.now()}`, subject: '行政处罚法', heldOn: '2024-05-12', attendance: 42 },
  })
  await office.end()
  Object.assign(made, { finding: finding.id, draw: draw.id, list: list.id, filing: filing.id, training: training.id })
}, 120_000)
afterAll(() => browser?.close())

/** Each page with a login that works with it. */
const PAGES: Record<string, string[]> = {
  '210921-gov': [
    '/owed',
    '/registers?kind=trainings',
    '/registers?kind=trainings&entry={training}',
    '/filing/annual-2022/210921-gov',
    '/inbox',
    '/no-such-page',
    '/submissions/{filing}',
  ],
  '210900-gov.reviewer': ['/reviews/{filing}'],
  '210900-gov.supervisor': [
    '/register',
    '/supervision/orders',
    '/supervision/inspections',
    '/supervision/findings/{finding}',
    '/supervision/draws/{draw}',
    '/supervision/task-lists/{list}',
    '/webhooks',
  ],
  '210000-gov.viewer': [
    '/figures?cycle=annual-2023',
    '/figures?cycle=annual-2020&indicator=INS001',
    '/figures?cycle=annual-2020&view=completeness',
    '/figures?cycle=annual-2020&view=ranking&indicator=INS001&level=COUNTY',
    '/figures?cycle=annual-2020&view=series&indicator=INS001',
    '/figures?cycle=annual-2020&view=turnaround',
    '/figures?cycle=annual-2020&view=supervision',
    '/figures?cycle=annual-2020&view=supervision&from=2020-01-01&to=2020-12-31',
    '/figures?cycle=annual-2020&number=INS001~210000-gov~annual-2020',
    '/figures?cycle=annual-2020&wall=1',
    '/directory',
    '/directory?agency=210902-gov',
    '/directory?tab=relays',
    '/directory?tab=cycles',
    '/directory?tab=forms',
    '/directory?tab=rules',
    '/directory?tab=rules&rule=R40',
    '/directory?tab=registers&register-kind=suits',
  ],
  admin: [
    '/operations',
    '/accounts',
    '/directory?tab=rules&rule=R40',
    '/directory?tab=forms&form=annual',
    '/directory?tab=indicators&indicator=LIT012',
    '/directory?tab=schedules&schedule=%2B',
    '/directory?tab=registers&register-kind=complaints',
    '/directory?tab=registers&register-kind=%2B',
  ],
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
    await visit.logIn(login)
    for (const path of paths) {
      await visit.page.goto(path.replace(/{(\w+)}/, (_, one: string) => made[one] ?? ''))
      await visit.page.waitForLoadState('networkidle')
      await inAllLooks(visit, path.replace(/\W+/g, '-').replace(/^-/, ''), language)
    }
    expect(visit.wrong).toEqual([])
    await visit.end()
  },
  180_000,
)

/** Each width; in the dark the colours, which is all that differs there. */
async function inAllLooks(visit: Visit, name: string, language: 'zh' | 'en'): Promise<void> {
  for (const width of WIDTHS) {
    await visit.look({ width })
    await visit.picture(`${name}-${width}-${language}`)
    // as high as the page is: what a sticky bar covers for now is not smaller than it is
    await visit.look({ width, height: await visit.page.evaluate(() => document.documentElement.scrollHeight) })
    await accessible(visit, name, (axe) => axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']))
    // nothing but tables and lists of their own scrolls sideways
    const sideways = await visit.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(`${name} ${sideways}`).toBe(`${name} 0`)
  }
  await visit.look({ dark: true })
  await visit.picture(`${name}-${language}-dark`)
  await accessible(visit, `${name} in the dark`, (axe) => axe.withRules(['color-contrast']))
}

async function accessible(visit: Visit, name: string, by: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  const { violations } = await by(new AxeBuilder({ page: visit.page })).analyze()
  expect(
    violations.map((one) => `${name}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([])
}
