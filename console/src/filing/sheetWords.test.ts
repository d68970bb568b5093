import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { language } from '@/ui/texts'
import { cellWords } from './sheetWords'

const sheets = new URL('../../../submission-service/src/main/java/huikan/submission/sheet/', import.meta.url).pathname
const codes = globSync('*.java', { cwd: sheets })
  .map((path) => readFileSync(sheets + path, 'utf8'))
  .flatMap((text) => [...text.matchAll(/(?:problem|Refused)\((?:[^;"]*,)?\s*"([a-z-]+\.[a-z-]+)"/g)])
  .map((one) => one[1] ?? '')

it('has words in Chinese, each problem of a cell', () => {
  language.value = 'zh'
  expect(codes).toEqual(expect.arrayContaining(['figure.word', 'name.other', 'row.too-long', 'sheet.unmarked']))
  expect(codes.filter((code) => cellWords({ code, message: '' }) === '')).toEqual([])
})

it('says of a sheet without a mark that it overwrites, and of that of a region not', () => {
  const unmarked = { code: 'sheet.unmarked', message: 'What others wrote meanwhile is overwritten.' }
  language.value = 'zh'
  expect(cellWords(unmarked)).toContain('会覆盖别人刚改过的格')
  expect(cellWords(unmarked, true)).not.toContain('覆盖')
  language.value = 'en'
  expect(cellWords(unmarked)).toBe(unmarked.message)
})
