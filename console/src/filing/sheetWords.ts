import { language } from '@/ui/texts'

/** Why a cell of a sheet was not taken. */
const WORDS: Record<string, string> = {
  'cell.changed': '别人在您下载之后改过，没有覆盖',
  'cell.formula': '这是公式；请粘贴为数值',
  'cell.merged': '单元格是合并的',
  'cell.type': '这不是数',
  'figure.fractional': '不能有小数',
  'figure.negative': '不能是负数',
  'figure.percent': '百分号与指标不符',
  'figure.rate': '不是率',
  'figure.scope': '这个指标没有这一列',
  'figure.text': '这不是数',
  'figure.too-large': '数太大',
  'figure.unit': '带了单位；请换算成表头的单位',
  'figure.word': '请填数，或者填“不适用”',
  'agency.unknown': '不是本区域内尚待报送、可由您填报的单位',
  'indicator.not-asked': '这一级不填这个指标',
  'problems.more': '还有更多；请先改好已列出的',
  'code.unknown': '这张表没有这个指标',
  'code.twice': '同一指标出现两次',
  'heading.missing': '缺少这一列',
  'heading.twice': '这一列出现两次',
  'heading.unknown': '不认识这一列，没有读入',
  'name.other': '代码旁的名称是别的代码的，整行没有读入；是不是只排了一列的序',
  'row.too-long': '这一行比表头多出格来，整行没有读入；千分位的数要写成 1234 或 "1,234"',
  'sheet.unmarked': '表上没有任务和单位的标记，请核对是不是这张表；没有标记的表会覆盖别人刚改过的格',
}

/** Of the sheet of a region, which overwrites nothing. */
const OF_REGION: Record<string, string> = {
  'sheet.unmarked': '表上没有任务和区域的标记，请核对是不是这张表',
}

/** In the reader's language; the suite speaks English itself. */
export function cellWords(one: { code: string; message: string }, region = false): string {
  const words = (region && OF_REGION[one.code]) || WORDS[one.code]
  return (language.value === 'zh' && words) || one.message
}
