import { language } from '@/ui/texts'

/** Why something is returned. What is sent is the Chinese one, whoever returns it; one's own words are sent as they are. */
const REASONS = [
  { zh: '与其他来源不一致', en: 'Differs from other sources' },
  { zh: '与上年差异过大', en: 'Too far from last year' },
  { zh: '口径有误', en: 'Wrong definition applied' },
  { zh: '漏报', en: 'Left out' },
  { zh: '计算有误', en: 'Wrongly computed' },
  { zh: '缺少佐证', en: 'Evidence is missing' },
  { zh: '文字不完整', en: 'Text is incomplete' },
  { zh: '其他', en: 'Other' },
] as const

/** Those to choose from, in the reader's language. */
export function reasonNames(): string[] {
  return REASONS.map((one) => one[language.value])
}

/** A reason that was sent, in the reader's language. */
export function reasonName(sent: string): string {
  return REASONS.find((one) => one.zh === sent)?.[language.value] ?? sent
}

/** What is sent of a reason that was chosen or typed, in either language. */
export function reasonSent(typed: string): string {
  const text = typed.trim()
  return REASONS.find((one) => one.zh === text || one.en.toLowerCase() === text.toLowerCase())?.zh ?? text
}
