import { type FieldError, Problem } from '@/api/problem'
import { figuresTold } from './errorFigures'
import { fieldName } from './fields'
import { FIELD_ERRORS, FIELD_ERRORS_IN_ENGLISH, PROBLEMS, TOLD_IN_FULL } from './problemTexts'
import { inBrackets, language } from './texts'
import { t } from './words'

/** What happened and what to do next, in the office's words. */
export function problemWords(problem: unknown): { what: string; next: string } {
  if (!(problem instanceof Problem)) {
    return { what: t.unexpected, next: t.unexpectedNext }
  }
  const { what, next } = byStatus(problem)
  // the suite speaks English itself
  const exactly = language.value === 'zh' ? PROBLEMS[problem.code] : problem.title
  return { what: exactly || what, next }
}

/** What is wrong with a field; in Chinese with the days and numbers that the suite names, as what they are. */
export function fieldErrorWords({ code, message, pointer }: FieldError): string {
  const words = FIELD_ERRORS[code] ?? PROBLEMS[code]
  if (language.value === 'en' || !words) {
    return FIELD_ERRORS_IN_ENGLISH[code] ?? message
  }
  const figures = TOLD_IN_FULL.has(code) ? message : figuresTold(code, message, pointer)
  return figures ? words + inBrackets(figures) : words
}

/** A place in a request in words, as 措施 2 · 期限; a row of a table as a spreadsheet numbers it. */
export function fieldPlace(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part, at, parts) => {
      const first = parts[at - 1] === 'rows' ? 0 : 1
      return /^\d+$/.test(part) ? String(Number(part) + first) : fieldName(part)
    })
    .join(' · ')
}

/** What is wrong with a part of a request, each with its place in the part, to be shown beside it. */
export function errorsAt(problem: unknown, pointer: string): string[] {
  const errors = problem instanceof Problem ? problem.errors : []
  return errors
    .filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
    .map((one) => `${fieldPlace(one.pointer.slice(pointer.length))} ${fieldErrorWords(one)}`.trim())
}

function byStatus(problem: Problem): { what: string; next: string } {
  switch (problem.status) {
    case 0:
      return { what: t.unreachable, next: t.unreachableNext }
    case 401:
      return { what: t.loggedOut, next: t.loggedOutNext }
    case 403:
      return { what: t.forbidden, next: t.forbiddenNext }
    case 404:
      return { what: t.notFound, next: t.notFoundNext }
    case 409:
      return { what: t.conflict, next: t.conflictNext }
    case 412:
    case 428:
      return { what: t.stale, next: t.staleNext }
    case 413:
      return { what: t.tooLarge, next: t.tooLargeNext }
    case 400:
    case 422:
      return { what: t.refused, next: problem.errors.length > 0 ? t.refusedNext : t.refusedWhole }
    case 429:
    case 502:
    case 503:
    case 504:
      return { what: t.busy, next: t.busyNext }
    default:
      return { what: t.unexpected, next: t.unexpectedNext }
  }
}
