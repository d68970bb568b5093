import { t } from './texts'

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** from then on it is told in days */
const IN_DAYS = 2 * DAY

/** Whole seconds of an ISO 8601 duration of days, hours, minutes and seconds, as PT49H30M; null for any other text. */
export function secondsOf(duration: string | null | undefined): number | null {
  const parts = duration && duration.length > 1 ? ISO.exec(duration) : null
  if (!parts) {
    return null
  }
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((one) => Number(one ?? 0))
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds
}

/** Seconds as one tells them: the two largest units. What is cut off is less than the smaller one. */
export function elapsed(seconds: number): string {
  if (seconds < MINUTE) {
    return t.underMinute
  }
  if (seconds < HOUR) {
    return t.minutes(Math.floor(seconds / MINUTE))
  }
  if (seconds < IN_DAYS) {
    return two(t.hours, Math.floor(seconds / HOUR), t.minutes, Math.floor((seconds % HOUR) / MINUTE))
  }
  return two(t.days, Math.floor(seconds / DAY), t.hours, Math.floor((seconds % DAY) / HOUR))
}

function two(large: (n: number) => string, many: number, small: (n: number) => string, few: number): string {
  return few ? `${large(many)} ${small(few)}` : large(many)
}

/** A duration in words; empty for none. */
export function durationWords(duration: string | null | undefined): string {
  const seconds = secondsOf(duration)
  return seconds === null ? '' : elapsed(seconds)
}

/** How long something that waits had waited at an instant; empty where nothing waits. */
export function waitedWords(since: string | null | undefined, at: string): string {
  return since ? elapsed(Math.max(0, Math.floor((Date.parse(at) - Date.parse(since)) / 1000))) : ''
}
