import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { fieldErrorWords, fieldPlace, problemWords } from './problems'
import { FIELD_ERRORS, PROBLEMS } from './problemTexts'
import { language } from './texts'

const root = new URL('../../../', import.meta.url).pathname
const sources = globSync('*/src/main/java/**/*.java', { cwd: root }).map((path) => ({
  path,
  text: readFileSync(root + path, 'utf8'),
}))

function found(of: RegExp, within: (source: { path: string; text: string }) => boolean): string[] {
  return [...new Set(sources.filter(within).flatMap(({ text }) => [...text.matchAll(of)].map((one) => one[1] ?? '')))]
}

function refused(status: number, code: string): Problem {
  return new Problem(status, code, 'A title', 'A detail', [], '', null)
}

describe('what the suite refuses', () => {
  it('has words in Chinese, each problem of the catalogues', () => {
    const codes = found(/\("([a-z-]+)", \d{3}, "/g, ({ path }) => path.endsWith('Problem.java'))
    expect(codes.length).toBeGreaterThan(60)
    // those of any HTTP service are told by their status
    const told = codes.filter((code) => !['not-found', 'internal', 'forbidden', 'unauthorized'].includes(code))
    expect(told.filter((code) => !(code in PROBLEMS))).toEqual([])
  })

  it('has words in Chinese, each error of a field', () => {
    const codes = [
      ...found(/"((?!huikan\.|parameter\.|header\.)[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)",\s/g, ({ text }) =>
        /FieldError|Violations|extends Fields|Fields fields/.test(text),
      ),
      // bounds of a field say code and sentence in one
      ...found(/"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)\|/g, () => true),
    ]
    expect(codes.length).toBeGreaterThan(60)
    // a path in a document of the store looks like one
    expect(codes.filter((code) => code !== 'assignment.lead' && !(code in FIELD_ERRORS))).toEqual([])
  })

  it('has words in Chinese, each reason why a file is not read', () => {
    const codes = found(/"((?:sheet|workbook)\.[a-z-]+)",\s/g, () => true)
    expect(codes).toEqual(expect.arrayContaining(['sheet.unreadable', 'workbook.unreadable']))
    expect(codes.filter((code) => !(code in FIELD_ERRORS))).toEqual([])
  })

  it('names a row of a table as a spreadsheet numbers it, and a part of a list from 1 on', () => {
    language.value = 'zh'
    expect(fieldPlace('/rows/3/territory')).toBe('行 · 3 · 属地上级')
    expect(fieldPlace('/measures/1/dueOn')).toBe('措施 · 2 · 期限')
  })

  it('is told in the language of the reader', () => {
    language.value = 'zh'
    expect(problemWords(refused(409, 'review-claimed')).what).toBe('已由别人认领')
    expect(problemWords(refused(409, 'a-new-one')).what).toBe('现在不能这样办理')
    // nothing is named below it
    expect(problemWords(refused(422, 'as-of-later')).next).toBe('请修改后再试。')
    expect(
      fieldErrorWords({
        pointer: '/dueOn',
        code: 'date.past',
        message: '2020-01-01 is too early; the first possible is 2026-11-27.',
      }),
    ).toBe('日期太早（2020-01-01，最早为 2026-11-27）')
    expect(fieldErrorWords({ pointer: '/replaces', code: 'slot-held', message: 'held by 33aee18098e14a85' })).toBe(
      '本期已有一份报告，请打开它更正',
    )
    expect(fieldErrorWords({ pointer: '', code: 'agency.unknown', message: 'There is no agency 210902-gov.' })).toBe(
      '没有这个单位',
    )
    expect(fieldErrorWords({ pointer: '', code: 'text.length', message: '1 to 200 characters.' })).toBe(
      '字数不对（应为 1 至 200 字）',
    )
    expect(
      fieldErrorWords({ pointer: '/cases/2', code: 'case.unmet', message: 'case 3: expected FAILS, came PASSES.' }),
    ).toBe('规则对这个用例的结果与预期不符（case 3: expected FAILS, came PASSES.）')
    language.value = 'en'
    expect(problemWords(refused(409, 'review-claimed')).what).toBe('A title')
    expect(fieldErrorWords({ pointer: '/x', code: 'R32', message: 'said by a rule' })).toBe('said by a rule')
    expect(
      fieldErrorWords({ pointer: '/url', code: 'host.not-allowed', message: 'a.org is none of huikan.webhooks.hosts' }),
    ).toBe('The host is not among those that the operator allows.')
  })
})
