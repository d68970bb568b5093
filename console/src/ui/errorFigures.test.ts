import { expect, it } from 'vitest'
import { figuresTold } from './errorFigures'

it.each([
  [
    'date.past',
    '/dueOn',
    '2020-01-01 is too early; the first possible is 2026-11-27.',
    '2020-01-01，最早为 2026-11-27',
  ],
  ['date.past', '/dueOn', '2026-11-26 is over; today is 2026-11-27.', '2026-11-26 已过，今天是 2026-11-27'],
  ['date.too-late', '/to', '2027-01-01 is too late; the last possible is 2026-12-31.', '2027-01-01，最晚为 2026-12-31'],
  ['date.range', '/dueOn', '1949-10-01 to 2199-12-31.', '1949-10-01 至 2199-12-31'],
  ['date.twice', '/days/0', '2026-10-01 is named twice.', '2026-10-01'],
  ['date.other-year', '/days/0', 'All days of this calendar are in 2026.', '应在 2026 年'],
  [
    'cycle.closed',
    '/cycle',
    'annual-2023 closed on 2024-03-01; it was 2024-03-02.',
    '2024-03-01 截止，报送时是 2024-03-02',
  ],
  ['period.running', '/decision', 'R43: its period ends on 2026-12-31; it is final after that.', '期末为 2026-12-31'],
  ['text.length', '/text', '1 to 200 characters.', '应为 1 至 200 字'],
  ['text.too-long', '/text', 'At most 2000 characters; came 2412.', '最多 2000 字，现为 2412 字'],
  ['secret.length', '/secret', '12 to 200 characters; came 4.', '应为 12 至 200 个字符，现为 4 个字符'],
  ['items.count', '/items', 'A return names 1 to 200 items.', '应为 1 至 200 项'],
  ['items.count', '/measures', '1 to 50; came 51.', '应为 1 至 50 项，现为 51 项'],
  ['items.count', '/groups', 'At most 60 people and 20 recusals in all.', '最多 60 人、回避 20 项'],
  ['items.count', '/batch', 'There are 12 batches, which is all there may be.', '已有 12 项，不能再多'],
  ['number.range', '/percent', 'Not more than 100.', '最多 100%'],
  ['number.range', '/percent', '0 to 100; came 120.', '应为 0 至 100%，现为 120%'],
  ['number.range', '/rulings/0/mark', '0 to 100.', '应为 0 至 100 分'],
  ['number.range', '/share', 'A share from 0.3 to 1.', '应为 0.3 至 1'],
  ['number.range', '/pool/0/weight', 'More than 0, at most 1000.', '大于 0，不大于 1000'],
  [
    'findings.count',
    '',
    '1 to 500 findings of units below 210900-gov that were closed from 2026-01-01 to 2026-03-31; there are 0.',
    '应为 1 至 500 件，2026-01-01 至 2026-03-31 销号的有 0 件',
  ],
  [
    'frequency.cap',
    '/agencies/0',
    '210902-gov is inspected 2 times in 2026 already, and 2 is all there may be.',
    '2026 年已安排 2 次，最多 2 次',
  ],
  ['points.sum', '/criteria', 'The points add up to 100; these to 95.', '应为 100 分，现为 95 分'],
  ['register.choice', '/rows/2/way', 'It is one of 集中 (in person), 线上 (online).', '可填：集中、线上'],
  ['register.choice', '/values/way', 'It is one of IN_PERSON, ONLINE.', ''],
  ['count.now', '/expected', '7', '7 件'],
  ['slot-held', '/replaces', 'held by 33aee18098e14a85', ''],
  ['agency.unknown', '', 'There is no agency 210902-gov.', ''],
])('%s of %s, %s', (code, pointer, message, told) => {
  expect(figuresTold(code, message, pointer)).toBe(told)
})
