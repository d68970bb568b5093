/** What is counted where an error names numbers, by its code. */
const UNITS: Record<string, string> = {
  'count.now': '件',
  'days.count': '行',
  'draft.cells': '格',
  'expression.size': '个字符',
  'files.count': '件',
  'findings.count': '件',
  'items.count': '项',
  'list.too-long': '项',
  'list.too-large': '字节',
  'points.sum': '分',
  'rule.size': '字节',
  'secret.length': '个字符',
  'text.length': '字',
  'text.too-long': '字',
}

/** Of a number with bounds, by its field. */
const FIELD_UNITS: Record<string, string> = { days: '天', mark: '分', percent: '%', points: '分' }

const DAY = String.raw`(\d{4}-\d{2}-\d{2})`
const NUMBER = String.raw`(\d+(?:\.\d+)?)`

function sentence(text: string): RegExp {
  return new RegExp(text.replaceAll('DAY', DAY).replaceAll('NUMBER', NUMBER))
}

function inChinese(choice: string): string {
  return choice.replace(/ \([^(]*$/, '')
}

type Telling = readonly [RegExp, (unit: string, ...found: string[]) => string]

/** The suite's sentences that name days, numbers or choices; the first that fits is told. */
const TELLINGS: readonly Telling[] = [
  [sentence('^DAY is before DAY'), (_, one, other) => `${one} 早于 ${other}`],
  [sentence('^DAY is after DAY'), (_, one, other) => `${one} 晚于 ${other}`],
  [sentence('^DAY is too early; the first possible is DAY'), (_, one, other) => `${one}，最早为 ${other}`],
  [sentence('^DAY is too late; the last possible is DAY'), (_, one, other) => `${one}，最晚为 ${other}`],
  [sentence('^DAY is over; today is DAY'), (_, day, today) => `${day} 已过，今天是 ${today}`],
  [sentence('^DAY to DAY'), (_, from, to) => `${from} 至 ${to}`],
  [sentence('opens on DAY; it was DAY'), (_, opens, day) => `${opens} 开放，报送时是 ${day}`],
  [sentence('closed on DAY; it was DAY'), (_, closed, day) => `${closed} 截止，报送时是 ${day}`],
  [sentence('signed on DAY, and its period ended on DAY'), (_, day, end) => `签发于 ${day}，期末为 ${end}`],
  [sentence('period ends on DAY'), (_, end) => `期末为 ${end}`],
  [sentence('calendar are in NUMBER'), (_, year) => `应在 ${year} 年`],
  [
    sentence('^NUMBER to NUMBER findings .* closed from DAY to DAY; there are NUMBER'),
    (_, least, most, from, to, now) => `应为 ${least} 至 ${most} 件，${from} 至 ${to} 销号的有 ${now} 件`,
  ],
  [
    sentence('At most NUMBER are looked at .* would be NUMBER'),
    (_, most, now) => `最多 ${most} 件，按此比例为 ${now} 件`,
  ],
  [
    sentence('inspected NUMBER times in NUMBER already, and NUMBER is all'),
    (_, times, year, most) => `${year} 年已安排 ${times} 次，最多 ${most} 次`,
  ],
  [sentence('At most NUMBER people and NUMBER recusals'), (_, people, most) => `最多 ${people} 人、回避 ${most} 项`],
  [sentence('add up to NUMBER; these to NUMBER'), (_, sum, now) => `应为 ${sum} 分，现为 ${now} 分`],
  [sentence('There are NUMBER '), (unit, now) => `已有 ${now} ${unit}，不能再多`],
  [sentence('More than NUMBER, at most NUMBER'), (unit, least, most) => `大于 ${least}，不大于 ${most} ${unit}`],
  [
    sentence('NUMBER to NUMBER.*; came NUMBER'),
    (unit, least, most, now) => `应为 ${least} 至 ${most} ${unit}，现为 ${now} ${unit}`,
  ],
  [sentence('(?:^|from )NUMBER to NUMBER'), (unit, least, most) => `应为 ${least} 至 ${most} ${unit}`],
  [sentence('names NUMBER to NUMBER items'), (unit, least, most) => `应为 ${least} 至 ${most} ${unit}`],
  [sentence('At most NUMBER.*; came NUMBER'), (unit, most, now) => `最多 ${most} ${unit}，现为 ${now} ${unit}`],
  [sentence('(?:[Aa]t most|Not more than) NUMBER'), (unit, most) => `最多 ${most} ${unit}`],
  [sentence('Not less than NUMBER'), (unit, least) => `至少 ${least} ${unit}`],
  // each choice as 集中 (in person)
  [/^It is one of (.+ \(.+\))\.$/, (_, choices) => `可填：${choices?.split('), ').map(inChinese).join('、')}`],
  [/^(\d+)$/, (unit, now) => `${now} ${unit}`],
  [sentence('came "?DAY'), (_, day) => day],
  [sentence('^DAY'), (_, day) => day],
]

/** The days, numbers and choices of an error in Chinese, each with what it is; nothing where a number alone would say nothing. */
export function figuresTold(code: string, message: string, pointer: string): string {
  const unit = UNITS[code] ?? FIELD_UNITS[pointer.split('/').pop() ?? ''] ?? ''
  for (const [pattern, told] of TELLINGS) {
    const found = pattern.exec(message)
    if (found) {
      return told(unit, ...found.slice(1))
        .replace(/ (?=%|，|$)/g, '')
        .trim()
    }
  }
  return ''
}
