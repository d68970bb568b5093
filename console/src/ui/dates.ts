import { language } from './texts'

const ZONE = 'Asia/Shanghai'

/** An instant as the offices' clocks show it, `2026-03-02 09:41`. */
export function clock(instant: string | null | undefined, seconds = false): string {
  if (!instant) {
    return ''
  }
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    dateStyle: 'short',
    timeStyle: seconds ? 'medium' : 'short',
  }).format(new Date(instant))
}

/** Today's date where the offices are, `2026-11-26`. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(now)
}

/** A period in words: a whole year as 2023 年, a month as 2023 年 10 月, else from – to. */
export function period(from: string, to: string): string {
  const [year, month] = from.split('-').map(Number) as [number, number]
  const chinese = language.value === 'zh'
  if (from === `${year}-01-01` && to === `${year}-12-31`) {
    return chinese ? `${year} 年` : `${year}`
  }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (from.endsWith('-01') && to === `${from.slice(0, 8)}${last}`) {
    return chinese ? `${year} 年 ${month} 月` : from.slice(0, 7)
  }
  return from === to ? from : `${from} – ${to}`
}
